import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Action, Effect, Update} from '../../../source/client/state/action.ts';
import type {EditOperation} from '../../../source/client/state/editor.ts';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {itemsOf} from '../../../source/client/state/timeline.ts';
import {update} from '../../../source/client/state/update.ts';
import {directWith, type RoomName} from '../../../source/protocol/ids.ts';
import {
	ada,
	atPrompt,
	atStart,
	bob,
	came,
	carol,
	entryOf,
	firstLog,
	idOf,
	lobby,
	lost,
	lostForGood,
	opened,
	ops,
	otherLog,
	received,
	refused,
	roomFrame,
	seqOf,
	started,
	submitted,
	typed,
	welcomeFrame,
	went,
	withBob,
} from '../../helpers/client-fakes.ts';

const room = fc.constantFrom(lobby, ops, withBob, directWith(carol));
const nick = fc.constantFrom(ada, bob, carol);
const seq = fc.nat(30);
const id = fc.integer({min: 1, max: 12});
const entry = fc
	.record({
		seq,
		room,
		author: nick,
		back: fc.nat(3),
		id,
		isOurs: fc.boolean(),
		kind: fc.constantFrom('message', 'message', 'edit', 'react', 'redact'),
		re: seq.map(seqOf),
	})
	.map(({back, isOurs, id: number, seq: at, ...given}) =>
		entryOf(at, 'text', {
			...given,
			prev: seqOf(Math.max(0, at - back)),
			...(isOurs && {id: idOf(number)}),
		}),
	);
const lines = [
	'/edit b',
	'/delete',
	'/react 👍',
	's/e/a/',
	'hello',
	'/me waves',
	'/msg bob hi',
	'/msg BOB',
	'/join #ops',
	'/leave',
	'/topic x',
];
const operations: readonly EditOperation[] = [
	{type: 'newline'},
	{type: 'delete', to: 'left'},
	{type: 'move', to: 'up'},
	{type: 'move', to: 'down'},
	{type: 'clear'},
	{type: 'fold', text: '1\n2'},
	{type: 'unfold', here: false},
	{type: 'undo'},
];

const action: fc.Arbitrary<Action> = fc.oneof(
	{weight: 4, arbitrary: fc.constantFrom(...lines, '//a', '/nick carol', '/x', '/who').map(typed)},
	{weight: 4, arbitrary: id.map(submitted)},
	{weight: 3, arbitrary: entry.map(heard => received({type: 'entry', ...heard}))},
	{
		weight: 2,
		arbitrary: id.map(number => received({type: 'ack', id: idOf(number), seq: seqOf(1)})),
	},
	id.map(number => refused('storage', 'Full.', {id: idOf(number)})),
	fc.constantFrom(refused('nick-taken', 'Taken.'), refused('full', 'Full.')),
	{weight: 2, arbitrary: fc.constantFrom(started, opened, lost(), lostForGood('Nobody.'))},
	{
		weight: 2,
		arbitrary: fc
			.record({
				head: seq.map(seqOf),
				log: fc.constantFrom(firstLog, otherLog),
				resumed: fc.constantFrom('fresh', 'resumed', 'reset'),
			})
			.map(given => received(welcomeFrame(given))),
	},
	fc
		.array(entry, {maxLength: 4})
		.chain(entries =>
			fc
				.record({room, more: fc.boolean(), tag: fc.constantFrom('join', 'x')})
				.map(given => received(roomFrame({...given, entries: inOrder(entries, given.room)}))),
		),
	fc
		.array(entry, {maxLength: 4})
		.chain(entries =>
			fc
				.record({room, more: fc.boolean()})
				.map(given => received({type: 'page', ...given, entries: inOrder(entries, given.room)})),
		),
	fc.tuple(nick, room).map(([who, where]) => came(who, where)),
	fc.tuple(nick, room).map(([who, where]) => went(who, where)),
	fc.tuple(nick, nick).map(([from, to]) => received({type: 'renamed', from, to})),
	room.map(where => received({type: 'parted', room: where})),
	seq.map(upTo => received({type: 'caught-up', seq: seqOf(upTo)})),
	fc.constantFrom(...operations).map((operation): Action => ({type: 'edited', operation})),
	fc
		.tuple(fc.constantFrom('reply', 'edit', 'delete', 'react'), id)
		.map(([does, number]): Action => ({type: 'acted', does, id: idOf(number), at: 0})),
	fc.boolean().map((backwards): Action => ({type: 'completed', backwards})),
	fc.constantFrom<Action>(
		{type: 'focus-moved', by: 1},
		{type: 'focus-changed', hasFocus: false},
		{type: 'focus-changed', hasFocus: true},
		{type: 'jumped', to: 'oldest', at: 0},
		{type: 'jumped', to: 'mention', at: 0},
		{type: 'jumped', to: {room: ops, seq: seqOf(3)}, at: 0},
		{type: 'switched', to: 'news'},
		{type: 'outcome-told', text: 'done', at: 0},
		{type: 'rooms-recalled', rooms: {rooms: [ops, lobby, withBob], current: ops}},
		received({type: 'refused', code: 'banned', text: 'No.', tag: 'back 0'}),
		{type: 'scrolled', anchor: {key: 1, below: 0}, nearTop: true},
		{type: 'scrolled', anchor: undefined, nearTop: false},
		{type: 'switched', to: 'next'},
		{type: 'switched', to: 1},
		{type: 'selected', direction: 'previous'},
		{type: 'selected', direction: 'next'},
		{type: 'searched-back'},
		{type: 'dismissed', id: idOf(99)},
		{type: 'retried'},
		{type: 'passed', at: 0},
		{type: 'told', text: 'x', at: 0},
		{type: 'cancelled', at: 0},
		{type: 'ended', at: 0},
	),
);

function inOrder(entries: readonly ReturnType<typeof entryOf>[], where: RoomName) {
	const bySeq = new Map(entries.map(one => [one.seq, {...one, room: where}]));
	return [...bySeq.values()].toSorted((one, other) => one.seq - other.seq);
}

const isReset = (done: Action): boolean =>
	done.type === 'received' && done.frame.type === 'welcome' && done.frame.resumed !== 'resumed';

// Settled by the server, or given up by pressing the same key twice.
function idSettledBy(before: State, done: Action): string | undefined {
	const {aim} = currentConversation(before);
	if (done.type === 'acted' && done.does === 'delete' && aim?.type === 'give-up') {
		return aim.id;
	}

	const frame = done.type === 'received' ? done.frame : undefined;
	return frame?.type === 'ack' || frame?.type === 'entry' ? frame.id : undefined;
}

const wantsAnewFrom = (effects: readonly Effect[]): boolean =>
	effects.some(({type}) => type === 'reconnect');

function check(before: State, done: Action, [after, ...effects]: Update): void {
	const kept = before.pending.filter(({id: mine}) => mine !== idSettledBy(before, done));
	expect(after.pending.map(({id: mine}) => mine)).toEqual(
		expect.arrayContaining(kept.map(({id: mine}) => mine)),
	);
	const least = isReset(done) || wantsAnewFrom(effects) ? 0 : (before.log?.seq ?? 0);
	expect(after.log?.seq ?? 0).toBeGreaterThanOrEqual(least);

	const rooms = after.conversations.map(({room: name}) => name);
	expect(new Set(rooms).size).toBe(rooms.length);
	expect(rooms).toContain(after.current);
	expect(currentConversation(after).room).toBe(after.current);
	for (const {timeline, unread, mentions, lastSeq, seenUpTo = 0} of after.conversations) {
		expect(mentions).toBeLessThanOrEqual(unread);
		expect(seenUpTo).toBeLessThanOrEqual(lastSeq ?? 0);
		const keys = itemsOf(timeline).map(({key}) => key);
		expect(keys).toEqual([...new Set(keys)].toSorted((one, other) => one - other));
		const seqs = itemsOf(timeline).flatMap(item => (item.type === 'said' ? [item.entry.seq] : []));
		expect(seqs).toEqual([...new Set(seqs)].toSorted((one, other) => one - other));
	}
}

test.each([
	['the connection prompt', atPrompt],
	['a place with a name', () => atStart()],
	['a place without a name', () => atStart(false)],
])('from %s, nothing that happens breaks the client or loses a word', (_, begin) => {
	fc.assert(
		fc.property(fc.array(action, {maxLength: 80}), actions => {
			let state = begin();
			for (const done of actions) {
				const updated = update(state, done);
				check(state, done, updated);
				[state] = updated;
			}
		}),
		{numRuns: 300},
	);
});
