import {describe, expect, test} from 'vitest';
import {createLayout} from '../../../source/client/text/layout-rows.ts';
import {noPalette, type Palette} from '../../../source/client/text/palette.ts';
import type {Nick} from '../../../source/protocol/ids.ts';
import {ada, carol, noon, selfOf, seqOf, tagFor} from '../../helpers/client-fakes.ts';
import {layout, marked, painted, saidOf, viewOf} from './said-items.ts';

describe('what is selected', () => {
	const items = [
		saidOf(1, 'one', {fate: {reactions: [{text: '👍', by: [ada]}]}}),
		saidOf(2, 'two'),
	];

	test('has a mark in every row, and moves nothing', () => {
		const view = viewOf(items);

		expect(layout.layoutRows({...view, selected: 1})).toEqual([
			'12:01▌         bob one',
			'     ▌             👍 ada',
			'12:02          bob two',
		]);
		expect(layout.layoutRows({...view, selected: 2})).toEqual([
			'12:01          bob one',
			'                   👍 ada',
			'12:02▌         bob two',
		]);
		expect(layout.layoutRows(view)).toEqual(
			layout.layoutRows({...view, selected: 1}).map(row => row.replace('▌', ' ')),
		);
	});

	test('on a narrow screen its name is inverse', () => {
		expect(painted.layoutRows(viewOf(items, {columns: 20, selected: 1}))).toEqual([
			'<bar>bob: </>one',
			'<accent>▌</> <dim>👍 ada</>',
			'bob: two',
		]);
	});
});

describe('the unread line', () => {
	const own = {author: ada};
	const items = [
		saidOf(1, 'seen'),
		saidOf(2, 'mine', {entry: own}),
		saidOf(3, 'new'),
		saidOf(4, 'newer'),
	];
	const lineAt = (readUpTo: number, timeline = items) =>
		layout
			.layoutRows(viewOf(timeline, {rows: 9, readUpTo: seqOf(readUpTo)}))
			.flatMap((row, index, rows) => (row.startsWith('── new ──') ? [rows[index + 1]] : []));

	test('stands above the first thing that somebody else said since', () => {
		expect(lineAt(1)).toEqual(['12:03          bob new']);
		expect(lineAt(2)).toEqual(['12:03          bob new']);
		expect(lineAt(3)).toEqual(['12:04          bob newer']);
		expect(lineAt(0)).toEqual(['12:01          bob seen']);
	});

	test('is not drawn where there is nothing new', () => {
		expect(lineAt(4)).toEqual([]);
		expect(lineAt(3, [...items.slice(0, 3), saidOf(4, 'mine', {entry: own})])).toEqual([]);
		expect(lineAt(0, [])).toEqual([]);
	});

	test('takes no notice of what was not said', () => {
		const between = [0.5, 1.5, 1.6, 2.5].map(key => ({
			type: 'notice' as const,
			key,
			at: noon,
			tone: 'info' as const,
			text: 'A notice.',
		}));
		const mixed = [...items, ...between].toSorted((one, other) => one.key - other.key);

		expect([0, 1, 2, 3, 4].map(readUpTo => lineAt(readUpTo, mixed))).toEqual(
			[0, 1, 2, 3, 4].map(readUpTo => lineAt(readUpTo)),
		);
	});

	test('is a row like any other to whoever scrolls', () => {
		const view = viewOf(items, {rows: 2, readUpTo: seqOf(2)});
		const up = {...view, anchor: layout.scroll(view, 1).anchor};

		expect(layout.layoutRows(up)).toEqual([
			expect.stringMatching(/^── new ─+$/),
			'12:03          bob new',
		]);
		expect(layout.scroll(up, -1).anchor).toBeUndefined();
	});
});

test('one’s own is one’s own under every name, and another’s under one’s own name is not', () => {
	const look = {palette: marked, self: {nick: ada, tag: tagFor('ada'), names: [ada, carol]}};
	const rows = createLayout(look).layoutRows(
		viewOf(
			[
				saidOf(1, 'x', {entry: {author: carol, tag: tagFor('ada')}}),
				saidOf(2, 'y', {entry: {author: ada, tag: tagFor('bob')}}),
			],
			{rows: 2},
		),
	);

	expect(rows[0]).toContain('<own>       carol</>');
	expect(rows[1]).not.toContain('<own>');
});

test('marks are drawn in messages and actions, and the names in front of them are not marked', () => {
	const items = [saidOf(1, 'a *b* `c`'), saidOf(2, 'waves *wildly*', {entry: {kind: 'action'}})];

	expect(painted.layoutRows(viewOf(items, {rows: 2}))).toEqual([
		'<dim>12:01 </>         bob a <b>b</> <c>c</>',
		'<dim>12:02 </>           * bob waves <b>wildly</>',
	]);
});

test('a quote and a block have a bar in each row, and code is broken where the row is full', () => {
	const text = '> quoted words that go on\n```\nlet x = 1; // exactly  as it was\n```';

	expect(layout.layoutRows(viewOf([saidOf(1, text)], {rows: 4, columns: 40}))).toEqual([
		'12:01      bob │ quoted words that go',
		'               │ on',
		'               │ let x = 1; // exactly ',
		'               │  as it was',
	]);
	expect(layout.layoutRows(viewOf([saidOf(1, '> quoted')], {rows: 2, columns: 20}))).toEqual([
		'bob: ',
		'  │ quoted',
	]);
});

test('on a narrow screen marks are where they were, in whichever row', () => {
	const item = saidOf(1, 'some words and then *bold* ones');

	expect(painted.layoutRows(viewOf([item], {rows: 3, columns: 20}))).toEqual([
		'bob: some words',
		'  and then <b>bold</>',
		'  ones',
	]);
});

test('a link that goes on in another row is one link', () => {
	const look = {palette: {...marked, hyperlinks: true}, self: selfOf(ada)};
	const address = `https://example.org/${'x'.repeat(40)}`;
	const rows = createLayout(look).layoutRows(viewOf([saidOf(1, address)], {rows: 2}));
	const opened = rows.map(row => /\u001B\]8;(id=\w+;[^\u0007]+)\u0007/.exec(row)?.[1]);

	expect(opened[0]).toContain(address);
	expect(opened[1]).toBe(opened[0]);
	expect(rows.every(row => row.endsWith('\u001B]8;;\u0007'))).toBe(true);
});

test('what runs from right to left is kept within its own part of the row', () => {
	const author = 'שלום' as Nick;
	const rows = layout.layoutRows(
		viewOf([saidOf(1, 'שלום *and* more', {entry: {author}}), saidOf(2, 'plain')], {rows: 2}),
	);

	expect(rows[0]).toBe('12:01 \u2068        שלום\u2069 \u2068שלום and more\u2069');
	expect(rows[1]).not.toMatch(/[\u2066-\u2069]/);
});

test('what is painted in one theme is painted anew in another', () => {
	let generation = 0;
	const changing: Palette = {
		...noPalette,
		dim: text => `${generation}${text}`,
		get generation() {
			return generation;
		},
	};
	const view = viewOf([saidOf(1, 'one')], {rows: 1});
	const look = createLayout({palette: changing, self: selfOf(ada)});

	expect(look.layoutRows(view)[0]).toMatch(/^012:01/);
	generation = 1;
	expect(look.layoutRows(view)[0]).toMatch(/^112:01/);
});
