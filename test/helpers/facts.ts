import type {Facts} from '../../source/server/core/facts.ts';
import {Refusal} from '../../source/protocol/refusal.ts';
import {MemoryLog} from '../../source/server/storage/memory-log.ts';

/** Facts that cannot be written any more while the disk is full. */
export function openFacts() {
	const {facts: memory} = new MemoryLog();
	const disk = {isFull: false};
	const facts: Facts = {
		get: (kind, key) => memory.get(kind, key),
		all: (kind, limit, under) => memory.all(kind, limit, under),
		count: kind => memory.count(kind),
		async put(kind, key, value) {
			// As on a real disk, it is known only later.
			await Promise.resolve();
			if (disk.isFull) {
				throw new Refusal('storage-full');
			}

			await memory.put(kind, key, value);
		},
	};
	return {facts, disk};
}
