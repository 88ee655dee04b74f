import fc from 'fast-check';
import stringWidth from 'string-width';
import {beforeAll, expect, test, vi} from 'vitest';
import {paletteFor} from '../../../source/client/screen/theme.ts';
import {append, emptyTimeline, type Item} from '../../../source/client/state/timeline.ts';
import {createLayout} from '../../../source/client/text/layout-rows.ts';
import {isSyntaxLoaded, partsOf} from '../../../source/client/text/syntax.ts';
import {widthOf} from '../../../source/client/text/width.ts';
import {clean} from '../../../source/protocol/body.ts';
import type {Body} from '../../../source/protocol/body.ts';
import type {Nick} from '../../../source/protocol/ids.ts';
import {hostileText} from '../../helpers/arbitraries.ts';
import {ada, entryOf, noon, selfOf, seqOf} from '../../helpers/client-fakes.ts';

// What could be marks, beside what terminals have trouble with.
const pieces = [
	...Array.from('*_~`> \n()[]a漢ש'),
	...'``` ```ts\n \n```\n https://a.b/c http://ü.ש/_x_ mailto:a@b.c let if(1){"x"} word'.split(' '),
];
const text = fc
	.array(fc.oneof(fc.constantFrom(...pieces), hostileText), {maxLength: 25, size: 'max'})
	.map(all => clean(all.join('')) as Body);
const nick = fc.constantFrom('bob', 'שלום', '漢字', 'x'.repeat(32)) as fc.Arbitrary<Nick>;
const kind = fc.constantFrom('message', 'action', 'topic', 'notice', 'react', 'redact', 'edit');
const flag = fc.boolean();
const fate = fc.record(
	{
		edited: text.map(to => ({text: to, at: noon})),
		takenBack: fc.record({by: nick, why: text}),
		reactions: fc.array(fc.record({text, by: fc.array(nick, {maxLength: 5})}), {maxLength: 3}),
	},
	{requiredKeys: []},
);
const answers = fc.record({author: nick, text});
type Showing = {
	readonly columns: number;
	readonly isSelected: boolean;
	readonly isUnfolded: boolean;
	readonly isUnread: boolean;
};
const given = fc.record({
	text,
	author: nick,
	kind,
	extra: fc.record({fate, answers}, {requiredKeys: []}),
	columns: fc.integer({min: 20, max: 100}),
	isSelected: flag,
	isUnfolded: flag,
	isUnread: flag,
});

const layout = createLayout({palette: paletteFor('dark'), self: selfOf(ada)});
const ours = /\u001B\[[\d;]*m|\u001B\]8;(?:id=\w+;[!-~]+|;)\u0007/g;

const rowsOf = (item: Item, {columns, isSelected, isUnfolded, isUnread}: Showing) => {
	const [, ...rows] = layout
		.layoutRows({
			timeline: append(emptyTimeline, item),
			pending: [],
			anchor: undefined,
			columns,
			rows: 300,
			selected: isSelected ? 1 : undefined,
			unfolded: isUnfolded ? new Set([1]) : undefined,
			readUpTo: isUnread ? seqOf(0) : undefined,
		})
		.filter(row => row !== '');
	return rows;
};

beforeAll(async () => {
	partsOf('1', 'ts');
	await vi.waitUntil(isSyntaxLoaded, {timeout: 20_000});
});

test('whatever is said, a row is no wider than it may be, and holds no sequence but ours', () => {
	fc.assert(
		fc.property(given, ({text: said, author, kind: of, extra, ...rest}) => {
			const entry = entryOf(1, said, {author, kind: of as 'message', re: seqOf(9)});
			for (const row of rowsOf({type: 'said', key: 1, entry, ...extra}, rest)) {
				const visible = row.replace(ours, '');
				expect(visible).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066\u2067]/u);
				expect(visible).toMatch(
					/^[^\u2068\u2069]*(?:\u2068[^\u2068\u2069]*\u2069[^\u2068\u2069]*)*$/,
				);
				expect(widthOf(visible)).toBeLessThan(rest.columns);
				expect(stringWidth(row)).toBeLessThan(rest.columns);
				expect(row.split('\u001B]8;id=').length).toBe(row.split('\u001B]8;;').length);
			}
		}),
		{numRuns: 300},
	);
}, 30_000);

// Characters of ours, and what stands for the ones that are not drawn.
const added = /[│\u2068\u2069\uFFFD]/gu;

test('what is read of a message is what was written, without some marks', () => {
	fc.assert(
		fc.property(text, fc.integer({min: 20, max: 100}), (said, columns) => {
			const item: Item = {type: 'said', key: 1, entry: entryOf(1, said)};
			const rest = {isSelected: false, isUnfolded: true, isUnread: false};
			const shown = rowsOf(item, {...rest, columns})
				.map(row => row.replace(ours, ''))
				.join('\n')
				.replace(columns < 36 ? 'bob: ' : / *bob /, '')
				.replace(columns < 36 ? /^/ : /^\d\d:\d\d/, '')
				.replace(added, '');
			const written = Array.from(said);
			let at = 0;
			for (const character of shown.replace(/[\s\u2068\u2069]/g, '')) {
				at = written.indexOf(character, at) + 1;
				expect(at, `${character} of ${shown}`).toBeGreaterThan(0);
			}

			// A language is said only at the fence.
			const inked = (from: string) =>
				said.includes('```') ? '' : from.replace(/[\s*_~`>\p{Co}\p{Cn}\uFFFD│]/gu, '');
			expect(inked(shown)).toBe(inked(said));
		}),
		{numRuns: 300},
	);
}, 30_000);
