import {noPalette, type Palette} from '../../../source/client/text/palette.ts';
import {createLayout, type View} from '../../../source/client/text/layout-rows.ts';
import {
	append,
	emptyTimeline,
	type Item,
	type Said,
} from '../../../source/client/state/timeline.ts';
import {ada, entryOf, selfOf} from '../../helpers/client-fakes.ts';

const mark = (name: string) => (text: string) => `<${name}>${text}</>`;
/** Names each kind of text instead of painting it. */
export const marked: Palette = {
	...noPalette,
	dim: mark('dim'),
	own: mark('own'),
	strong: mark('b'),
	code: mark('c'),
	bar: mark('bar'),
	accent: mark('accent'),
	underline: mark('u'),
};
export const layout = createLayout({palette: noPalette, self: selfOf(ada)});
export const painted = createLayout({palette: marked, self: selfOf(ada)});

export const saidOf = (
	seq: number,
	text: string,
	given: Partial<Omit<Said, 'entry'>> & {entry?: Parameters<typeof entryOf>[2]} = {},
): Item => {
	const {entry, ...rest} = given;
	return {type: 'said', key: seq, ...rest, entry: entryOf(seq, text, entry)};
};
export const viewOf = (items: readonly Item[], given: Partial<View> = {}): View => ({
	timeline: items.reduce(append, emptyTimeline),
	pending: [],
	anchor: undefined,
	columns: 60,
	rows: 3,
	...given,
});
