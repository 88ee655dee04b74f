import fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {createLayout, type View} from '../../../source/client/text/layout-rows.ts';
import {noPalette} from '../../../source/client/text/palette.ts';
import {append, emptyTimeline, type Item} from '../../../source/client/state/timeline.ts';
import type {Pending} from '../../../source/client/state/state.ts';
import type {Body} from '../../../source/protocol/body.ts';
import type {Nick} from '../../../source/protocol/ids.ts';
import {ada, entryOf, firstLog, idOf, lobby, noon, selfOf} from '../../helpers/client-fakes.ts';

const units = [
	'a',
	'word ',
	' ',
	'é',
	'e\u0301',
	'漢',
	'한',
	'👩‍👩‍👧',
	'👍🏽',
	'🇩🇪',
	'\n',
	'क्षि',
	'ש',
	'「',
	'*b* ',
	'_',
	'`',
	'\n> ',
	'\n```\n',
	'https://a.b/c ',
];
const text = fc.string({unit: fc.constantFrom(...units), maxLength: 60});
const nick = fc.constantFrom(
	'ada',
	'漢字',
	'Δέσποινα',
	'x'.repeat(32),
	'e\u0301'.repeat(20),
) as fc.Arbitrary<Nick>;
const nicks = fc.array(nick, {maxLength: 12});
const at = fc.nat(300_000_000).map(later => noon + later);
const kind = fc.constantFrom('message', 'action', 'topic');

const itemWithoutKey: fc.Arbitrary<Item> = fc.oneof(
	fc.record({nick, kind, text, at}).map(({nick: author, text: words, ...given}): Item => ({
		type: 'said',
		key: 0,
		entry: entryOf(1, words, {...given, author}),
	})),
	fc
		.record({at, came: nicks, went: nicks, visited: nicks})
		.map((presence): Item => ({type: 'presence', key: 0, ...presence})),
	fc
		.record({at, text, tone: fc.constantFrom('info', 'error')})
		.map((notice): Item => ({type: 'notice', key: 0, ...notice})),
);
const pending: fc.Arbitrary<Pending> = fc
	.record({kind, text, failed: fc.constantFrom(undefined, 'The disk is full.')})
	.map(({text: words, ...given}) => ({
		...given,
		id: idOf(1),
		room: lobby,
		text: words as Body,
		at: noon,
		log: firstLog,
		isSent: true,
	}));
const items = fc
	.array(itemWithoutKey, {maxLength: 25})
	.map(found => found.map((item, index) => ({...item, key: index - 3})));
const timeline = items.map(found => found.reduce(append, emptyTimeline));
const size = {columns: fc.integer({min: 20, max: 200}), rows: fc.integer({min: 1, max: 20})};
const layout = createLayout({palette: noPalette, self: selfOf(ada)});

test('exactly as many rows as asked for, and a column is left free', () => {
	const anchor = fc.option(fc.record({key: fc.integer({min: -5, max: 25}), below: fc.nat(4)}), {
		nil: undefined,
	});
	const view = fc.record({timeline, pending: fc.array(pending, {maxLength: 4}), anchor, ...size});

	fc.assert(
		fc.property(view, given => {
			const rows = layout.layoutRows(given);
			expect(rows).toHaveLength(given.rows);
			expect(rows.every(row => typeof row === 'string' && !row.includes('\n'))).toBe(true);
			expect(Math.max(...rows.map(row => stringWidth(row)))).toBeLessThan(given.columns);
		}),
		{numRuns: 500},
	);
});

test('scrolling moves by rows, down is the opposite of up, and nothing is left out', () => {
	const by = fc.integer({min: 1, max: 12});

	fc.assert(
		fc.property(
			timeline,
			size.columns,
			fc.integer({min: 1, max: 6}),
			by,
			by,
			(given, columns, rows, first, second) => {
				const view: View = {timeline: given, pending: [], anchor: undefined, columns, rows};
				const whole = layout.layoutRows({...view, rows: 2000});
				const used = whole.slice(whole.findIndex(row => row !== ''));
				const most = Math.max(0, used.length - rows);

				const up = {...view, anchor: layout.scroll(view, first).anchor};
				const further = {...view, anchor: layout.scroll(up, second).anchor};
				const seenAfter = (moved: number) => {
					const end = used.length - Math.min(moved, most);
					const seen = used.slice(Math.max(0, end - rows), end);
					return [...Array.from({length: rows - seen.length}, () => ''), ...seen];
				};
				expect(layout.layoutRows(up)).toEqual(seenAfter(first));
				expect(layout.layoutRows(further)).toEqual(seenAfter(Math.min(first, most) + second));

				const moved = Math.min(first + second, most) - Math.min(first, most);
				const back = {
					...view,
					anchor: moved > 0 ? layout.scroll(further, -moved).anchor : up.anchor,
				};
				expect(layout.layoutRows(back)).toEqual(layout.layoutRows(up));
				const end = Math.min(first, most);
				expect(end > 0 ? layout.scroll(back, -end).anchor : undefined).toBeUndefined();
			},
		),
		{numRuns: 500},
	);
});

test('what a screen costs does not depend on how much was said before', () => {
	const counted = (length: number) => {
		let calls = 0;
		const palette = {
			...noPalette,
			person: (_: string, name: string) => {
				calls++;
				return name;
			},
		};
		const long = Array.from({length}, (_, index): Item => ({
			type: 'said',
			key: index,
			entry: entryOf(index, 'hello'),
		})).reduce(append, emptyTimeline);
		const view = {timeline: long, pending: [], anchor: undefined, columns: 80, rows: 20};
		const counting = createLayout({palette, self: selfOf(ada)});
		counting.layoutRows(view);
		const first = calls;
		counting.layoutRows({...view, timeline: append(long, {...long.items[0]!, key: length})});
		const {anchor} = counting.scroll(view, 10);
		counting.layoutRows({...view, anchor});
		return {first, all: calls};
	};

	expect(counted(10_000)).toEqual(counted(100));
	expect(counted(100).first).toBe(20);
	expect(counted(100).all).toBeLessThanOrEqual(41);
});
