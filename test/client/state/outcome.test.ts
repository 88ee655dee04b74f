import {expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import type {State} from '../../../source/client/state/state.ts';
import {statusRow} from '../../../source/client/screen/bars.ts';
import {noPalette} from '../../../source/client/text/palette.ts';
import {widthOf} from '../../../source/client/text/width.ts';
import {
	entryOf,
	heard,
	idOf,
	noon,
	online,
	play,
	readingOf,
	typed,
} from '../../helpers/client-fakes.ts';

const previous: Action = {type: 'selected', direction: 'previous'};
const copy: Action = {type: 'acted', does: 'copy', id: idOf(1), at: noon};
const passed = (seconds: number): Action => ({type: 'passed', at: noon + 1000 * seconds});
const status = (state: State, columns = 80): string => statusRow(state, noon, columns, noPalette);
const copied = (): State =>
	play(
		online([entryOf(1, 'one'), entryOf(2, 'two')]),
		{type: 'scrolled', anchor: {key: 1, below: 0}, nearTop: false},
		previous,
		copy,
	).state;

test('what a key did stands in the status, however far up one reads, and in no row of the conversation', () => {
	for (const columns of [40, 80]) {
		expect(status(copied(), columns)).toMatch(/ copied 3 characters $/);
		expect(widthOf(status(copied(), columns))).toBe(columns);
	}

	expect(readingOf(copied())).toEqual(['bob: one', 'bob: two']);
});

test('it stays for a few seconds, whatever comes meanwhile', () => {
	const {state} = play(copied(), heard(3, 'three'), passed(4));
	expect(status(state)).toContain('copied');
	expect(status(play(state, passed(5)).state)).toContain('r reply');
});

test('it goes with the next key', () => {
	expect(status(play(copied(), previous).state)).not.toContain('copied');
	expect(status(play(copied(), typed('x')).state)).not.toContain('copied');
	expect(status(play(copied(), {type: 'dismissed'}).state)).not.toContain('copied');
});

test('what came of a program outside is told the same way', () => {
	const {state} = play(copied(), {
		type: 'outcome-told',
		text: 'https://a.example (copied)',
		at: noon,
	});
	expect(status(state)).toContain('https://a.example (copied)');
});
