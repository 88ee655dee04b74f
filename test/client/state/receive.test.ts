import {expect, test} from 'vitest';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {
	ada,
	came,
	carol,
	conversationOf,
	entryOf,
	framesIn,
	heard,
	lobby,
	online,
	ops,
	personOf,
	play,
	readingOf,
	received,
	refused,
	roomFrame,
	said,
	seqOf,
	went,
	withBob,
} from '../../helpers/client-fakes.ts';
import type {RoomName} from '../../../source/protocol/ids.ts';

const scrolledUp = {type: 'scrolled', anchor: {key: 1, below: 0}, nearTop: false} as const;
const atTop = {type: 'scrolled', anchor: {key: 1, below: 0}, nearTop: true} as const;
const atEnd = {type: 'scrolled', anchor: undefined, nearTop: false} as const;
const page = (entries: readonly ReturnType<typeof entryOf>[], more: boolean, room = lobby) =>
	received({type: 'page', room, entries: [...entries], more});
const unreadIn = (state: State, room: RoomName) => conversationOf(state, room)?.unread;

test('a room brings its topic, its people and what was said there', () => {
	const state = play(
		online([entryOf(1, 'one'), entryOf(2, 'two')]),
		received(roomFrame({room: ops, topic: 'pagers', people: [personOf('carol')], visitors: 2})),
	).state;

	expect(readingOf(state, lobby)).toEqual(['bob: one', 'bob: two']);
	expect(conversationOf(state, ops)).toMatchObject({
		topic: 'pagers',
		people: [{nick: carol}],
		visitors: 2,
	});
	expect(state.current).toBe(lobby);
});

test('entries are read in the order in which they come', () => {
	const {state, effects} = play(online(), heard(1, 'one'), heard(2, 'two'));

	expect(readingOf(state)).toEqual(['bob: one', 'bob: two']);
	expect(state.log?.seq).toBe(2);
	expect(effects).toEqual([]);
});

test('an entry heard before changes nothing that one sees', () => {
	const state = online([entryOf(1, 'one'), entryOf(2, 'two')]);
	const again = play(
		state,
		heard(2, 'two'),
		heard(1, 'one'),
		received(roomFrame({entries: [entryOf(2, 'two')]})),
	).state;

	expect(again.conversations).toEqual(state.conversations);
	expect(again.log).toEqual(state.log);
});

test('where something is missing nothing is shown, and a new connection is asked for', () => {
	const state = online([entryOf(1, 'one')]);

	const gap = play(state, heard(5, 'five', {prev: seqOf(3)}));
	expect(gap.effects).toEqual([{type: 'reconnect'}]);
	expect(readingOf(gap.state)).toEqual(['bob: one']);

	// The server does not have it either: nobody asks for ever.
	const again = play(gap.state, heard(5, 'five', {prev: seqOf(3)}));
	expect(again.effects).toEqual([]);
	expect(readingOf(again.state)).toEqual([
		'bob: one',
		'· Something that was said is missing here.',
		'bob: five',
	]);
});

test('a backlog that does not reach back to what is here begins the conversation anew', () => {
	const state = online([entryOf(1, 'one')]);
	const newest = [entryOf(8, 'eight'), entryOf(9, 'nine')];
	const torn = play(state, received(roomFrame({entries: newest, more: true}))).state;

	expect(readingOf(torn)).toEqual(['bob: eight', 'bob: nine']);
	expect(currentConversation(torn).hasOlder).toBe(true);
});

test('a seq that another room took is no gap', () => {
	const {state, effects} = play(
		online([entryOf(1, 'one')]),
		heard(4, 'four', {room: ops, prev: seqOf(0)}),
		heard(5, 'five', {prev: seqOf(1)}),
	);

	expect(effects).toEqual([]);
	expect(readingOf(state, lobby)).toEqual(['bob: one', 'bob: five']);
});

test('what is missing in one room comes although another room was heard further', () => {
	const first = entryOf(1, 'one');
	const state = play(online([first]), heard(4, 'elsewhere', {room: ops, prev: seqOf(0)})).state;
	const gap = play(state, heard(5, 'five', {prev: seqOf(3)}));

	expect(gap.effects).toEqual([{type: 'reconnect'}]);
	expect(gap.state.log?.seq).toBe(1);
});

test('what a newer server says in a new way counts as heard and is not shown', () => {
	const {state, effects} = play(online(), heard(1, '?', {kind: 'unknown'}), heard(2, 'two'));

	expect(readingOf(state)).toEqual(['bob: two']);
	expect(state.log?.seq).toBe(2);
	expect(effects).toEqual([]);
});

test('a topic is read, and stands where it belongs', () => {
	const {state} = play(online(), heard(1, 'lunch', {kind: 'topic'}));

	expect(currentConversation(state).topic).toBe('lunch');
	expect(readingOf(state)).toEqual(['bob: lunch']);
});

test('at the top an older page is asked for, once, and only while there are older ones', () => {
	const {state, effects} = play(online([entryOf(7, 'seven')], true), atTop, atTop);
	expect(framesIn(effects)).toEqual([{type: 'history', room: lobby, before: 7, limit: 100}]);

	const older = play(state, page([entryOf(5, 'five'), entryOf(6, 'six')], true));
	expect(readingOf(older.state)).toEqual(['bob: five', 'bob: six', 'bob: seven']);

	const again = play(older.state, atTop);
	expect(framesIn(again.effects)).toMatchObject([{type: 'history', before: 5}]);

	const all = play(again.state, page([entryOf(4, 'four')], false), atTop);
	expect(all.effects).toEqual([]);
	expect(readingOf(all.state)).toHaveLength(4);
});

test('a refused page can be asked for again', () => {
	const {effects} = play(
		online([entryOf(7, 'seven')], true),
		atTop,
		refused('not-a-member', 'You are not in that room.'),
		atTop,
	);

	expect(framesIn(effects)).toHaveLength(2);
});

test('an older page moves neither what is held on to nor the key of anything', () => {
	const before = play(online([entryOf(7, 'seven'), entryOf(8, 'eight')], true), atTop).state;
	const {state} = play(before, page([entryOf(5, 'five'), entryOf(6, 'six')], true));
	const keysOf = ({timeline}: ReturnType<typeof currentConversation>) =>
		timeline.items.map(({key}) => key);

	expect(currentConversation(state).anchor).toEqual({key: 1, below: 0});
	expect(keysOf(currentConversation(state)).slice(2)).toEqual(keysOf(currentConversation(before)));
	expect(keysOf(currentConversation(state))).toEqual(
		keysOf(currentConversation(state)).toSorted((one, other) => one - other),
	);
});

test('an older page that overlaps adds only what is older', () => {
	const {state} = play(
		online([entryOf(7, 'seven')], true),
		atTop,
		page([entryOf(6, 'six'), entryOf(7, 'seven')], false),
	);

	expect(readingOf(state)).toEqual(['bob: six', 'bob: seven']);
});

test('a page for a conversation that was left does not bring it back', () => {
	const {state} = play(
		online(),
		...said('/msg bob'),
		...said('/leave'),
		page([entryOf(1, 'one', {room: withBob})], false, withBob),
	);

	expect(state.conversations.map(({room}) => room)).toEqual([lobby]);
});

test('those who come and go where one is not are no news', () => {
	const {state} = play(online(), came('carol', ops));

	expect(state.conversations.map(({room}) => room)).toEqual([lobby]);
});

test('what comes while one reads further up is counted until one is back at the end', () => {
	const up = play(online([entryOf(1, 'one')]), scrolledUp, heard(2, 'two'), heard(3, 'three'));
	expect(unreadIn(up.state, lobby)).toBe(2);

	expect(unreadIn(play(up.state, scrolledUp).state, lobby)).toBe(2);
	expect(unreadIn(play(up.state, atEnd).state, lobby)).toBe(0);
	expect(unreadIn(play(up.state, atEnd, heard(4, 'four')).state, lobby)).toBe(0);
});

test('what is said in another conversation is counted until one goes there', () => {
	const {state} = play(
		online(),
		received(roomFrame({room: ops})),
		heard(1, 'one', {room: ops}),
		heard(2, 'two', {room: ops}),
		heard(3, 'hello', {room: withBob}),
	);
	expect([unreadIn(state, lobby), unreadIn(state, ops), unreadIn(state, withBob)]).toEqual([
		0, 2, 1,
	]);

	const there = play(state, {type: 'switched', to: 1}).state;
	expect(there.current).toBe(ops);
	expect([unreadIn(there, ops), unreadIn(there, withBob)]).toEqual([0, 1]);
});

test('neither one’s own words nor who came and went are unread', () => {
	const {state} = play(
		online([entryOf(1, 'one')]),
		scrolledUp,
		heard(2, 'mine', {author: ada}),
		came('carol'),
		heard(3, '?', {kind: 'unknown'}),
	);

	expect(unreadIn(state, lobby)).toBe(0);
});

test('someone speaks to us alone: a conversation opens, and does not push itself forward', () => {
	const {state} = play(online(), heard(1, 'psst', {room: withBob, prev: seqOf(0)}));

	expect(state.conversations.map(({room}) => room)).toEqual([lobby, withBob]);
	expect(state.current).toBe(lobby);
	expect(readingOf(state, withBob)).toEqual(['bob: psst']);
});

test('a refusal of no message is read where one is', () => {
	const {state} = play(online(), refused('nick-taken', 'That name is taken.'));

	expect(readingOf(state)).toEqual(['! That name is taken.']);
	expect(state.screen).toBe('room');
});

test('in a crowd those who are not named are counted, and their going too', () => {
	const crowd = play(online(), received(roomFrame({people: [personOf('bob')], count: 900})));
	const {state} = play(crowd.state, came('carol'), went('bob'), went('somebody-else'));

	expect(conversationOf(crowd.state, lobby)).toMatchObject({unlisted: 899});
	expect(conversationOf(state, lobby)).toMatchObject({people: [{nick: 'carol'}], unlisted: 898});
});
