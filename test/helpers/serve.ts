import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect} from 'vitest';
import {patience} from './patience.ts';
import {chatroom, type Run, startProgram} from './program.ts';

type HostEvent = {readonly event: string; readonly [field: string]: unknown};

/** `chatroom serve` on a free loopback port, with a data directory of its own. */
export type Server = {
	readonly port: number;
	readonly data: string;
	readonly pid: () => number;
	/** What it has printed, one event a line. */
	readonly events: () => readonly HostEvent[];
	/** What it has said on standard error. */
	readonly complaints: () => string;
	/** Resolves to the exit status when it ends by itself. */
	exit(): Promise<number | string>;
	/** Resolves to the exit status. */
	stop(signal?: NodeJS.Signals): Promise<number | string>;
	/** The same port and data again. */
	start(): Promise<void>;
	[Symbol.asyncDispose](): Promise<void>;
};

export async function openServer(...flags: readonly string[]): Promise<Server> {
	const data = mkdtempSync(path.join(tmpdir(), 'chatroom-data-'));
	let port = 0;
	let run: Run | undefined;

	const events = (): readonly HostEvent[] =>
		(run?.stdout() ?? '')
			.split('\n')
			.slice(0, -1)
			.map(line => JSON.parse(line) as HostEvent);

	const start = async (): Promise<void> => {
		const where = ['--host', '127.0.0.1', '--port', String(port), '--data', data];
		run = startProgram(chatroom('serve', ...where, '--name', 'here', ...flags));
		const begun = run;
		// What it says on standard error tells why, when it does not come up.
		await expect
			.poll(() => events()[0] ?? {failed: begun.stderr()}, patience)
			.toMatchObject({event: 'listening', host: '127.0.0.1', pid: begun.pid});
		port = Number(events()[0]!['port']);
	};

	const close = async (): Promise<void> => {
		await run?.[Symbol.asyncDispose]();
		rmSync(data, {recursive: true, force: true, maxRetries: 5});
	};

	try {
		await start();
	} catch (error) {
		await close();
		throw error;
	}

	return {
		port,
		data,
		pid: () => run!.pid,
		events,
		complaints: () => run!.stderr(),
		exit: () => run!.exit(),
		stop(signal = 'SIGTERM') {
			run!.signal(signal);
			return run!.exit();
		},
		async start() {
			await run?.[Symbol.asyncDispose]();
			await start();
		},
		[Symbol.asyncDispose]: close,
	};
}
