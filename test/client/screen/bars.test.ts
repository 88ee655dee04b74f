import {expect, test} from 'vitest';
import {roomsRow, statusRow} from '../../../source/client/screen/bars.ts';
import type {State} from '../../../source/client/state/state.ts';
import {noPalette} from '../../../source/client/text/palette.ts';
import {widthOf} from '../../../source/client/text/width.ts';
import {heard, noon, online, play, received, roomFrame} from '../../helpers/client-fakes.ts';
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
