import {isFindOpen} from '../state/find.ts';
import type {Self} from '../state/own.ts';
import type {State} from '../state/state.ts';
import {foundRows} from '../text/found-rows.ts';
import {createLayout, type Layout} from '../text/layout-rows.ts';
import {isSyntaxLoaded} from '../text/syntax.ts';
import {asksForKeys, keyRows} from './key-rows.ts';
import {theme} from './theme.ts';
import {type AreaSize, viewOf} from './view-of.ts';

type Latest = {
	readonly of: State;
	readonly size: AreaSize;
	readonly colours: number;
	readonly rows: readonly string[];
};

/** The rows of the conversation on screen, for whoever draws them. As long as they are the same, they are the very same array. */
export function createMessageRows(): (state: State, size: AreaSize) => readonly string[] {
	let self: Self = {nick: undefined, tag: undefined, names: []};
	let layout = createLayout({palette: theme, self});
	let latest: Latest;

	return (state, size) => {
		const colours = coloursNow();
		if (latest?.of === state && latest.colours === colours && isSameSize(latest.size, size)) {
			return latest.rows;
		}

		if (!isSameSelf(state, self)) {
			self = {nick: state.nick, tag: state.tag, names: state.names};
			layout = createLayout({palette: theme, self});
		}

		const wanted = rowsFor(state, size, layout);
		const rows = latest && isSameRows(latest.rows, wanted) ? latest.rows : wanted;
		latest = {of: state, size, colours, rows};
		return rows;
	};
}

function rowsFor(state: State, size: AreaSize, layout: Layout): readonly string[] {
	const look = {...size, palette: theme};
	return asksForKeys(state)
		? keyRows(look)
		: isFindOpen(state)
			? foundRows(state.found, look)
			: layout.layoutRows(viewOf(state, size));
}

// Changes with the theme, and when code can be coloured.
const coloursNow = (): number => 2 * theme.generation + Number(isSyntaxLoaded());

const isSameSelf = (one: Self, other: Self): boolean =>
	one.nick === other.nick && one.tag === other.tag && one.names === other.names;

const isSameSize = (one: AreaSize, other: AreaSize): boolean =>
	one.columns === other.columns && one.rows === other.rows;

const isSameRows = (some: readonly string[], others: readonly string[]): boolean =>
	some.length === others.length && some.every((row, index) => row === others[index]);
