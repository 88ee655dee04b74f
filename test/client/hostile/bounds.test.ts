import {expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import type {State} from '../../../source/client/state/state.ts';
import {mostItems} from '../../../source/client/state/timeline.ts';
import {update} from '../../../source/client/state/update.ts';
import {createLayout} from '../../../source/client/text/layout-rows.ts';
import {noPalette} from '../../../source/client/text/palette.ts';
import type {RoomName} from '../../../source/protocol/ids.ts';
import {
	came,
	conversationOf,
	entryOf,
	heard,
	lobby,
	noon,
	online,
	ops,
	personOf,
	play,
	readingOf,
	received,
	roomFrame,
	said,
	selfOf,
} from '../../helpers/client-fakes.ts';

const flood = (count: number, action: (index: number) => Action, from: State = online()): State => {
	let state = from;
	for (let index = 1; index <= count; index++) {
		[state] = update(state, action(index));
	}

	return state;
};
const roomOf = (name: string) => name as RoomName;
const weightOf = ({conversations}: State): number =>
	conversations.reduce((sum, {timeline}) => sum + timeline.weight, 0);

test('of a thousand rooms that a server puts one in, some hundreds are opened', () => {
	const {conversations} = flood(1000, index => received(roomFrame({room: roomOf(`#r${index}`)})));

	expect(conversations).toHaveLength(300);
});

test('of a thousand people who speak to one alone, some hundreds are heard, and one is told', () => {
	const state = flood(1000, index => heard(index, 'psst', {room: roomOf(`@p${index}`)}));

	expect(state.conversations).toHaveLength(300);
	expect(readingOf(state)).toEqual([
		'! More people speak to you alone than can be shown. /leave some.',
	]);
	expect(state.log?.seq).toBe(1000);
	const mine = play(state, ...said('/msg somebody-else hello')).state;
	expect(mine.current).toBe('@somebody-else');
});

test('of ten thousand people in a room a thousand are known by name, and all are counted', () => {
	const people = Array.from({length: 10_000}, (_, index) => personOf(`p${index}`));
	const listed = flood(1, () => received(roomFrame({people})));
	expect(conversationOf(listed, lobby)).toMatchObject({people: {length: 1000}, unlisted: 9000});

	const joined = flood(2000, index => came(`p${index}`), online());
	expect(conversationOf(joined, lobby)).toMatchObject({people: {length: 1000}, unlisted: 1002});
	// No row tells of more people than fit into it.
	expect(conversationOf(joined, lobby)?.timeline.length).toBe(10);
});

test('what is said is kept up to a bound, however much, however long, and wherever it is said', () => {
	const long = 'x'.repeat(32_000);
	const rooms = Array.from({length: 20}, (_, index) => roomOf(`@p${index}`));
	const state = flood(5000, index => heard(index, long, {room: rooms[index % rooms.length]!}));

	expect(weightOf(state)).toBeLessThanOrEqual(50_000_000);
	expect(weightOf(state)).toBeGreaterThan(40_000_000);
	const kept = conversationOf(state, rooms[0]!)!;
	expect(kept.hasOlder).toBe(true);
	expect(kept.timeline.items[kept.timeline.length - 1]).toMatchObject({entry: {seq: 5000}});

	const short = flood(2 * mostItems, index => heard(index, 'hello'));
	expect(conversationOf(short, lobby)!.timeline.length).toBeLessThanOrEqual(mostItems + 1000);
});

test('answers that nobody asked for fill nothing', () => {
	const people = Array.from({length: 10_000}, (_, index) => personOf('x'.repeat(100) + index));
	const state = flood(2500, () => received({type: 'people', people, visitors: 0}));

	expect(weightOf(state)).toBeLessThanOrEqual(50_000_000);
	expect(readingOf(state).at(-1)).toMatch(/ and 9700 others$/);
});

test('pages that nobody asked for are not read, and one that was is read once', () => {
	const page = (index: number) =>
		received({
			type: 'page',
			room: lobby,
			entries: [entryOf(1_000_000 - index, 'older')],
			more: true,
		});
	const scrolled = play(online([entryOf(2_000_000, 'newest')], true), {
		type: 'scrolled',
		anchor: undefined,
		nearTop: true,
	}).state;

	expect(conversationOf(flood(1000, page, scrolled), lobby)?.timeline.length).toBe(2);
});

test('a page in the wrong order breaks no order', () => {
	const scrolled = play(online([entryOf(20, 'newest')], true), {
		type: 'scrolled',
		anchor: undefined,
		nearTop: true,
	}).state;
	const entries = [5, 9, 7, 9, 30, 1].map(seq => entryOf(seq, String(seq)));
	const {state} = play(scrolled, received({type: 'page', room: lobby, entries, more: false}));

	expect(readingOf(state)).toEqual(['bob: 5', 'bob: 9', 'bob: newest']);
});

test('a time that no calendar knows is drawn like any other, and moves nothing', () => {
	const times = [noon, 2 ** 53 - 1, -(2 ** 53) + 1];
	const state = flood(3, index => heard(index, 'x', {at: times[index - 1]!}));
	const {timeline} = conversationOf(state, lobby)!;
	const view = {timeline, pending: [], anchor: undefined, columns: 80, rows: 6};
	const rows = createLayout({palette: noPalette, self: selfOf()}).layoutRows(view);

	expect(rows.filter(row => /^\d\d:\d\d {10}bob x$/.test(row))).toHaveLength(3);
	expect(rows.filter(row => /^── \w+day, -?\d+-\d\d-\d\d ─+$/.test(row))).toHaveLength(3);
});

test('what is said in a room that one is not in is not shown, and counts as heard', () => {
	const {state} = play(online(), heard(9, 'elsewhere', {room: ops}));

	expect(state.conversations.map(({room}) => room)).toEqual([lobby]);
	expect(state.log?.seq).toBe(9);
});
