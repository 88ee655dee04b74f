import type {EntryId, Seq} from '../../protocol/ids.ts';
import type {Anchor} from '../state/conversation.ts';
import type {Pending} from '../state/state.ts';
import type {Item, Timeline} from '../state/timeline.ts';
import {dividers} from '../words/conversation.ts';
import {dateOf, dayOf, isSameDay} from './clock.ts';
import {layoutItem, layoutPending, type Look} from './layout-item.ts';
import {createRowCache} from './row-cache.ts';
import {isSyntaxLoaded} from './syntax.ts';
import {createUnreadFinder} from './unread-line.ts';

export type View = {
	readonly timeline: Timeline;
	readonly pending: readonly Pending[];
	readonly anchor: Anchor | undefined;
	readonly columns: number;
	readonly rows: number;
	/** What keys are about: the key of an item, or the id of what is on its way. */
	readonly selected?: number | EntryId | undefined;
	/** The keys of long items that are shown whole. */
	readonly unfolded?: ReadonlySet<number> | 'all' | undefined;
	/** The unread line stands above the first thing that somebody else said after this. */
	readonly readUpTo?: Seq | undefined;
};

export type Layout = {
	/** What is on screen: exactly as many rows as asked for, top first. */
	layoutRows(view: View): readonly string[];
	/** Where the bottom is after moving `by` rows up (or down, when negative); undefined at the very end. */
	scroll(view: View, by: number): {readonly anchor: Anchor | undefined; readonly nearTop: boolean};
};

// The parts of a variant, in the row cache's sense.
const selected = 1;
const unfolded = 2;
const withSyntax = 4;
const besideGeneration = 8;

/** Lays out what is on screen and nothing else: the cost is the height of the screen, whatever the length of the history. */
export function createLayout(look: Look): Layout {
	const rowsOfItem = createRowCache<Item>((item, columns, variant) =>
		layoutItem(item, columns, look, {
			isSelected: (variant & selected) > 0,
			isUnfolded: (variant & unfolded) > 0,
		}),
	);
	const rowsOfPending = createRowCache<Pending>((message, columns, variant) =>
		layoutPending(message, columns, look, {
			isSelected: (variant & selected) > 0,
			isUnfolded: false,
		}),
	);
	const firstUnread = createUnreadFinder(look);

	// How all of it looks, apart from what is selected.
	const generation = (): number =>
		look.palette.generation * besideGeneration + (isSyntaxLoaded() ? withSyntax : 0);

	const line = (text: string, columns: number): string =>
		`── ${text} `.padEnd(Math.max(0, columns - 1), '─').slice(0, Math.max(0, columns - 1));
	const dayLine = (at: number, columns: number): string =>
		look.palette.dim(line(columns < 30 ? dateOf(new Date(at)) : dayOf(at), columns));

	// An item with the line of its day above it, when it is the first of that day, and with that of the unread.
	const rowsAt = (view: View, index: number): readonly string[] => {
		const {timeline, columns, readUpTo} = view;
		const item = timeline.items[index]!;
		const variant =
			generation() +
			(item.key === view.selected ? selected : 0) +
			(isUnfolded(view, item) ? unfolded : 0);
		const rows = rowsOfItem(item, columns, variant);
		const before = timeline.items[index - 1];
		const isNewDay = !before || !isSameDay(timeOf(before), timeOf(item));
		const isUnread = item.key === firstUnread(timeline, readUpTo);
		return isNewDay || isUnread
			? [
					...(isNewDay ? [dayLine(timeOf(item), columns)] : []),
					...(isUnread ? [look.palette.accent(line(dividers.unread, columns))] : []),
					...rows,
				]
			: rows;
	};

	const rowsOn = ({columns, selected: chosen}: View, message: Pending): readonly string[] =>
		rowsOfPending(message, columns, generation() + (message.id === chosen ? selected : 0));

	// What is selected on its way is on screen, from its first row on: so many rows below it are not.
	function belowSelected(view: View): number {
		const {pending, rows, selected: chosen} = view;
		const index = pending.findIndex(({id}) => id === chosen);
		const heights = index < 0 ? [] : pending.slice(index).map(other => rowsOn(view, other).length);
		return Math.max(0, heights.reduce((sum, height) => sum + height, 0) - rows);
	}

	// The rows of what is on its way, from the bottom up.
	function* waiting(view: View): Generator<Row> {
		let hidden = belowSelected(view);
		for (const message of view.pending.toReversed()) {
			for (const text of rowsOn(view, message).toReversed()) {
				if (hidden > 0) {
					hidden--;
				} else {
					yield {text, index: view.timeline.length, below: 0};
				}
			}
		}
	}

	// From the bottom row of the view upwards.
	function* upwards(view: View): Generator<Row> {
		const {timeline, anchor} = view;
		if (!anchor) {
			yield* waiting(view);
		}

		const newest = timeline.length - 1;
		const bottom = anchor ? Math.min(newest, indexOfKey(timeline, anchor.key)) : newest;
		for (let index = bottom; index >= 0; index--) {
			const rows = rowsAt(view, index);
			const hidden = anchor && index === bottom ? clamped(anchor.below, rows.length) : 0;
			for (let below = hidden; below < rows.length; below++) {
				yield {text: rows[rows.length - 1 - below]!, index, below};
			}
		}
	}

	return {
		layoutRows(view) {
			const rows: string[] = [];
			for (const {text} of upwards(view)) {
				rows.push(text);
				if (rows.length === view.rows) {
					break;
				}
			}

			while (rows.length < view.rows) {
				rows.push('');
			}

			return rows.toReversed();
		},

		scroll(view, by) {
			return by > 0 ? scrollUp(view, by) : scrollDown(view, -by);
		},
	};

	function scrollUp(view: View, by: number) {
		// The whole history for Home; what is on screen and a page otherwise.
		const seen: Row[] = [];
		for (const row of upwards(view)) {
			seen.push(row);
			if (seen.length === view.rows + by) {
				break;
			}
		}

		const room = Math.max(0, seen.length - view.rows);
		const bottom = seen[Math.min(by, room)];
		const nearTop = seen.length < view.rows + by || (seen.at(-1)?.index ?? 0) < view.rows;
		return {anchor: room > 0 ? anchorAt(view, bottom) : view.anchor, nearTop};
	}

	function scrollDown(view: View, by: number) {
		const {timeline, anchor} = view;
		if (!anchor) {
			return {anchor, nearTop: false};
		}

		let left = by;
		let {below} = anchor;
		for (let index = indexOfKey(timeline, anchor.key); index < timeline.length; index++) {
			if (left <= below) {
				const isEnd = index === timeline.length - 1 && below - left === 0;
				const key = timeline.items[index]!.key;
				return {anchor: isEnd ? undefined : {key, below: below - left}, nearTop: false};
			}

			left -= below;
			below = index + 1 < timeline.length ? rowsAt(view, index + 1).length : 0;
		}

		return {anchor: undefined, nearTop: false};
	}
}

type Row = {readonly text: string; readonly index: number; readonly below: number};

// What is on its way has no place yet to hold on to: the newest item stands for it.
function anchorAt({timeline}: View, row: Row | undefined): Anchor | undefined {
	const item = row && timeline.items[Math.min(row.index, timeline.length - 1)];
	return item && {key: item.key, below: row.index < timeline.length ? row.below : 0};
}

// An item may have become lower since someone held on to it.
const clamped = (below: number, height: number): number => Math.max(0, Math.min(below, height - 1));

const isUnfolded = ({unfolded: keys}: View, {key}: Item): boolean =>
	keys === 'all' || (keys?.has(key) ?? false);

const timeOf = (item: Item): number => (item.type === 'said' ? item.entry.at : item.at);

/** Keys ascend. An item that is gone is represented by the next one after it. */
export function indexOfKey({items, length}: Timeline, key: number): number {
	let low = 0;
	let high = length - 1;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (items[middle]!.key < key) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
}
