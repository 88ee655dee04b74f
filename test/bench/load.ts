import {once} from 'node:events';
import path from 'node:path';
import process from 'node:process';
import {createInterface} from 'node:readline';
import type {DialectName} from './dialects.ts';
import {pinned, start, stop} from './processes.ts';
import type {Server} from './servers.ts';

/** What the peers of one run do. */
export type Load = {
	readonly peers: number;
	/** So many of them talk; the others only listen. */
	readonly talkers: number;
	/** Closed loop: each talks again when its words are back. Paced: so many messages a second in all. */
	readonly pace: 'closed loop' | number;
	readonly warmMs: number;
	readonly measureMs: number;
	/** Peers that may be logging in at any one time. */
	readonly loginsAtOnce: number;
	/** Everyone comes in TLS, and proves a device key. Only for our own dialect. */
	readonly isEncrypted?: boolean;
	readonly hasDevices?: boolean;
};

export type Job = Load & {
	readonly port: number;
	readonly pid: number;
	readonly dialect: DialectName;
};

/** What came of it. Times in milliseconds. */
export type LoadResult = {
	/** From the first connection until everyone was in. */
	readonly loginMs: number;
	readonly deliveriesPerSecond: number;
	readonly messagesPerSecond: number;
	/** From saying to hearing: for talkers in a closed loop, for everyone when paced. */
	readonly p50: number;
	readonly p99: number;
	readonly lost: number;
	readonly doubled: number;
	/** Shares of one core. */
	readonly serverLoad: number;
	readonly generatorLoad: number;
};

export type Crowd = {
	readonly result: LoadResult;
	/** Lets the peers go, who stay as they are until then. */
	readonly leave: () => Promise<void>;
};

/** Runs a load from a process of its own, and keeps its peers connected when it is over. */
export async function gather(server: Server, load: Load): Promise<Crowd> {
	const {port, pid, dialect} = server;
	const job: Job = {...load, port, pid, dialect};
	const file = path.join(import.meta.dirname, 'generator.ts');
	const child = start(pinned('load', [process.execPath, file, JSON.stringify(job)]), {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const lines = createInterface({input: child.stdout!});
	const ended = once(child, 'exit').then(() => {
		throw new Error('the load generator ended early');
	});
	const answered = once(lines, 'line') as Promise<[string]>;
	const [line] = await Promise.race([answered, ended]);
	ended.catch(() => {});
	return {result: JSON.parse(line) as LoadResult, leave: () => stop(child)};
}

/** The same, for those who only want to know what came of it. */
export async function runLoad(server: Server, load: Load): Promise<LoadResult> {
	const {result, leave} = await gather(server, load);
	await leave();
	return result;
}
