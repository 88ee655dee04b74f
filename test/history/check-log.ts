import {type History, sameness} from './history.ts';
import type {Accuse} from './violation.ts';

type Part = Pick<History, 'log' | 'before'>;

/** Seqs grow, each room is a chain of its own, and nothing is there twice. */
export function checkLog({log, before: earlier = new Map()}: Part, accuse: Accuse): void {
	const lastOf = new Map(earlier);
	const firstOf = new Map<string, number>();
	let last = Math.max(0, ...lastOf.values());
	for (const entry of log) {
		const {seq, prev, room} = entry;
		if (seq <= last) {
			accuse('log-order', `${seq} comes after ${last}`);
		}

		const before = lastOf.get(room) ?? 0;
		if (prev !== before) {
			accuse('log-order', `${seq} in ${room} follows ${before}, but says it follows ${prev}`);
		}

		const first = firstOf.get(sameness(entry));
		if (first === undefined) {
			firstOf.set(sameness(entry), seq);
		} else {
			accuse('dup-id', `${entry.id} is in the log as ${first} and as ${seq}`);
		}

		last = Math.max(last, seq);
		lastOf.set(room, seq);
	}
}
