import {describe, expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import type {State} from '../../../source/client/state/state.ts';
import {newsAfter, positionsOf} from '../../../source/client/state/unread.ts';
import {directWith, type RoomName} from '../../../source/protocol/ids.ts';
import {
	ada,
	atStart,
	bob,
	carol,
	conversationOf,
	entryOf,
	heard,
	idOf,
	lobby,
	lost,
	online,
	opened,
	ops,
	play,
	received,
	roomFrame,
	said,
	seqOf,
	started,
	tagFor,
	welcomeFrame,
	withBob,
} from '../../helpers/client-fakes.ts';

const scrolledUp: Action = {type: 'scrolled', anchor: {key: 1, below: 0}, nearTop: false};
const atEnd: Action = {type: 'scrolled', anchor: undefined, nearTop: false};
const focus = (hasFocus: boolean): Action => ({type: 'focus-changed', hasFocus});
const switched = (to: number | 'news'): Action => ({type: 'switched', to});
const joined = (room: RoomName) => received(roomFrame({room}));
const unreadIn = (state: State, room = lobby) => {
	const {unread, mentions, readUpTo, seenUpTo} = conversationOf(state, room)!;
	return {unread, mentions, line: readUpTo, seen: seenUpTo};
};

/** Ada comes back to the lobby, which she saw up to that entry in an earlier run. */
const backAgain = (seen: number | undefined, count: number): State =>
	play(
		atStart(),
		started,
		opened,
		{type: 'positions-read', positions: seen === undefined ? {} : {[lobby]: seqOf(seen)}},
		received(welcomeFrame({head: seqOf(count)})),
		received(
			roomFrame({entries: Array.from({length: count}, (_, index) => entryOf(index + 1, 'x'))}),
		),
	).state;

test('what comes before one’s eyes is seen, and no line is drawn', () => {
	const {state} = play(online(), heard(1, 'one'), heard(2, 'two'));

	expect(unreadIn(state)).toEqual({unread: 0, mentions: 0, line: undefined, seen: 2});
});

test('the line stands before the first message that came while one read further up', () => {
	const {state} = play(online(), heard(1, 'a'), scrolledUp, heard(2, 'b'), heard(3, 'ada: c'));
	expect(unreadIn(state)).toEqual({unread: 2, mentions: 1, line: 1, seen: 1});

	// It stays while one reads on from there, also when more comes.
	const below = play(state, atEnd, heard(4, 'd')).state;
	expect(unreadIn(below)).toEqual({unread: 0, mentions: 0, line: 1, seen: 4});
});

test('the line is gone once one has said something', () => {
	const {state} = play(online(), heard(1, 'a'), scrolledUp, heard(2, 'b'), ...said('ah'));

	expect(unreadIn(state)).toEqual({unread: 0, mentions: 0, line: undefined, seen: 2});
});

test('asking for help is not saying something: the line stays', () => {
	const {state} = play(online(), heard(1, 'a'), scrolledUp, heard(2, 'b'), ...said('/help'));

	expect(unreadIn(state)).toMatchObject({unread: 0, line: 1});
});

test('the line of a room stays while one is there, and is gone when one has left it', () => {
	const {state} = play(
		online(),
		joined(ops),
		switched(1),
		heard(1, 'a', {room: ops, prev: seqOf(0)}),
	);
	expect(unreadIn(state, ops)).toMatchObject({unread: 0, line: undefined, seen: 1});

	const away = play(state, switched(0), heard(2, 'b', {room: ops, prev: seqOf(1)})).state;
	expect(unreadIn(away, ops)).toMatchObject({unread: 1, line: 1, seen: 1});
	const there = play(away, switched(1), heard(3, 'c', {room: ops, prev: seqOf(2)})).state;
	expect(unreadIn(there, ops)).toMatchObject({unread: 0, line: 1, seen: 3});
	expect(unreadIn(play(there, switched(0)).state, ops)).toMatchObject({line: undefined});
});

test('in a room where nothing was ever said all that comes is new', () => {
	const {state} = play(online(), joined(ops), heard(1, 'a', {room: ops, prev: seqOf(0)}));

	expect(unreadIn(state, ops)).toMatchObject({unread: 1, line: 0});
});

test('in a window that has not the keys nothing is seen, until it has them again', () => {
	const looking = play(online(), heard(1, 'a'), focus(true), heard(2, 'b')).state;
	const elsewhere = play(looking, focus(false), heard(3, 'c'), heard(4, 'd')).state;
	expect(unreadIn(elsewhere)).toMatchObject({unread: 2, line: 2, seen: 2});

	const back = play(elsewhere, focus(true), heard(5, 'e')).state;
	expect(unreadIn(back)).toMatchObject({unread: 0, line: 2, seen: 5});
	expect(unreadIn(play(back, focus(false)).state)).toMatchObject({line: undefined, seen: 5});
});

test('the next run begins where this one left off', () => {
	expect(unreadIn(backAgain(2, 5))).toEqual({unread: 0, mentions: 0, line: 2, seen: 5});
	expect(unreadIn(backAgain(5, 5))).toMatchObject({line: undefined, seen: 5});
	expect(unreadIn(backAgain(undefined, 5))).toMatchObject({line: undefined, seen: 5});
});

test('a position is kept for each room, also for those that one is not in now', () => {
	const state = play(
		online([entryOf(1, 'a')]),
		{type: 'positions-read', positions: {[ops]: seqOf(7), [lobby]: seqOf(1)}},
		heard(2, 'b'),
	).state;

	expect(positionsOf(state)).toEqual({[ops]: 7, [lobby]: 2});
});

test('a room that one comes back to in the same run begins where one left it', () => {
	const entries = [entryOf(3, 'a', {room: ops}), entryOf(4, 'b', {room: ops})];
	const left = play(
		online(),
		joined(ops),
		switched(1),
		heard(3, 'a', {room: ops, prev: seqOf(0)}),
		received({type: 'parted', room: ops}),
	).state;
	const {state} = play(left, received(roomFrame({room: ops, entries, tag: 'join'})));

	expect(unreadIn(state, ops)).toMatchObject({line: 3, seen: 4});
});

test('whatever is said to one alone is a mention', () => {
	const {state} = play(online(), heard(1, 'psst', {room: withBob}));

	expect(unreadIn(state, withBob)).toMatchObject({unread: 1, mentions: 1, line: undefined});
});

test('an answer to what one said is a mention, without the name', () => {
	const {state} = play(
		online(),
		heard(1, 'mine', {author: ada}),
		heard(2, 'theirs', {author: carol}),
		scrolledUp,
		heard(3, 'yes', {re: seqOf(1)}),
		heard(4, 'no', {re: seqOf(2)}),
	);

	expect(unreadIn(state)).toMatchObject({unread: 2, mentions: 1});
});

test('what one said under an earlier name is one’s own, but another person on the same device is not', () => {
	const tag = tagFor('ada');
	const old = 'ada-before' as typeof ada;
	const here = play(
		online(),
		received({type: 'renamed', from: ada, to: old}),
		received({type: 'renamed', from: old, to: ada}),
		scrolledUp,
	).state;
	expect(unreadIn(play(here, heard(1, 'x', {author: old, tag})).state)).toMatchObject({unread: 0});
	expect(unreadIn(play(here, heard(1, 'x', {author: bob, tag})).state)).toMatchObject({unread: 1});

	// A name that one has may have been another's before.
	const other = {author: ada, tag: tagFor('eve')};
	expect(unreadIn(play(here, heard(1, 'x', other)).state)).toMatchObject({unread: 1});

	// In a direct conversation nobody is listed.
	const alone = heard(1, 'psst', {room: withBob, author: bob, tag});
	expect(unreadIn(play(here, alone).state, withBob)).toMatchObject({unread: 1, mentions: 1});
});

test('what changes a message is nothing new to read', () => {
	const {state} = play(
		online([entryOf(1, 'a')]),
		scrolledUp,
		heard(2, '+1', {kind: 'react', re: seqOf(1)}),
		heard(3, 'b', {kind: 'edit', re: seqOf(1)}),
	);

	expect(unreadIn(state)).toMatchObject({unread: 0, line: undefined});
	expect(newsAfter(state, conversationOf(state, lobby)!, seqOf(0))).toHaveLength(1);
});

test('Alt+A goes to who speaks to one first, then to what else is new, then nowhere', () => {
	const {state} = play(
		online(),
		joined(ops),
		heard(1, 'x', {room: ops, prev: seqOf(0)}),
		heard(2, 'psst', {room: directWith(carol)}),
		switched('news'),
	);
	expect(state.current).toBe(directWith(carol));

	const next = play(state, switched('news')).state;
	expect(next.current).toBe(ops);
	expect(play(next, switched('news')).state.current).toBe(ops);
});

describe('after the connection broke', () => {
	const begin = play(online(), heard(1, 'a'), heard(2, 'b'), lost(), opened).state;
	const resumed = received(welcomeFrame({head: seqOf(9), resumed: 'resumed'}));
	const caughtUp = received({type: 'caught-up', seq: seqOf(4)});
	const missed = [resumed, received(roomFrame()), heard(3, 'c'), heard(4, 'd')] as const;

	test('the line stands before the first that was missed, though it comes before one’s eyes', () => {
		const {state} = play(begin, ...missed, caughtUp, heard(5, 'e'));

		expect(unreadIn(state)).toEqual({unread: 0, mentions: 0, line: 2, seen: 5});
		expect(unreadIn(play(state, ...said('ah')).state)).toMatchObject({line: undefined});
	});

	test('there is no line when nothing was missed, or only reactions', () => {
		const reaction = heard(3, '+1', {kind: 'react', re: seqOf(1)});
		const nothing = play(begin, resumed, caughtUp, heard(3, 'c')).state;
		const reacted = play(begin, resumed, reaction, caughtUp, heard(4, 'd')).state;

		expect(unreadIn(nothing)).toMatchObject({line: undefined, seen: 3});
		expect(unreadIn(reacted)).toMatchObject({line: undefined, seen: 4});
	});

	test('an older line moves to where one was when it broke', () => {
		const older = play(online(), heard(1, 'a'), scrolledUp, heard(2, 'b'), atEnd).state;
		expect(unreadIn(older)).toMatchObject({line: 1});

		const {state} = play(older, lost(), opened, ...missed, caughtUp);
		expect(unreadIn(state)).toMatchObject({line: 2});
	});

	test('what waited to be said does not take the line away', () => {
		const waiting = play(begin, ...said('hello', 7)).state;
		const {state} = play(
			waiting,
			...missed,
			caughtUp,
			heard(5, 'hello', {author: ada, id: idOf(7)}),
		);

		expect(state.pending).toEqual([]);
		expect(unreadIn(state)).toMatchObject({line: 2, seen: 5});
	});

	test('what one said meanwhile on another device does', () => {
		const {state} = play(begin, ...missed, heard(5, 'from my telephone', {author: ada}), caughtUp);
		expect(unreadIn(state)).toMatchObject({line: undefined});
	});

	test('a connection that breaks again while it catches up leaves the line where it was', () => {
		const {state} = play(begin, resumed, heard(3, 'c'), lost(), opened, resumed, heard(4, 'd'));
		expect(unreadIn(state)).toMatchObject({line: 2, seen: 4});
	});

	test('what was read on another device meanwhile stands above the line', () => {
		const known = received(roomFrame({read: seqOf(3)}));
		const {state} = play(begin, resumed, known, heard(3, 'c'), heard(4, 'd'), caughtUp);
		expect(unreadIn(state)).toMatchObject({line: 3, seen: 4});
	});

	test('in a room where nothing had been said, the line stands before the first', () => {
		const {state} = play(online(), lost(), opened, resumed, heard(1, 'a'), caughtUp);
		expect(unreadIn(state)).toMatchObject({line: 0, seen: 1});
	});
});
