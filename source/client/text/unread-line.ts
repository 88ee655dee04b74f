import type {Seq} from '../../protocol/ids.ts';
import type {Item, Timeline} from '../state/timeline.ts';
import {isOwn} from '../state/own.ts';
import type {Look} from './look.ts';

/**
Finds the key of the first thing that somebody else said after what was seen: above it stands the unread line. What was looked for last is remembered, so that only a longer timeline is looked at, and only where it is longer.
*/
export function createUnreadFinder(
	look: Look,
): (timeline: Timeline, readUpTo: Seq | undefined) => number | undefined {
	let last: {timeline: Timeline; readUpTo: Seq; key: number | undefined} | undefined;

	return (timeline, readUpTo) => {
		if (readUpTo === undefined) {
			return undefined;
		}

		if (last?.timeline !== timeline || last.readUpTo !== readUpTo) {
			last = {timeline, readUpTo, key: find(timeline, readUpTo, look)};
		}

		return last.key;
	};
}

function find({items, length}: Timeline, readUpTo: Seq, look: Look): number | undefined {
	for (let index = firstAfter(items, length, readUpTo); index < length; index++) {
		const item = items[index]!;
		if (item.type === 'said' && item.entry.seq > readUpTo && !isOwn(item.entry, look.self)) {
			return item.key;
		}
	}

	return undefined;
}

// Seqs ascend. What was not said has none and counts with what was said before it.
function firstAfter(items: readonly Item[], length: number, readUpTo: Seq): number {
	let low = 0;
	let high = length;
	while (low < high) {
		const middle = (low + high) >> 1;
		let said = middle;
		while (said >= low && items[said]!.type !== 'said') {
			said--;
		}

		const item = items[said];
		if (said < low || (item?.type === 'said' && item.entry.seq <= readUpTo)) {
			low = middle + 1;
		} else {
			high = said;
		}
	}

	return low;
}
