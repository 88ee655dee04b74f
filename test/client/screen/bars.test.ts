import {expect, test} from 'vitest';
import {roomsRow, statusRow} from '../../../source/client/screen/bars.ts';
import type {State} from '../../../source/client/state/state.ts';
import {noPalette} from '../../../source/client/text/palette.ts';
import {widthOf} from '../../../source/client/text/width.ts';
import {
	entryOf,
	heard,
	noon,
	online,
	play,
	received,
	roomFrame,
	seqOf,
} from '../../helpers/client-fakes.ts';
import type {RoomName} from '../../../source/protocol/ids.ts';

const scrolledUp = (state: State): State =>
	play(state, {type: 'scrolled', anchor: {key: 1, below: 0}, nearTop: false}).state;

test('how much is new below is told even where there is little room', () => {
	const state = play(scrolledUp(play(online(), heard(1, 'one')).state), heard(2, 'two')).state;

	for (const columns of [30, 40, 80]) {
		const row = statusRow(state, noon, columns, noPalette);
		expect(row).toMatch(/ 1 new below · End $/);
		expect(widthOf(row)).toBe(columns);
	}
});

test('with many rooms the one on screen is always among those shown', () => {
	const rooms = Array.from({length: 12}, (_, index) => `#room-${index}` as RoomName);
	const joined = play(
		online(),
		...rooms.map(room => received(roomFrame({room, tag: 'join'}))),
	).state;

	for (const [index, room] of ['#lobby', ...rooms].entries()) {
		const {state} = play(joined, {type: 'switched', to: index});
		const row = roomsRow(state, 30, noPalette) ?? '';
		expect(row).toContain(` ${index + 1} ${room} `);
		expect(widthOf(row)).toBeLessThan(30);
	}
});

test('what is said to this person is told apart from what else is new', () => {
	const direct = '@bob' as RoomName;
	const {state} = play(
		online(),
		received(roomFrame({room: '#ops' as RoomName, tag: 'join'})),
		heard(1, 'anybody?'),
		heard(2, 'psst', {room: direct}),
	);
	expect(roomsRow(state, 80, noPalette)).toBe(' 1 #lobby (1)  2 #ops  3 @bob (1) ');

	const named = play(state, heard(3, 'Ada?', {prev: seqOf(1)})).state;
	expect(roomsRow(named, 80, noPalette)).toBe(' 1 #lobby (2!)  2 #ops  3 @bob (1) ');
});

test('with one conversation there is no row of them', () => {
	expect(roomsRow(online(), 80, noPalette)).toBeUndefined();
});

test('the status row says how to get to the line while much is new behind it', () => {
	const news = (count: number) =>
		Array.from({length: count}, (_, index) => heard(index + 1, index === 0 ? 'ada!' : 'x'));
	const above = play(scrolledUp(online()), ...news(12)).state;
	expect(statusRow(above, noon, 80, noPalette)).toContain('12 new below (1 to you) · End');

	const atEnd = {type: 'scrolled', anchor: undefined, nearTop: false} as const;
	const below = play(above, atEnd).state;
	expect(statusRow(below, noon, 80, noPalette)).toContain('Alt+U: where you left off');
	const few = play(scrolledUp(online()), ...news(11), atEnd).state;
	expect(statusRow(few, noon, 80, noPalette)).not.toContain('Alt+U');
});

test('while a message further back is on its way the status row says so', () => {
	const jumped = {type: 'jumped', to: 'oldest', at: noon} as const;
	const {state} = play(online([entryOf(9, 'x')], true), jumped);

	expect(statusRow(state, noon, 80, noPalette)).toContain('going back …');
});
