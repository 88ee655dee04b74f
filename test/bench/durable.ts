import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {openLog} from '../../source/server/storage/open-log.ts';
import {draftOf, keyOf} from '../helpers/drafts.ts';

const text = 'a message of about the length that people write in a chat';

export type Durable = {
	readonly store: 'sqlite' | 'memory';
	readonly senders: number;
	readonly perSecond: number;
	/** Milliseconds from the append to its answer. */
	readonly median: number;
	readonly slowest: number;
};

/** Messages a second through the log alone, for senders that each wait for their answer before they go on. */
export async function measureDurable(milliseconds = 3000): Promise<readonly Durable[]> {
	const results: Durable[] = [];
	for (const store of ['sqlite', 'memory'] as const) {
		for (const senders of [1, 10, 100]) {
			results.push(await measure(store, senders, milliseconds));
		}
	}

	return results;
}

async function measure(
	store: Durable['store'],
	senders: number,
	milliseconds: number,
): Promise<Durable> {
	const directory = mkdtempSync(path.join(tmpdir(), 'chatroom-'));
	const log = openLog(store === 'memory' ? {ephemeral: true} : {directory});
	const waits: number[] = [];
	const began = performance.now();
	const send = async (_: unknown, sender: number): Promise<void> => {
		const key = keyOf(`key ${sender}`.padEnd(43));
		for (let now = began; now - began < milliseconds;) {
			await log.append(draftOf(text, {key}));
			waits.push(performance.now() - now);
			now = performance.now();
		}
	};
	await Promise.all(Array.from({length: senders}, send));
	const took = performance.now() - began;
	await log.close();
	rmSync(directory, {recursive: true});
	const sorted = waits.toSorted((one, other) => one - other);
	return {
		store,
		senders,
		perSecond: Math.round((waits.length / took) * 1000),
		median: sorted[sorted.length >> 1]!,
		slowest: sorted.at(-1)!,
	};
}
