import {expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import {isFindOpen} from '../../../source/client/state/find.ts';
import {currentConversation} from '../../../source/client/state/state.ts';
import type {Entry} from '../../../source/protocol/entry.ts';
import {
	entryOf,
	framesIn,
	lobby,
	lost,
	noon,
	online,
	ops,
	play,
	readingOf,
	received,
	roomFrame,
	said,
	seqOf,
} from '../../helpers/client-fakes.ts';

const found = (entries: readonly Entry[], more = false): Action =>
	received({type: 'found', entries: [...entries], more});
const chosen = (by: number): Action => ({type: 'hit-chosen', by});
const open: Action = {type: 'hit-opened', at: noon};
const hits = (from: number, count: number) =>
	Array.from({length: count}, (_, index) => entryOf(from - index, 'x'));

test('what is found is listed, the newest first and chosen', () => {
	const {state, effects} = play(online(), ...said('/search x'), found(hits(9, 3)));

	expect(framesIn(effects)).toEqual([{type: 'search', text: 'x', limit: 20}]);
	expect(isFindOpen(state)).toBe(true);
	expect(state.found).toMatchObject({text: 'x', chosen: 0, more: false});
	expect(state.found?.hits.map(({seq}) => seq)).toEqual([9, 8, 7]);
});

test('where nothing is found it is said in the conversation', () => {
	const {state} = play(online(), ...said('/search x'), found([]));

	expect(isFindOpen(state)).toBe(false);
	expect(readingOf(state)).toEqual(['· Nothing found.']);
});

test('an answer that nobody waits for changes nothing', () => {
	const state = online();
	expect(play(state, found(hits(9, 3))).state).toBe(state);
});

test('one chooses among the hits, and no further', () => {
	const list = play(online(), ...said('/search x'), found(hits(9, 3))).state;

	expect(play(list, chosen(1)).state.found?.chosen).toBe(1);
	expect(play(list, chosen(-1)).state.found?.chosen).toBe(0);
	expect(play(list, chosen(Infinity), chosen(1)).state.found?.chosen).toBe(2);
});

test('at the end of the list older hits are fetched', () => {
	const list = play(online(), ...said('/search x'), found(hits(50, 20), true)).state;
	const {state, effects} = play(list, chosen(Infinity), chosen(1), found(hits(30, 5)), chosen(1));

	expect(framesIn(effects)).toEqual([{type: 'search', text: 'x', before: 31, limit: 20}]);
	expect(state.found?.hits).toHaveLength(25);
	expect(state.found?.chosen).toBe(20);
});

test('Enter shows a hit where it was said', () => {
	const entries = [entryOf(1, 'a', {room: ops}), entryOf(2, 'b', {room: ops, prev: seqOf(1)})];
	const {state} = play(
		online(),
		received(roomFrame({room: ops, entries})),
		...said('/search a'),
		found([entries[0]!]),
		open,
	);

	const {room, anchor, marked} = currentConversation(state);
	expect({room, place: anchor?.place}).toEqual({room: ops, place: 'middle'});
	expect(marked).toBe(anchor?.key);
	expect(state.found).toBeUndefined();
});

test('a word that came in by a change is shown in the message that was changed', () => {
	const entries = [
		entryOf(1, 'a'),
		entryOf(2, 'b'),
		entryOf(3, 'word', {kind: 'edit', re: seqOf(1)}),
	];
	const {state} = play(online(entries), ...said('/search word'), found([entries[2]!]), open);
	const {timeline, anchor} = currentConversation(state);

	expect(timeline.items.find(({key}) => key === anchor?.key)).toMatchObject({entry: {seq: 1}});
});

test('the list goes with the room, but not with the connection', () => {
	const asked = play(online(), ...said('/search x'));
	expect(isFindOpen(play(asked.state, lost()).state)).toBe(false);

	const list = play(asked.state, found(hits(9, 3)), received(roomFrame({room: ops}))).state;
	expect(isFindOpen(play(list, lost()).state)).toBe(true);
	expect(isFindOpen(play(list, {type: 'switched', to: 1}).state)).toBe(false);
	expect(isFindOpen(play(list, {type: 'search-closed'}).state)).toBe(false);
	expect(play(list, {type: 'search-closed'}).state.current).toBe(lobby);
});
