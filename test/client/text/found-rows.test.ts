import {expect, test} from 'vitest';
import type {Found} from '../../../source/client/state/find.ts';
import {foundRows} from '../../../source/client/text/found-rows.ts';
import {noPalette} from '../../../source/client/text/palette.ts';
import {widthOf} from '../../../source/client/text/width.ts';
import {entryOf, ops} from '../../helpers/client-fakes.ts';

const found = (given: Partial<Found> = {}): Found => ({
	text: 'printer',
	hits: [
		entryOf(2, 'the printer\nis on fire'),
		entryOf(1, `${'a long story '.repeat(20)}and then the printer`, {room: ops}),
	],
	chosen: 1,
	more: false,
	isFetching: false,
	...given,
});
const look = {columns: 80, rows: 5, palette: noPalette};

test('each hit is one row: when, where, who and what, with the word that was looked for', () => {
	const rows = foundRows(found(), look);

	expect(rows).toHaveLength(5);
	expect(rows[0]).toBe('2 of 2 · Enter: go there · Esc: back · found for “printer”');
	expect(rows[1]).toMatch(/^ {2}2026-11-22 \d\d:\d\d {2}#lobby {2}bob: the printer is on fire$/);
	expect(rows[2]).toMatch(/^› 2026-11-22 \d\d:\d\d {2}#ops {4}bob: … .*then the printer *$/);
	expect(rows.slice(3)).toEqual(['', '']);
});

test('there may be more than what has come', () => {
	expect(foundRows(found({more: true}), look)[0]).toMatch(/^2 of 2 or more ·/);
	expect(foundRows(found({isFetching: true}), look)[0]).toMatch(/^more … ·/);
});

test('the chosen hit is in view, in as many rows as there are, however few', () => {
	const hits = Array.from({length: 100}, (_, index) => entryOf(100 - index, 'x'.repeat(200)));
	for (const rows of [1, 2, 10]) {
		for (const chosen of [0, 42, 99]) {
			const shown = foundRows(found({hits, chosen}), {columns: 30, rows, palette: noPalette});
			expect(shown).toHaveLength(rows);
			expect(shown.filter(row => row.startsWith('›'))).toHaveLength(1);
			expect(Math.max(...shown.map(widthOf))).toBeLessThan(30);
		}
	}
});
