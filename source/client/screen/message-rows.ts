import {isFindOpen} from '../state/find.ts';
import type {State} from '../state/state.ts';
import {foundRows} from '../text/found-rows.ts';
import {createLayout} from '../text/layout-rows.ts';
import {isSyntaxLoaded} from '../text/syntax.ts';
import {theme} from './theme.ts';
import {type AreaSize, selfIn, viewOf} from './view-of.ts';

type Latest = {
	readonly of: State;
	readonly size: AreaSize;
	readonly colours: number;
	readonly rows: readonly string[];
};

/** The rows of the conversation on screen, for whoever draws them. As long as they are the same, they are the very same array. */
export function createMessageRows(): (state: State, size: AreaSize) => readonly string[] {
	let self: ReturnType<typeof selfIn> | undefined;
	let layout = createLayout({palette: theme, me: undefined});
	let latest: Latest;

	return (state, size) => {
		const colours = coloursNow();
		if (latest?.of === state && latest.colours === colours && isSameSize(latest.size, size)) {
			return latest.rows;
		}

		const now = selfIn(state);
		if (now.me !== self?.me || now.tag !== self?.tag) {
			self = now;
			layout = createLayout({palette: theme, ...now});
		}

		const found = isFindOpen(state)
			? foundRows(state.found, {...size, palette: theme})
			: layout.layoutRows(viewOf(state, size));
		const rows = latest && isSameRows(latest.rows, found) ? latest.rows : found;
		latest = {of: state, size, colours, rows};
		return rows;
	};
}

// Changes with the theme, and when code can be coloured.
const coloursNow = (): number => 2 * theme.generation + Number(isSyntaxLoaded());

const isSameSize = (one: AreaSize, other: AreaSize): boolean =>
	one.columns === other.columns && one.rows === other.rows;

const isSameRows = (some: readonly string[], others: readonly string[]): boolean =>
	some.length === others.length && some.every((row, index) => row === others[index]);
