import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {chatroom, type Run, startProgram} from './program.ts';

/** Whether system calls can be watched here, and made to fail; says so where not. */
export const canTrace =
	spawnSync('strace', ['-qq', '-f', '-o', '/dev/null', '-e', 'trace=none', 'true']).status === 0;
if (!canTrace) {
	console.log('Skipped: to make a disk fail takes strace, and the right to trace.');
}

/** `chatroom serve`, whose disk does as it is told. */
export type TracedServer = {
	readonly data: string;
	readonly port: () => number;
	readonly run: () => Run;
	/** As strace writes them: the system calls up to now, one a line, in the order in which they ended. */
	readonly calls: () => string;
	/** Starts it, again on the same data; without rules nothing is traced. */
	start(...rules: readonly string[]): Promise<void>;
	[Symbol.asyncDispose](): Promise<void>;
};

/** `rules` as strace takes them after `-e`; one that is a path narrows them to calls that are about that file. */
export async function openTraced(...rules: readonly string[]): Promise<TracedServer> {
	const directory = mkdtempSync(path.join(tmpdir(), 'chatroom-traced-'));
	const data = path.join(directory, 'data');
	const log = path.join(directory, 'calls');
	let run: Run | undefined;
	const start = async (...of: readonly string[]): Promise<void> => {
		await run?.[Symbol.asyncDispose]();
		const serve = chatroom(
			'serve',
			'--host',
			'127.0.0.1',
			'--port',
			'0',
			'--data',
			data,
			'--no-rate-limit',
		);
		// As a child of the server, so that what is started here is the server itself.
		const strace = [
			'strace',
			'-D',
			'-f',
			'-qq',
			'-s',
			'4096',
			'-o',
			log,
			...of.flatMap(rule => [path.isAbsolute(rule) ? '-P' : '-e', rule]),
		];
		run = startProgram(of.length > 0 ? [...strace, ...serve] : serve);
		await run.prints(/"event":"listening".*\n/);
	};
	const server: TracedServer = {
		data,
		port: () => Number(/"port":(\d+)/.exec(run!.stdout())![1]),
		run: () => run!,
		calls: () => readFileSync(log, 'utf8'),
		start,
		async [Symbol.asyncDispose]() {
			await run?.[Symbol.asyncDispose]();
			rmSync(directory, {recursive: true, force: true, maxRetries: 5});
		},
	};
	try {
		await start(...rules);
		return server;
	} catch (error) {
		await server[Symbol.asyncDispose]();
		throw error;
	}
}
