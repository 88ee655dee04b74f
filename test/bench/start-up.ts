import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {type Pace, type Part, plain, ratio, type Sample} from './figure.ts';
import {accepts, freePort, start, stop} from './processes.ts';
import {openScreen} from './screen.ts';
import {openServer, program, serveCommand} from './servers.ts';
import {median} from './statistics.ts';

/** How long one waits, in milliseconds: for a server that accepts, for a screen to type into. */
export async function measureStartUp({isQuick, tell}: Pace): Promise<Sample> {
	tell('start-up');
	const ways = {node: nodeAlone, serve, prompt, room};
	const waits: Record<keyof typeof ways, number[]> = {node: [], serve: [], prompt: [], room: []};
	for (let round = 0; round < (isQuick ? 2 : 4); round++) {
		for (const [name, way] of Object.entries(ways) as [
			keyof typeof ways,
			() => Promise<number>,
		][]) {
			waits[name].push(await way());
		}
	}

	return Object.fromEntries(Object.entries(waits).map(([name, all]) => [name, median(all)]));
}

async function nodeAlone(): Promise<number> {
	const began = performance.now();
	await once(start([process.execPath, '-e', '0']), 'exit');
	return performance.now() - began;
}

async function serve(): Promise<number> {
	const directory = mkdtempSync(path.join(tmpdir(), 'chatroom-bench-'));
	const port = await freePort();
	const began = performance.now();
	const child = start(serveCommand(port, [`--data=${directory}`]));
	await accepts(port, 1);
	const took = performance.now() - began;
	await stop(child);
	rmSync(directory, {recursive: true, force: true});
	return took;
}

async function prompt(): Promise<number> {
	const began = performance.now();
	const screen = openScreen([...program, 'join']);
	await screen.shows('Join a chat room');
	const took = performance.now() - began;
	await screen.close();
	return took;
}

async function room(): Promise<number> {
	const server = await openServer('ephemeral');
	const where = ['--host', '127.0.0.1', '--port', String(server.port), '--username', 'ada'];
	const began = performance.now();
	const screen = openScreen([...program, 'join', ...where]);
	await screen.shows('online as');
	const took = performance.now() - began;
	await screen.close();
	await server.stop();
	return took;
}

export const startUp: Part = {
	name: 'start-up',
	title: 'Starting',
	measure: measureStartUp,
	figures: [
		{
			label: 'serve, until it accepts',
			of: plain('serve'),
			unit: 'ms',
			target: {atMost: 200},
			behind: {node: 'node -e 0 ms'},
		},
		{label: 'serve : node -e 0', of: ratio('serve', 'node'), unit: '×', target: {atMost: 3}},
		{label: 'join, until one can type', of: plain('prompt'), unit: 'ms', target: {atMost: 300}},
		{label: 'join into a room, until one is in', of: plain('room'), unit: 'ms'},
	],
};
