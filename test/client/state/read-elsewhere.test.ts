import {describe, expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import type {State} from '../../../source/client/state/state.ts';
import {positionsOf} from '../../../source/client/state/unread.ts';
import type {RoomName} from '../../../source/protocol/ids.ts';
import {
	atStart,
	conversationOf,
	entryOf,
	heard,
	lobby,
	lost,
	online,
	opened,
	ops,
	play,
	received,
	roomFrame,
	seqOf,
	started,
	welcomeFrame,
	withBob,
} from '../../helpers/client-fakes.ts';

const read = (seq: number, room: RoomName = lobby): Action =>
	received({type: 'read', room, seq: seqOf(seq)});
const scrolledUp: Action = {type: 'scrolled', anchor: {key: 1, below: 0}, nearTop: false};
const unreadIn = (state: State, room = lobby) => {
	const {unread, mentions, readUpTo, seenUpTo} = conversationOf(state, room)!;
	return {unread, mentions, line: readUpTo, seen: seenUpTo};
};
const entries = (count: number) =>
	Array.from({length: count}, (_, index) => entryOf(index + 1, 'x'));

/** Somebody comes with what this device and the server know of what was read before. */
const arrive = (here: number | undefined, server: number | undefined, count = 5): State =>
	play(
		atStart(),
		started,
		opened,
		{type: 'positions-read', positions: here === undefined ? {} : {[lobby]: seqOf(here)}},
		received(welcomeFrame({head: seqOf(count)})),
		received(
			roomFrame({entries: entries(count), ...(server !== undefined && {read: seqOf(server)})}),
		),
	).state;

describe('what was read on another device', () => {
	const behind = () =>
		play(
			online(),
			heard(1, 'a'),
			scrolledUp,
			heard(2, 'b'),
			heard(3, 'ada: c'),
			heard(4, 'ada: d'),
			heard(5, 'e'),
		).state;

	test('is not unread here, nor does it call any more, and the line stands behind it', () => {
		expect(unreadIn(behind())).toEqual({unread: 4, mentions: 2, line: 1, seen: 1});
		expect(unreadIn(play(behind(), read(3)).state)).toEqual({
			unread: 2,
			mentions: 1,
			line: 3,
			seen: 3,
		});
		expect(unreadIn(play(behind(), read(5)).state)).toEqual({
			unread: 0,
			mentions: 0,
			line: undefined,
			seen: 5,
		});
	});

	test('changes nothing where one has read further here', () => {
		const {state} = play(online(), heard(1, 'a'), heard(2, 'b'), scrolledUp, heard(3, 'c'));
		const after = play(state, read(1), read(2)).state;
		expect(unreadIn(after)).toEqual(unreadIn(state));
		expect(unreadIn(after)).toEqual({unread: 1, mentions: 0, line: 2, seen: 2});
	});

	test('opens no conversation, but is known when one is opened', () => {
		const {state} = play(online(), read(3, ops), read(7, withBob));
		expect(state.conversations).toHaveLength(1);
		const there = play(
			state,
			received(roomFrame({room: ops, entries: entries(5).map(entry => ({...entry, room: ops}))})),
			heard(7, 'read already', {room: withBob}),
			heard(8, 'new', {room: withBob}),
		).state;
		expect(unreadIn(there, ops)).toMatchObject({unread: 2, line: 3, seen: 3});
		expect(unreadIn(there, withBob)).toMatchObject({unread: 1, mentions: 1, line: 7});
	});

	test('is not new when it comes after a connection was lost', () => {
		const before = play(
			online(),
			heard(1, 'a'),
			received({type: 'caught-up', seq: seqOf(1)}),
		).state;
		const back = play(
			before,
			lost(),
			opened,
			received(welcomeFrame({resumed: 'resumed', head: seqOf(3)})),
			received(roomFrame({read: seqOf(2)})),
		).state;
		const {state} = play(back, scrolledUp, heard(2, 'read there'), heard(3, 'new'));
		expect(unreadIn(state)).toMatchObject({unread: 1, line: 2, seen: 2});
	});

	test('is kept on this device, too, whatever the server knows of more rooms than it should', () => {
		const {state} = play(online(), heard(1, 'a'), read(9, ops));
		expect(positionsOf(state)).toEqual({[lobby]: 1, [ops]: 9});
		const many = Array.from({length: 1500}, (_, index) => read(1, `#r${index}` as RoomName));
		expect(Object.keys(play(online(), ...many).state.seenBefore)).toHaveLength(1000);
	});
});

test('the next run begins where one read last, here or on another device', () => {
	expect(unreadIn(arrive(undefined, 3))).toMatchObject({line: 3, seen: 5});
	expect(unreadIn(arrive(2, 4))).toMatchObject({line: 4});
	expect(unreadIn(arrive(4, 2))).toMatchObject({line: 4});
	expect(unreadIn(arrive(1, 5))).toMatchObject({line: undefined, unread: 0, seen: 5});
	expect(unreadIn(arrive(3, undefined))).toMatchObject({line: 3});
});
