import {expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {itemsOf} from '../../../source/client/state/timeline.ts';
import type {Entry} from '../../../source/protocol/entry.ts';
import {
	conversationOf,
	entryOf,
	framesIn,
	heard,
	lobby,
	lost,
	noon,
	online,
	ops,
	play,
	type Played,
	readingOf,
	received,
	refused,
	seqOf,
} from '../../helpers/client-fakes.ts';

/** A history of so many entries, of which every hundredth names ada. */
const history = (count: number): readonly Entry[] =>
	Array.from({length: count}, (_, index) =>
		entryOf(index + 1, (index + 1) % 100 === 0 ? `ada, ${index + 1}` : `number ${index + 1}`),
	);

/** Ada is in the lobby, where so much was said, and has the newest hundred. */
const inLobby = (count: number): State => online(history(count).slice(-100), count > 100);

/** Answers every question for a page, as a server with that history would. */
function answered({state, effects}: Played, all: readonly Entry[]): State {
	const [frame] = framesIn(effects);
	if (frame?.type !== 'history') {
		return state;
	}

	const before = all.filter(({seq}) => seq < (frame.before ?? Infinity));
	const entries = before.slice(-(frame.limit ?? 100));
	const more = before.length > entries.length;
	const page = received({type: 'page', room: lobby, entries: [...entries], more});
	return answered(play(state, page), all);
}

const jumped = (to: Extract<Action, {type: 'jumped'}>['to']): Action => ({
	type: 'jumped',
	to,
	at: noon,
});

const anchored = (state: State) => {
	const {anchor, timeline, marked} = currentConversation(state);
	const item = itemsOf(timeline).find(({key}) => key === anchor?.key);
	return {
		seq: item?.type === 'said' ? item.entry.seq : undefined,
		place: anchor?.place,
		isMarked: anchor !== undefined && marked === anchor.key,
	};
};

test('a message that is here is shown at once, in the middle and marked', () => {
	const {state, effects} = play(inLobby(100), jumped({room: lobby, seq: seqOf(42)}));

	expect(anchored(state)).toEqual({seq: 42, place: 'middle', isMarked: true});
	expect(effects).toEqual([]);
});

test('a message that is not here is fetched, page after page', () => {
	const all = history(1000);
	const state = answered(play(inLobby(1000), jumped({room: lobby, seq: seqOf(17)})), all);

	expect(anchored(state)).toEqual({seq: 17, place: 'middle', isMarked: true});
	expect(currentConversation(state).sought).toBeUndefined();
});

test('Home reaches the first of 1,000 messages with one key', () => {
	const state = answered(play(inLobby(1000), jumped('oldest')), history(1000));

	expect(anchored(state)).toEqual({seq: 1, place: 'top', isMarked: false});
	expect(readingOf(state)).toHaveLength(1000);
});

test('where one is stays while new messages come', () => {
	const there = play(inLobby(100), jumped({room: lobby, seq: seqOf(42)})).state;
	const {state} = play(there, heard(101, 'news'));

	expect(anchored(state).seq).toBe(42);
	expect(currentConversation(state).unread).toBe(1);
});

test('who reads far back is not moved by what is dropped to make room, which waits until one is back', () => {
	const begun = play(online(history(100)), jumped({room: lobby, seq: seqOf(5)})).state;
	const news = Array.from({length: 11_000}, (_, index) => heard(101 + index, 'x'));
	const {state} = play(begun, ...news);
	expect(anchored(state).seq).toBe(5);

	const atEnd: Action = {type: 'scrolled', anchor: undefined, nearTop: false};
	const back = play(state, atEnd, heard(11_101, 'x')).state;
	expect(currentConversation(back).timeline.length).toBe(10_000);
});

test('a message that is gone is represented by the next one', () => {
	const all = history(100).filter(({seq}) => seq !== 42);
	const {state} = play(online(all), jumped({room: lobby, seq: seqOf(42)}));

	expect(anchored(state).seq).toBe(43);
});

test('Alt+M goes to the newest message to one, then to the one before', () => {
	const newest = play(online(history(300)), jumped('mention')).state;
	expect(anchored(newest)).toEqual({seq: 300, place: 'middle', isMarked: true});
	const before = play(newest, jumped('mention'), jumped('mention')).state;
	expect(anchored(before).seq).toBe(100);

	const none = play(before, jumped('mention')).state;
	expect(anchored(none).seq).toBe(100);
	expect(readingOf(none).at(-1)).toBe('· There is no earlier message to you here.');
});

test('an unread message to one is fetched when it is further back than what is here', () => {
	const all = history(1000).map(entry =>
		entry.seq === 450 ? entry : {...entry, text: 'x' as typeof entry.text},
	);
	const named = all.map(entry =>
		entry.seq === 450 ? {...entry, text: 'hey Ada!' as typeof entry.text} : entry,
	);
	const here = online(named.slice(-100), true);
	const unread = {...currentConversation(here), readUpTo: seqOf(400)};
	const begun = play({...here, conversations: [unread]}, jumped('mention'));

	expect(anchored(answered(begun, named)).seq).toBe(450);
});

test('Alt+U goes to where one left off, and says so when there is nothing new', () => {
	const here = inLobby(1000);
	const nothing = play(here, jumped('line')).state;
	expect(readingOf(nothing).at(-1)).toBe('· You have read everything here.');

	const unread = {...currentConversation(here), readUpTo: seqOf(500)};
	const begun = play({...here, conversations: [unread]}, jumped('line'));
	expect(anchored(answered(begun, history(1000)))).toMatchObject({seq: 500, isMarked: false});
});

test('a jump ends when the connection does, and when the server says no', () => {
	const begun = play(inLobby(1000), jumped('oldest')).state;
	expect(currentConversation(begun).sought).toBeDefined();

	for (const end of [lost(), refused('internal', 'No such room.')]) {
		const {sought, isFetching} = currentConversation(play(begun, end).state);
		expect({sought, isFetching}).toEqual({sought: undefined, isFetching: false});
	}
});

test('whoever scrolls while it is on its way stays where that leads', () => {
	const all = history(1000);
	const begun = play(inLobby(1000), jumped('oldest'));
	const scrolled = play(begun.state, {type: 'scrolled', anchor: undefined, nearTop: false}).state;

	expect(anchored(answered({state: scrolled, effects: begun.effects}, all)).seq).toBeUndefined();
});

test('a server that always has more is not asked for ever', () => {
	let {state} = play(online([entryOf(1_000_000, 'x')], true), jumped('oldest'));
	let asked = 0;
	while (currentConversation(state).sought && asked < 2000) {
		asked++;
		const entries = [entryOf(1_000_000 - asked, 'x')];
		({state} = play(state, received({type: 'page', room: lobby, entries, more: true})));
	}

	expect(asked).toBeLessThan(600);
	expect(readingOf(state).at(-1)).toMatch(/further back than one can scroll/);
});

test('one is not led into a room that one is not in', () => {
	const {state, effects} = play(online(), jumped({room: ops, seq: seqOf(1)}));

	expect(conversationOf(state, ops)).toBeUndefined();
	expect(effects).toEqual([]);
	expect(readingOf(state)).toEqual(['! You are not in #ops now.']);
});
