import {mkdtempSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {followRooms, openRoomMemory} from '../../source/client/kept-rooms.ts';
import {createStore} from '../../source/client/state/store.ts';
import type {RoomName} from '../../source/protocol/ids.ts';
import {
	ada,
	atStart,
	bob,
	firstLog,
	lobby,
	opened,
	ops,
	otherLog,
	received,
	roomFrame,
	started,
	welcomeFrame,
	withBob,
} from '../helpers/client-fakes.ts';

let directory: string;
beforeEach(() => {
	directory = path.join(mkdtempSync(path.join(tmpdir(), 'chatroom-rooms-')), 'rooms');
});
afterEach(() => rmSync(path.dirname(directory), {recursive: true, force: true}));

const mine = {log: firstLog, nick: ada};
const kept = {rooms: [ops, lobby, withBob], current: lobby};
const fileIn = () => path.join(directory, readdirSync(directory)[0]!);

test('the rooms one was in are known to the next run, to nobody else, and for no other history', () => {
	const memory = openRoomMemory(directory);
	memory.keep(mine, () => kept);
	memory.flush();

	expect(openRoomMemory(directory).read(mine)).toEqual(kept);
	expect(memory.read({log: otherLog, nick: ada})).toBeUndefined();
	expect(memory.read({log: firstLog, nick: bob})).toBeUndefined();
	expect(statSync(fileIn()).mode & 0o077).toBe(0);
});

test.each([
	['no JSON', '{"rooms": ['],
	['nothing', 'null'],
	['no list', '{"rooms": "#ops"}'],
	['no room', '{"rooms": ["ops", 3, null, {}, "#a b"], "current": "#ops"}'],
])('a file with %s says nothing', (_, text) => {
	const memory = openRoomMemory(directory);
	memory.keep(mine, () => kept);
	memory.flush();
	writeFileSync(fileIn(), text);

	expect(memory.read(mine)).toBeUndefined();
});

test('of what somebody else has written only rooms are taken, each once, and fifty at most', () => {
	const memory = openRoomMemory(directory);
	const many = Array.from({length: 80}, (_, index) => `#room-${index}` as RoomName);
	memory.keep(mine, () => ({rooms: [ops, ops, ...many], current: '\u001B[2J' as RoomName}));
	memory.flush();

	expect(memory.read(mine)).toEqual({rooms: [ops, ...many.slice(0, 48)], current: ops});
});

test.each([
	[true, [ops, lobby, withBob], ops],
	[false, [lobby], lobby],
])(
	'a run that recalls (%s) begins with them, and keeps what it is in',
	(recalls, rooms, current) => {
		const memory = openRoomMemory(directory);
		memory.keep(mine, () => ({...kept, current: ops}));
		memory.flush();
		const store = createStore(atStart(), () => {});
		const following = followRooms(store, memory, {recalls});
		store.dispatch(started);
		store.dispatch(opened);
		following.enter(firstLog, ada);
		store.dispatch(received(welcomeFrame()));

		const {conversations, current: front} = store.getState();
		expect(conversations.map(({room}) => room)).toEqual(rooms);
		expect(front).toBe(current);

		const dev = '#dev' as RoomName;
		store.dispatch(received(roomFrame({room: dev, tag: 'join'})));
		memory.flush();
		expect(memory.read(mine)).toEqual({rooms: [...rooms, dev], current: dev});
	},
);
