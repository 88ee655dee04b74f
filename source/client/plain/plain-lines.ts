import type {Nick} from '../../protocol/ids.ts';
import type {Conversation} from '../state/conversation.ts';
import {type Item, itemsOf} from '../state/timeline.ts';
import {clockOf} from '../text/clock.ts';
import {layoutText} from './plain-text.ts';

export type Printed = {
	/** The newest item that has been printed, by room. */
	readonly upTo: ReadonlyMap<string, number>;
	readonly lines: readonly string[];
};

/** What has come since, one line a thing, told so that it can be read aloud. */
export function newLines(
	conversations: readonly Conversation[],
	before: ReadonlyMap<string, number>,
	current: string,
	me: Nick | undefined,
): Printed {
	const upTo = new Map(before);
	const news: {readonly key: number; readonly line: string}[] = [];
	for (const {room, timeline} of conversations) {
		const seen = before.get(room) ?? -Infinity;
		for (const item of itemsOf(timeline).slice(firstAbove(timeline, seen))) {
			upTo.set(room, item.key);
			const line = layoutText(item, room === current ? '' : ` [${room}]`, me);
			if (line !== '') {
				news.push({key: item.key, line: `${clockOf(timeOf(item))} ${line}`});
			}
		}
	}

	return {upTo, lines: news.toSorted((a, b) => a.key - b.key).map(({line}) => line)};
}

function firstAbove({items, length}: Conversation['timeline'], key: number): number {
	let index = length;
	while (index > 0 && items[index - 1]!.key > key) {
		index--;
	}

	return index;
}

const timeOf = (item: Item): number => (item.type === 'said' ? item.entry.at : item.at);
