import {type ChildProcess, spawn, type StdioOptions} from 'node:child_process';
import {once} from 'node:events';
import {accessSync, constants, existsSync, readFileSync} from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';

export type Running = ChildProcess & {readonly pid: number};

const ours = new Set<ChildProcess>();
process.on('exit', () => ours.forEach(child => child.kill('SIGKILL')));

/** The program of that name, if it is installed. */
export function findProgram(name: string): string | undefined {
	const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
	return folders.map(folder => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

const taskset = os.availableParallelism() > 1 ? findProgram('taskset') : undefined;

/** Whether the server and the load each have a core of their own. */
export const isPinned = taskset !== undefined;

export type Core = 'server' | 'load';

/** The same command, kept on one core where that can be done. */
export const pinned = (core: Core, command: readonly string[]): readonly string[] =>
	taskset ? [taskset, '-c', core === 'server' ? '0' : '1', ...command] : command;

/** Starts a process that ends with this one at the latest. */
export function start(
	command: readonly string[],
	{stdio = 'ignore', cwd}: {readonly stdio?: StdioOptions; readonly cwd?: string} = {},
): Running {
	const [file, ...rest] = command;
	const child = spawn(file!, rest, {stdio, ...(cwd !== undefined && {cwd})});
	if (child.pid === undefined) {
		throw new Error(`${file} did not start`);
	}

	ours.add(child);
	child.once('exit', () => ours.delete(child));
	return child as Running;
}

const stopWithin = 10_000;

/** Asks a process to end, insists after a while, and resolves when it is gone. */
export async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) {
		return;
	}

	const gone = once(child, 'exit');
	child.kill('SIGTERM');
	const late = setTimeout(() => child.kill('SIGKILL'), stopWithin);
	await gone;
	clearTimeout(late);
}

const patience = 15_000;

/** Resolves when something accepts connections on that port; rejects after a while. */
export async function accepts(port: number, everyMs = 10): Promise<void> {
	const began = performance.now();
	while (!(await connects(port))) {
		if (performance.now() - began > patience) {
			throw new Error(`nothing listens on port ${port}`);
		}

		await sleep(everyMs);
	}
}

function connects(port: number): Promise<boolean> {
	return new Promise(resolve => {
		const socket = net.connect({host: '127.0.0.1', port});
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
	const server = net.createServer().listen({host: '127.0.0.1', port: 0});
	await once(server, 'listening');
	const {port} = server.address() as net.AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

// Linux counts processor time in hundredths of a second.
const ticksPerSecond = 100;

/** Processor time that a process has taken, in seconds; NaN where the system does not tell. */
export function processorSeconds(pid: number): number {
	const file = `/proc/${pid}/stat`;
	if (!existsSync(file)) {
		return NaN;
	}

	const text = readFileSync(file, 'utf8');
	const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Memory that a process holds, in bytes; NaN where the system does not tell. */
export function residentBytes(pid: number): number {
	const file = `/proc/${pid}/status`;
	const line = existsSync(file) ? /VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8')) : null;
	return line ? Number(line[1]) * 1024 : NaN;
}
