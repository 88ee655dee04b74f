import {expect, test} from 'vitest';
import {limits} from '../../../source/protocol/limits.ts';
import type {State} from '../../../source/client/state/state.ts';
import {
	acked,
	ada,
	atStart,
	conversationOf,
	entryOf,
	firstLog,
	heard,
	idOf,
	lobby,
	lost,
	noon,
	online,
	opened,
	ops,
	play,
	readingOf,
	received,
	refused,
	roomFrame,
	said,
	saysIn,
	seqOf,
	started,
	submitted,
	typed,
	welcomeFrame,
	withBob,
} from '../../helpers/client-fakes.ts';

const echo = (number: number, text: string) =>
	heard(number, text, {id: idOf(number), author: ada, prev: seqOf(0)});
const resumed = received(welcomeFrame({resumed: 'resumed'}));
const numbers = (count: number) => Array.from({length: count}, (_, index) => index + 1);
const pendingIn = ({pending}: State) => pending.map(({text, isSent}) => [text, isSent]);

test('what is submitted leaves the composer, is on its way and is sent', () => {
	const {state, effects} = play(online(), ...said('hello'));

	expect(conversationOf(state, lobby)?.editor.text).toBe('');
	expect(state.pending).toEqual([
		{
			id: idOf(1),
			room: lobby,
			kind: 'message',
			text: 'hello',
			at: noon,
			log: firstLog,
			isSent: true,
			failed: undefined,
		},
	]);
	expect(effects).toEqual([
		{
			type: 'send',
			frame: {type: 'say', room: lobby, id: idOf(1), kind: 'message', text: 'hello'},
		},
	]);
});

test('nothing but blanks is not submitted, and stays', () => {
	const {state, effects} = play(online(), ...said('  \n '));

	expect(effects).toEqual([]);
	expect(conversationOf(state, lobby)?.editor.text).toBe('  \n ');
});

test('what a server would refuse is refused here, with the reason, and stays where it was written', () => {
	const long = 'x'.repeat(limits.textCodePoints + 1);
	const {state, effects} = play(online(), ...said(long));

	expect(effects).toEqual([]);
	expect(state.pending).toEqual([]);
	expect(readingOf(state)).toEqual(['! That is too long: 4000 characters are the most.']);
	expect(conversationOf(state, lobby)?.editor.text).toBe(long);
});

test('the echo and then the ack settle a message', () => {
	const {state} = play(online(), ...said('hello'), echo(1, 'hello'));
	expect(state.pending).toEqual([]);
	expect(readingOf(state)).toEqual(['ada: hello']);

	expect(play(state, acked(1)).state).toEqual(state);
});

test('the ack and then the echo settle a message', () => {
	const {state} = play(online(), ...said('hello'), acked(1));
	expect(state.pending).toEqual([]);

	expect(readingOf(play(state, echo(1, 'hello')).state)).toEqual(['ada: hello']);
});

test('a refusal keeps the message on screen, with the reason', () => {
	const {state} = play(
		online(),
		...said('hello'),
		refused('storage', 'The disk is full.', {id: idOf(1)}),
	);

	expect(state.pending).toMatchObject([
		{text: 'hello', isSent: false, failed: 'The disk is full.'},
	]);
	expect(readingOf(state)).toEqual([]);
});

test('a server that shuts down before it has answered has not said no', () => {
	const {state, effects} = play(
		online(),
		...said('hello'),
		refused('closing', 'The server is shutting down.', {id: idOf(1)}),
		lost(),
		opened,
		resumed,
	);

	expect(saysIn(effects)).toHaveLength(2);
	expect(pendingIn(state)).toEqual([['hello', true]]);
});

test('what failed goes when it is dismissed, and nothing else does', () => {
	const failed = play(
		online(),
		...said('hello'),
		...said('/msg bob psst', 2),
		...said('still waiting', 3),
		refused('storage', 'Full.', {id: idOf(1)}),
		refused('no-such-nick', 'Nobody of that name is here.', {id: idOf(2)}),
	).state;
	expect(failed.current).toBe('@bob');

	const inDirect = play(failed, {type: 'dismissed'}).state;
	expect(inDirect.pending.map(({text}) => text)).toEqual(['hello', 'still waiting']);

	const inLobby = play(inDirect, {type: 'switched', to: 0}, {type: 'dismissed'}).state;
	expect(inLobby.pending.map(({text}) => text)).not.toContain('hello');
	expect(play(inLobby, {type: 'dismissed'}).state).toBe(inLobby);
});

test('what failed is not sent again by itself', () => {
	const {effects} = play(
		online(),
		...said('hello'),
		refused('storage', 'Full.', {id: idOf(1)}),
		lost(),
		opened,
		resumed,
	);

	expect(saysIn(effects)).toHaveLength(1);
});

test('only so many are unanswered at a time, and the order is kept', () => {
	const count = limits.inFlight + 3;
	const {state, effects} = play(
		online(),
		...numbers(count).flatMap(number => said(`message ${number}`, number)),
	);
	expect(saysIn(effects).map(({id}) => id)).toEqual(numbers(limits.inFlight).map(idOf));
	expect(state.pending).toHaveLength(count);

	const first = play(state, acked(1));
	expect(saysIn(first.effects).map(({id}) => id)).toEqual([idOf(limits.inFlight + 1)]);

	const second = play(first.state, refused('storage', 'Full.', {id: idOf(2)}));
	expect(saysIn(second.effects).map(({id}) => id)).toEqual([idOf(limits.inFlight + 2)]);

	const third = play(second.state, echo(3, 'message 3'));
	expect(saysIn(third.effects).map(({id}) => id)).toEqual([idOf(limits.inFlight + 3)]);
	expect(play(third.state, acked(3)).effects).toEqual([]);
});

test('what was unanswered when the connection broke is said again under the same ids', () => {
	const before = play(online(), ...said('one', 1), ...said('two', 2), acked(1), lost());
	expect(pendingIn(before.state)).toEqual([['two', false]]);

	const meanwhile = play(before.state, ...said('three', 3));
	expect(meanwhile.effects).toEqual([]);
	expect(pendingIn(meanwhile.state)).toEqual([
		['two', false],
		['three', false],
	]);

	const connected = play(meanwhile.state, opened);
	expect(saysIn(connected.effects)).toEqual([]);

	const back = play(connected.state, resumed);
	expect(saysIn(back.effects).map(({id, text}) => [id, text])).toEqual([
		[idOf(2), 'two'],
		[idOf(3), 'three'],
	]);
	expect(pendingIn(back.state)).toEqual([
		['two', true],
		['three', true],
	]);
});

test('what was logged before the connection broke is not on screen twice', () => {
	const {state} = play(
		online(),
		...said('hello'),
		lost(),
		opened,
		resumed,
		echo(1, 'hello'),
		received({type: 'ack', id: idOf(1), seq: seqOf(1), dup: true}),
	);

	expect(state.pending).toEqual([]);
	expect(readingOf(state)).toEqual(['ada: hello']);
});

test('what is written before the first connection is sent when it is there', () => {
	const {effects} = play(
		atStart(),
		started,
		...said('early'),
		opened,
		received(welcomeFrame()),
		received(roomFrame()),
	);

	expect(saysIn(effects).map(({text}) => text)).toEqual(['early']);
});

test('each conversation has a draft of its own, and what is sent goes where it was written', () => {
	const {state, effects} = play(
		online(),
		received(roomFrame({room: ops, tag: 'join'})),
		typed('for ops'),
		{type: 'switched', to: 'next'},
		typed('for all'),
		submitted(1),
		{type: 'switched', to: 'next'},
		submitted(2),
	);

	expect(saysIn(effects).map(({room, text}) => [room, text])).toEqual([
		[lobby, 'for all'],
		[ops, 'for ops'],
	]);
	expect(state.current).toBe(ops);
});

test('who speaks sees the newest again', () => {
	const {state} = play(
		online([entryOf(1, 'one'), entryOf(2, 'two')]),
		{type: 'scrolled', anchor: {key: 1, below: 0}, nearTop: false},
		heard(3, 'three'),
		...said('hello'),
	);

	expect(conversationOf(state, lobby)).toMatchObject({anchor: undefined, unread: 0});
});

test('the server decides how a name is spelled: the conversation follows the echo', () => {
	const asked = play(online(), ...said('/msg BOB hello'));
	expect(asked.state.current).toBe('@BOB');

	const {state} = play(asked.state, heard(1, 'hello', {id: idOf(1), author: ada, room: withBob}));
	expect(state.current).toBe(withBob);
	expect(state.conversations.map(({room}) => room)).toEqual([lobby, withBob]);
	expect(readingOf(state)).toEqual(['ada: hello']);
});

test('a direct conversation with somebody who is not there goes with its only message', () => {
	const refusedThere = play(
		online(),
		...said('/msg nobody hi'),
		refused('no-such-nick', 'Nobody of that name is here.', {id: idOf(1)}),
	).state;
	const {state} = play(refusedThere, {type: 'dismissed'});

	expect(refusedThere.current).toBe('@nobody');
	expect(state.conversations.map(({room}) => room)).toEqual([lobby]);
	expect(state.current).toBe(lobby);
});
