import {expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import {roomsToKeep} from '../../../source/client/state/returning.ts';
import type {State} from '../../../source/client/state/state.ts';
import type {RoomName} from '../../../source/protocol/ids.ts';
import {
	atStart,
	conversationOf,
	entryOf,
	framesIn,
	lobby,
	lost,
	opened,
	ops,
	play,
	type Played,
	readingOf,
	received,
	refused,
	roomFrame,
	seqOf,
	started,
	typed,
	welcomeFrame,
	withBob,
} from '../../helpers/client-fakes.ts';

const dev = '#dev' as RoomName;
const rooms = [dev, lobby, ops, withBob];
const recalled: Action = {type: 'rooms-recalled', rooms: {rooms, current: ops}};
const welcome = received(welcomeFrame());
const back = (room: RoomName, number: number) =>
	received(roomFrame({room, tag: `back ${number}`, entries: []}));
const begin = (): Played => play(atStart(), started, opened, recalled, welcome);
const roomsIn = ({conversations}: State) => conversations.map(({room}) => room);

test('one comes back into the rooms of the run before, in their order, and the same is in front', () => {
	const {state, effects} = begin();
	expect(roomsIn(state)).toEqual(rooms);
	expect(state.current).toBe(ops);
	expect(framesIn(effects)).toEqual([
		{type: 'join', room: dev, tag: 'back 0'},
		{type: 'join', room: ops, tag: 'back 1'},
		{type: 'history', room: withBob, limit: 100},
	]);

	const there = play(state, received(roomFrame()), back(dev, 0), back(ops, 1)).state;
	expect(roomsIn(there)).toEqual(rooms);
	expect(there).toMatchObject({current: ops, returning: undefined});
	expect(readingOf(there)).toEqual([]);
});

test('what was said in a room that is not in front is unread there', () => {
	const positions: Action = {type: 'positions-read', positions: {[lobby]: seqOf(1)}};
	const {state} = play(atStart(), started, opened, positions, recalled, welcome);
	const entries = [entryOf(1, 'old'), entryOf(2, 'new')];
	const there = play(state, received(roomFrame({entries}))).state;

	expect(conversationOf(there, lobby)).toMatchObject({unread: 1, readUpTo: 1});
});

test('rooms that refuse are gone, with one notice for all, when all have answered', () => {
	const one = play(begin().state, refused('banned', 'You may not come in.', {tag: 'back 1'})).state;
	expect(roomsIn(one)).toEqual([dev, lobby, withBob]);
	expect(one.current).toBe(dev);
	expect(readingOf(one)).toEqual([]);

	const {state} = play(one, refused('invite-only', 'Only the invited.', {tag: 'back 0'}));
	expect(roomsIn(state)).toEqual([lobby, withBob]);
	expect(state).toMatchObject({current: lobby, returning: undefined});
	expect(readingOf(state)).toEqual([
		'· You are not in #ops any more: You may not come in.\nYou are not in #dev any more: Only the invited.',
	]);
});

test('another refusal is no answer to that', () => {
	const {state} = play(begin().state, refused('no-search', 'No search.', {tag: 'back 7'}));

	expect(roomsIn(state)).toEqual(rooms);
	expect(readingOf(state)).toEqual(['! No search.']);
});

test('when the connection breaks before all have answered, the others are asked again', () => {
	const {effects} = play(play(begin().state, back(dev, 0)).state, lost(), opened, welcome);

	expect(effects[0]).toMatchObject({type: 'hello', rooms: [dev, lobby]});
	expect(framesIn(effects)).toMatchObject([{type: 'join', room: ops}, {type: 'history'}]);
});

test('a room that was asked for, and in which nobody was before, comes last', () => {
	const other = '#other' as RoomName;
	const {state} = play(atStart(true, other), started, opened, recalled, welcome);

	expect(roomsIn(state)).toEqual([...rooms, other]);
	expect(state.current).toBe(ops);
});

test('what somebody writes stays before their eyes', () => {
	const {state} = play(atStart(), started, opened, typed('hel'), recalled, welcome);

	expect(state.current).toBe(lobby);
	expect(conversationOf(state, lobby)?.editor.text).toBe('hel');
});

test('what is kept for the next run is the same again, and bounded', () => {
	expect(roomsToKeep(begin().state)).toEqual({rooms, current: ops});
	const nothing = received({type: 'page', room: withBob, entries: [], more: false});
	expect(roomsToKeep(play(begin().state, nothing).state).rooms).toEqual([dev, lobby, ops]);

	const many = Array.from({length: 80}, (_, index) => `#room-${index}` as RoomName);
	const {state} = play(atStart(), {
		type: 'rooms-recalled',
		rooms: {rooms: many, current: many[3]!},
	});
	expect(roomsToKeep(state).rooms).toEqual(many.slice(0, 50));
});
