import {expect, test} from 'vitest';
import type {Body} from '../../../source/protocol/body.ts';
import type {Kept} from '../../../source/client/state/outbox.ts';
import {
	acked,
	ada,
	atStart,
	conversationOf,
	entryOf,
	firstLog,
	framesIn,
	heard,
	idOf,
	lobby,
	lost,
	noon,
	online,
	opened,
	ops,
	otherLog,
	play,
	readingOf,
	received,
	roomFrame,
	said,
	saysIn,
	seqOf,
	started,
	welcomeFrame,
	withBob,
} from '../../helpers/client-fakes.ts';

const keptOf = (number: number, text: string, given: Partial<Kept> = {}): Kept => ({
	id: idOf(number),
	room: lobby,
	kind: 'message',
	text: text as Body,
	at: noon,
	log: firstLog,
	failed: undefined,
	...given,
});
const recovered = (...messages: readonly Kept[]) => ({type: 'recovered', messages}) as const;
const connected = play(atStart(), started, opened).state;
const welcomed = received(welcomeFrame());
const pendingIn = ({pending}: typeof connected) =>
	pending.map(({room, text, failed}) => [room, text, failed]);

test('what an earlier run said is sent before what this one said, in order and under the same ids', () => {
	const {state, effects} = play(
		connected,
		...said('new', 9),
		recovered(keptOf(1, 'one'), keptOf(2, 'two')),
		welcomed,
	);

	expect(saysIn(effects).map(({id, text}) => [id, text])).toEqual([
		[idOf(1), 'one'],
		[idOf(2), 'two'],
		[idOf(9), 'new'],
	]);
	expect(state.pending.every(({isSent}) => isSent)).toBe(true);
});

test('it is sent where it was said: rooms are entered first, without coming to the front', () => {
	const {state, effects} = play(
		connected,
		recovered(keptOf(1, 'one', {room: ops}), keptOf(2, 'two', {room: withBob})),
		welcomed,
	);

	expect(framesIn(effects).map(({type}) => type)).toEqual(['join', 'say', 'say']);
	expect(framesIn(effects)[0]).toEqual({type: 'join', room: ops});
	expect(state.conversations.map(({room}) => room)).toEqual([lobby, ops, withBob]);
	expect(play(state, received(roomFrame({room: ops}))).state.current).toBe(lobby);
});

test('what was said before any server had answered is said in the history that is there', () => {
	const {state, effects} = play(connected, recovered(keptOf(1, 'one', {log: undefined})), welcomed);

	expect(saysIn(effects)).toHaveLength(1);
	expect(state.pending).toMatchObject([{log: firstLog}]);
});

test('what was said in another history stays unsaid, with the reason, until it is taken away', () => {
	const {state, effects} = play(
		connected,
		recovered(keptOf(1, 'secret', {log: otherLog})),
		welcomed,
	);

	expect(saysIn(effects)).toEqual([]);
	const why = 'It was said in another history than the one that is here now.';
	expect(pendingIn(state)).toEqual([[lobby, 'secret', why]]);
	expect(play(state, lost(), opened, received(welcomeFrame({resumed: 'resumed'}))).effects).toEqual(
		expect.not.arrayContaining([expect.objectContaining({type: 'send'})]),
	);
	expect(play(state, {type: 'dismissed'}).state.pending).toEqual([]);
});

test('what waits when the history is replaced is not told to those who are there now', () => {
	const waiting = play(online(), lost(), ...said('for the old ones'), opened).state;
	const replaced = play(waiting, received(welcomeFrame({log: otherLog, resumed: 'reset'})));
	expect(saysIn(replaced.effects)).toEqual([]);
	expect(replaced.state.pending).toMatchObject([{failed: expect.any(String)}]);

	const back = play(replaced.state, lost(), opened, received(welcomeFrame({resumed: 'reset'})));
	expect(saysIn(back.effects).map(({text}) => text)).toEqual(['for the old ones']);
});

test('an older copy of the same history gets what waits', () => {
	const {effects} = play(
		online(),
		lost(),
		...said('still meant'),
		opened,
		received(welcomeFrame({resumed: 'reset'})),
	);

	expect(saysIn(effects).map(({text}) => text)).toEqual(['still meant']);
});

test('what a server refused in an earlier run is shown with its reason, and not sent again', () => {
	const {state, effects} = play(
		connected,
		recovered(keptOf(1, 'one', {failed: 'Full.'})),
		welcomed,
	);

	expect(saysIn(effects)).toEqual([]);
	expect(pendingIn(state)).toEqual([[lobby, 'one', 'Full.']]);
});

test('what the log had all the while is on screen once', () => {
	const {state} = play(
		connected,
		recovered(keptOf(1, 'one')),
		welcomed,
		received(roomFrame({entries: [entryOf(1, 'one', {id: idOf(1), author: ada})]})),
	);

	expect(state.pending).toEqual([]);
	expect(readingOf(state)).toEqual(['ada: one']);
	const acknowledged = received({type: 'ack', id: idOf(1), seq: seqOf(1), dup: true});
	expect(play(state, acknowledged).state).toEqual(state);
});

test('found twice, it is there once', () => {
	const {state} = play(
		connected,
		recovered(keptOf(1, 'one')),
		recovered(keptOf(1, 'one')),
		welcomed,
	);

	expect(pendingIn(state)).toEqual([[lobby, 'one', undefined]]);
});

test('that the server has another text in its place is told, with what was meant', () => {
	const altered = received({type: 'ack', id: idOf(1), seq: seqOf(3), dup: true, altered: true});
	const {state} = play(
		online(),
		...said('what I meant'),
		heard(1, 'what is there', {id: idOf(1), author: ada, prev: seqOf(0)}),
		altered,
	);

	const why = 'The server already has another text in its place.';
	expect(pendingIn(state)).toEqual([[lobby, 'what I meant', why]]);
	expect(conversationOf(state, lobby)?.timeline.length).toBe(1);
	expect(play(state, acked(2), lost(), opened, welcomed).effects).not.toContainEqual(
		expect.objectContaining({type: 'send'}),
	);
});

test('one that failed can be taken away by itself, and one on its way cannot', () => {
	const {state} = play(
		connected,
		recovered(
			keptOf(1, 'one', {failed: 'Full.'}),
			keptOf(2, 'two', {failed: 'Full.'}),
			keptOf(3, '3'),
		),
		{type: 'dismissed', id: idOf(1)},
		{type: 'dismissed', id: idOf(3)},
	);

	expect(pendingIn(state)).toEqual([
		[lobby, 'two', 'Full.'],
		[lobby, '3', undefined],
	]);
});
