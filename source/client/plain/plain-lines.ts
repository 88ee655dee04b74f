import type {Nick} from '../../protocol/ids.ts';
import type {Conversation} from '../state/conversation.ts';
import {type Item, itemsOf, type Timeline} from '../state/timeline.ts';
import {clockOf} from '../text/clock.ts';
import {layoutAmendment, layoutText} from './plain-text.ts';

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
	for (const conversation of conversations) {
		const {room, timeline, amendments} = conversation;
		const seen = before.get(room) ?? -Infinity;
		const where = room === current ? '' : ` [${room}]`;
		const add = (item: Item, line: string): void => {
			upTo.set(room, Math.max(upTo.get(room) ?? -Infinity, item.key));
			if (line !== '') {
				news.push({key: item.key, line: `${clockOf(timeOf(item))} ${line}`});
			}
		};

		newItems(timeline, seen).forEach(item => add(item, layoutText(item, where, me)));
		// What is done to a message comes as a line of its own: what was read aloud stays said.
		for (const item of newItems(amendments, seen)) {
			add(item, item.type === 'said' ? layoutAmendment(item.entry, conversation, where) : '');
		}
	}

	return {upTo, lines: news.toSorted((a, b) => a.key - b.key).map(({line}) => line)};
}

const newItems = (timeline: Timeline, seen: number): readonly Item[] =>
	itemsOf(timeline).slice(firstAbove(timeline, seen));

function firstAbove({items, length}: Timeline, key: number): number {
	let index = length;
	while (index > 0 && items[index - 1]!.key > key) {
		index--;
	}

	return index;
}

const timeOf = (item: Item): number => (item.type === 'said' ? item.entry.at : item.at);
