import type {Body} from '../../protocol/body.ts';
import type {Entry} from '../../protocol/entry.ts';
import type {Nick} from '../../protocol/ids.ts';

/** Who came and went between two messages, told in one row. */
export type Presence = {
	readonly type: 'presence';
	readonly key: number;
	readonly at: number;
	readonly came: readonly Nick[];
	readonly went: readonly Nick[];
	/** Came and went again. */
	readonly visited: readonly Nick[];
	/** Those of them who have had nothing to do with this person. */
	readonly strangers?: readonly Nick[];
};

/** Something the program tells only the one in front of it. */
export type Notice = {
	readonly type: 'notice';
	readonly key: number;
	readonly at: number;
	readonly tone: 'info' | 'error';
	readonly text: string;
};

export type Said = {
	readonly type: 'said';
	readonly key: number;
	readonly entry: Entry;
	/** What became of it since it was said. */
	readonly fate?: Fate;
	/** What it answers, as far as that is known here. */
	readonly answers?: {readonly author: Nick; readonly text: string};
};

/** What others, or its author, did with a message. */
export type Fate = {
	readonly edited?: {readonly text: Body; readonly at: number};
	readonly takenBack?: {readonly by: Nick; readonly why: string};
	readonly reactions?: readonly {readonly text: string; readonly by: readonly Nick[]}[];
};

export type Item = Said | Presence | Notice;

/**
What a conversation shows, oldest first. The array may be shared with later values and be longer than this one: only the first `length` items count. That makes adding one cheap and still leaves every earlier value as it was.
*/
export type Timeline = {
	readonly items: readonly Item[];
	readonly length: number;
	/** How much memory it takes, roughly: characters, and something for each item. */
	readonly weight: number;
};

/** So many items are kept; older ones are fetched again when someone scrolls to them. */
export const mostItems = 10_000;

export const emptyTimeline: Timeline = {items: [], length: 0, weight: 0};

export const newest = ({items, length}: Timeline): Item | undefined => items[length - 1];

/** Adds the newest. At most about `most` are kept: whoever reads further up holds on to all. */
export function append(timeline: Timeline, item: Item, most = mostItems): Timeline {
	const {items, length} = timeline;
	if (length >= most + 1000) {
		return timelineOf([...items.slice(length - most + 1, length), item]);
	}

	const weight = timeline.weight + weightOf(item);
	if (items.length === length && length > 0) {
		// Nobody has added to this value before: the place behind its end is free.
		(items as Item[]).push(item);
		return {items, length: length + 1, weight};
	}

	return {items: [...items.slice(0, length), item], length: length + 1, weight};
}

export function replaceNewest({items, length, weight}: Timeline, item: Item): Timeline {
	return {
		items: [...items.slice(0, length - 1), item],
		length,
		weight: weight - weightOf(items[length - 1]!) + weightOf(item),
	};
}

export function prepend({items, length, weight}: Timeline, older: readonly Item[]): Timeline {
	return {
		items: [...older, ...items.slice(0, length)],
		length: length + older.length,
		weight: weight + totalOf(older),
	};
}

/** What is left when the older half goes. */
export const newerHalf = (timeline: Timeline): Timeline =>
	timelineOf(timeline.items.slice(Math.ceil(timeline.length / 2), timeline.length));

/** Without the items that are not wanted any more. */
export const onlyThose = (timeline: Timeline, isWanted: (item: Item) => boolean): Timeline =>
	timelineOf(itemsOf(timeline).filter(isWanted));

export const timelineOf = (items: readonly Item[]): Timeline => ({
	items,
	length: items.length,
	weight: totalOf(items),
});

const totalOf = (items: readonly Item[]): number =>
	items.reduce((sum, item) => sum + weightOf(item), 0);

const weightOfAnItem = 200;
const weightOfAName = 32;

function weightOf(item: Item): number {
	switch (item.type) {
		case 'said': {
			return weightOfAnItem + item.entry.text.length;
		}

		case 'notice': {
			return weightOfAnItem + item.text.length;
		}

		case 'presence': {
			const {came, went, visited} = item;
			return weightOfAnItem + weightOfAName * (came.length + went.length + visited.length);
		}
	}
}

/** The items that count, for those who need them all. */
export const itemsOf = ({items, length}: Timeline): readonly Item[] =>
	items.length === length ? items : items.slice(0, length);
