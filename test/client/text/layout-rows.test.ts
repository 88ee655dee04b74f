import {expect, test} from 'vitest';
import {createLayout, indexOfKey, type View} from '../../../source/client/text/layout-rows.ts';
import {noPalette} from '../../../source/client/text/palette.ts';
import type {Pending} from '../../../source/client/state/state.ts';
import {append, emptyTimeline, type Item, prepend} from '../../../source/client/state/timeline.ts';
import type {Body} from '../../../source/protocol/body.ts';
import {
	ada,
	bob,
	carol,
	entryOf,
	firstLog,
	idOf,
	lobby,
	minute,
	noon,
	selfOf,
} from '../../helpers/client-fakes.ts';

const layout = createLayout({palette: noPalette, self: selfOf(ada)});
const day = 86_400_000;

const saidOf = (seq: number, text: string, given: Parameters<typeof entryOf>[2] = {}): Item => ({
	type: 'said',
	key: seq,
	entry: entryOf(seq, text, given),
});
const presenceOf = (key: number, came: readonly (typeof bob)[]): Item => ({
	type: 'presence',
	key,
	at: noon + key * minute,
	came,
	went: [],
	visited: [],
});
const noticeOf = (key: number, text: string, tone: 'info' | 'error' = 'info'): Item => ({
	type: 'notice',
	key,
	at: noon + key * minute,
	tone,
	text,
});
const pendingOf = (text: string, given: Partial<Pending> = {}): Pending => ({
	id: idOf(1),
	room: lobby,
	kind: 'message',
	text: text as Body,
	at: noon,
	log: firstLog,
	isSent: true,
	failed: undefined,
	...given,
});

const viewOf = (items: readonly Item[], given: Partial<View> = {}): View => ({
	timeline: items.reduce(append, emptyTimeline),
	pending: [],
	anchor: undefined,
	columns: 40,
	rows: 6,
	...given,
});

test('the newest is at the bottom, and what is missing at the top is empty', () => {
	expect(layout.layoutRows(viewOf([saidOf(1, 'one'), saidOf(2, 'two')]))).toEqual([
		'',
		'',
		'',
		'── Sunday, 2026-11-22 ─────────────────',
		'12:01      bob one',
		'12:02      bob two',
	]);
});

test('of what does not fit the newest is shown', () => {
	const items = Array.from({length: 9}, (_, index) => saidOf(index + 1, `message ${index + 1}`));

	expect(layout.layoutRows(viewOf(items, {rows: 2}))).toEqual([
		'12:08      bob message 8',
		'12:09      bob message 9',
	]);
});

test('a line tells each new day, in words where there is room', () => {
	const items = [saidOf(1, 'one'), saidOf(2, 'two', {at: noon + day})];

	expect(layout.layoutRows(viewOf(items, {rows: 4}))).toEqual([
		'── Sunday, 2026-11-22 ─────────────────',
		'12:01      bob one',
		'── Monday, 2026-11-23 ─────────────────',
		'12:00      bob two',
	]);
	expect(layout.layoutRows(viewOf(items, {rows: 2, columns: 22}))).toEqual([
		'── 2026-11-23 ───────',
		'bob: two',
	]);
});

test('what goes on in another row stands under what it began with', () => {
	const text = 'a message that needs more than one row';

	expect(layout.layoutRows(viewOf([saidOf(1, text)], {rows: 2}))).toEqual([
		'12:01      bob a message that needs',
		'               more than one row',
	]);
	expect(layout.layoutRows(viewOf([saidOf(1, text)], {rows: 3, columns: 20}))).toEqual([
		'bob: a message',
		'  that needs more',
		'  than one row',
	]);
	expect(layout.layoutRows(viewOf([saidOf(1, text)], {rows: 1, columns: 80}))).toEqual([
		`12:01          bob ${text}`,
	]);
});

test('in whatever alphabet, a name on a narrow screen ends in a colon', () => {
	const items = ['漢字', 'Δέσποινα', 'ada'].map((author, index) =>
		saidOf(index + 1, 'hi', {author: author as typeof bob}),
	);

	expect(
		layout.layoutRows(viewOf([...items, noticeOf(4, 'A notice.')], {rows: 4, columns: 20})),
	).toEqual(['漢字: hi', 'Δέσποινα: hi', 'ada: hi', '· A notice.']);
});

test('each kind of thing says what it is', () => {
	const items = [
		saidOf(1, 'waves', {kind: 'action'}),
		saidOf(2, 'lunch', {kind: 'topic'}),
		saidOf(3, '', {kind: 'topic'}),
		presenceOf(4, [bob, carol]),
		noticeOf(5, 'A notice.'),
		noticeOf(6, 'An error.', 'error'),
	];

	expect(layout.layoutRows(viewOf(items, {columns: 60}))).toEqual([
		'12:01            * bob waves',
		'12:02            * bob set the topic: lunch',
		'12:03            * bob took the topic away',
		'12:04           -- bob and carol came',
		'12:05            · A notice.',
		'12:06            ! An error.',
	]);
});

test('what is on its way stands below what was said, marked, in order', () => {
	const pending = [
		pendingOf('one'),
		pendingOf('waves', {kind: 'action'}),
		pendingOf('lunch', {kind: 'topic'}),
		pendingOf('refused', {failed: 'The disk is full.', isSent: false}),
	];

	expect(layout.layoutRows(viewOf([saidOf(1, 'before')], {pending, columns: 60}))).toEqual([
		'12:01          bob before',
		'  …            ada one',
		'  …              * ada waves',
		'  …              * ada set the topic: lunch',
		'  ✗            ada refused',
		'                   (not sent: The disk is full. Esc: away)',
	]);
});

test('what failed says which key tries it again when it is selected, where that takes no row more', () => {
	const failed = pendingOf('refused', {failed: 'The disk is full.', isSent: false});
	const rows = (columns: number) =>
		layout
			.layoutRows(viewOf([], {pending: [failed], columns, selected: failed.id}))
			.map(row => row.trim())
			.filter(row => row !== '');

	expect(rows(64)).toEqual([
		'✗  ▌         ada refused',
		'▌             (not sent: The disk is full. r tries again)',
	]);
	expect(rows(60)).toEqual([
		'✗  ▌         ada refused',
		'▌             (not sent: The disk is full.)',
	]);
});

test('however long what failed is, the reason is told', () => {
	const text = Array.from({length: 30}, (_, index) => `line ${index}`).join('\n');
	const rows = layout.layoutRows(
		viewOf([], {pending: [pendingOf(text, {failed: 'No.', isSent: false})], columns: 60}),
	);

	expect(rows.at(-2)).toContain('20 more rows');
	expect(rows.at(-1)).toContain('(not sent: No. Esc: away)');
});

test('of much that waits, what is selected is on screen', () => {
	const pending = Array.from({length: 20}, (_, index) =>
		pendingOf(`waits ${index}`, {id: idOf(index)}),
	);
	const shown = (index: number) =>
		layout.layoutRows({
			...viewOf([], {pending, columns: 60, selected: pending[index]!.id}),
			rows: 5,
		});

	expect(shown(19).at(-1)).toContain('waits 19');
	expect(shown(15)[0]).toContain('waits 15');
	expect(shown(3)[0]).toContain('waits 3');
	expect(shown(3).at(-1)).toContain('waits 7');
});

test('each row is painted by its own palette', () => {
	const mark = (name: string) => (text: string) => `<${name}>${text}</>`;
	const palette = {
		...noPalette,
		own: mark('own'),
		dim: mark('dim'),
		person: (tag: string, text: string) => `<${tag}>${text}</>`,
	};
	const painted = createLayout({palette, self: selfOf(ada)}).layoutRows(
		viewOf([saidOf(1, 'one'), saidOf(2, 'two', {author: ada})], {rows: 2}),
	);

	expect(painted).toEqual([
		'<dim>12:01 </><bob_____>     bob</> one',
		'<dim>12:02 </><own>     ada</> two',
	]);
});

test('someone who reads further up is not moved by what comes, nor by older pages', () => {
	const items = Array.from({length: 20}, (_, index) => saidOf(index + 1, `message ${index + 1}`));
	const view = viewOf(items, {anchor: {key: 10, below: 0}});
	const before = layout.layoutRows(view);
	expect(before.at(-1)).toContain('message 10');

	const later = {...view, timeline: append(view.timeline, saidOf(21, 'later'))};
	expect(layout.layoutRows(later)).toEqual(before);

	const older = {
		...view,
		timeline: prepend(view.timeline, [saidOf(-1, 'older'), saidOf(0, 'old')]),
	};
	expect(layout.layoutRows(older)).toEqual(before);

	const pending = [pendingOf('mine')];
	expect(layout.layoutRows({...view, pending})).toEqual(before);
});

test('an item that is gone is represented by the next', () => {
	const {timeline} = viewOf([saidOf(3, 'a'), saidOf(5, 'b'), saidOf(9, 'c')]);

	expect([1, 3, 4, 5, 6, 9, 10].map(key => indexOfKey(timeline, key))).toEqual([
		0, 0, 1, 1, 2, 2, 2,
	]);
});

test('held on to by a part that is not there any more, an item is shown whole', () => {
	const nobody = presenceOf(2, []);
	const view = viewOf([saidOf(1, 'one'), nobody, saidOf(3, 'three')], {rows: 3});

	expect(layout.layoutRows({...view, anchor: {key: 1, below: 7}}).at(-1)).toContain('Sunday');
	expect(layout.layoutRows({...view, anchor: {key: 2, below: 1}}).at(-1)).toBe(
		'12:01      bob one',
	);
});

test('the top is the end of scrolling up, and the newest of scrolling down', () => {
	const items = Array.from({length: 20}, (_, index) => saidOf(index + 1, `message ${index + 1}`));
	const view = viewOf(items);
	const {anchor, nearTop} = layout.scroll(view, Number.MAX_SAFE_INTEGER);

	expect(nearTop).toBe(true);
	expect(layout.layoutRows({...view, anchor})[0]).toContain('Sunday');
	expect(layout.scroll({...view, anchor}, 1).anchor).toEqual(anchor);
	expect(layout.scroll({...view, anchor}, -1000).anchor).toBeUndefined();
	expect(layout.scroll(view, -1)).toEqual({anchor: undefined, nearTop: false});
});

test('there is nothing to scroll where everything is on screen', () => {
	const view = viewOf([saidOf(1, 'one')]);

	expect(layout.scroll(view, 3)).toEqual({anchor: undefined, nearTop: true});
	expect(layout.scroll(viewOf([]), 3)).toEqual({anchor: undefined, nearTop: true});
	expect(
		layout.scroll(viewOf([], {pending: [pendingOf('x'.repeat(500))]}), 3).anchor,
	).toBeUndefined();
});
