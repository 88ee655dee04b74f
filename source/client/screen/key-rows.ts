import {currentConversation, type State} from '../state/state.ts';
import {drawable} from '../text/drawable.ts';
import type {Palette} from '../text/palette.ts';
import {truncate} from '../text/width.ts';
import {hints} from '../words/hints.ts';
import {describeKeys} from './key-map.ts';

type Look = {readonly columns: number; readonly rows: number; readonly palette: Palette};

/** Whoever writes nothing but `?` may want to know the keys. It may begin a message as well, so they are gone with the next character. */
export const asksForKeys = (state: State): boolean =>
	state.screen === 'room' && currentConversation(state).editor.text === '?';

/** As many of the keys as there is room for, the most needed first: exactly `rows` rows. */
export function keyRows({columns, rows, palette}: Look): readonly string[] {
	const lines = describeKeys()
		.split('\n')
		.map(line => truncate(drawable(line), Math.max(1, columns - 1)));
	const [title, ...keys] = lines;
	const isWhole = lines.length <= rows;
	const shown = [palette.strong(title!), ...(isWhole ? keys : keys.slice(0, rows - 2))];
	const rest = isWhole ? [] : [palette.dim(truncate(hints.moreKeys, columns - 1))];
	const all = [...shown, ...rest].slice(0, rows);
	return [...all, ...Array.from({length: rows - all.length}, () => '')];
}
