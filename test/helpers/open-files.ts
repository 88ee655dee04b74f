import {readdirSync} from 'node:fs';
import {expect} from 'vitest';
import {patience} from './patience.ts';
import {openPeer} from './peer.ts';
import type {Server} from './serve.ts';

/** How many files the server has open, and a way to see that there are no more in the end. Where there is no /proc, nothing is checked. */
export async function watchFiles({port, pid}: Pick<Server, 'port' | 'pid'>) {
	await wakeSearch(port);
	const count = () => readdirSync(`/proc/${pid()}/fd`).length;
	const isKnown = process.platform === 'linux';
	const before = isKnown ? count() : 0;
	return {
		async areAsBefore(): Promise<void> {
			if (isKnown) {
				await expect.poll(count, patience).toBeLessThanOrEqual(before + 1);
			}
		},
	};
}

// The thread that searches starts, and opens its files, when it is first needed.
async function wakeSearch(port: number): Promise<void> {
	using seeker = await openPeer(port);
	seeker.say('{"type":"hello","v":[1,1],"visitor":true,"nick":"seeker"}');
	seeker.say('{"type":"search","text":"anything"}');
	await seeker.hears('"type":"found"');
}
