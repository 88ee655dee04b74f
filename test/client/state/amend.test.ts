import {expect, test} from 'vitest';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {itemsOf, type Said} from '../../../source/client/state/timeline.ts';
import type {Entry} from '../../../source/protocol/entry.ts';
import {
	ada,
	bob,
	carol,
	entryOf,
	framesIn,
	heard,
	lobby,
	noon,
	online,
	play,
	readingOf,
	received,
	seqOf,
} from '../../helpers/client-fakes.ts';

const about = (re: number, kind: Entry['kind'], given: Partial<Entry> = {}): Partial<Entry> => ({
	kind,
	re: seqOf(re),
	...given,
});

const saidAt = (state: State, seq: number): Said =>
	itemsOf(currentConversation(state).timeline).find(
		(item): item is Said => item.type === 'said' && item.entry.seq === seq,
	)!;

const fateOf = (state: State, seq = 1) => saidAt(state, seq).fate;

const page = (entries: readonly Entry[], more = false) =>
	received({type: 'page', room: lobby, entries: [...entries], more});
const scrolledUp = {type: 'scrolled', anchor: undefined, nearTop: true} as const;

test('the newest edit by whoever said it is what stands there', () => {
	const {state} = play(
		online([entryOf(1, 'helo')]),
		heard(2, 'hell', about(1, 'edit')),
		heard(3, 'hello', about(1, 'edit')),
		heard(4, 'nonsense', about(1, 'edit', {author: carol})),
	);

	expect(fateOf(state)).toEqual({edited: {text: 'hello', at: noon + 3 * 60_000}});
	expect(readingOf(state)).toEqual(['bob: helo']);
});

test('what happens to a message is no message and counts as none', () => {
	const before = play(online([entryOf(1, 'one')]), {type: 'focus-changed', hasFocus: false}).state;
	const {state} = play(
		before,
		heard(2, 'two', about(1, 'edit')),
		heard(3, '👍', about(1, 'react')),
		heard(4, '', about(1, 'redact')),
	);

	expect(currentConversation(state)).toMatchObject({unread: 0, lastSeq: 4});
	expect(currentConversation(state).speakers).toEqual([bob]);
	expect(currentConversation(state).timeline.length).toBe(1);
});

test('reactions are grouped, and each person counts once', () => {
	const {state} = play(
		online([entryOf(1, 'one')]),
		heard(2, '👍', about(1, 'react')),
		heard(3, '🎉', about(1, 'react', {author: carol})),
		heard(4, '👍', about(1, 'react', {author: ada})),
		heard(5, '👍', about(1, 'react')),
	);

	expect(fateOf(state)?.reactions).toEqual([
		{text: '👍', by: [bob, ada]},
		{text: '🎉', by: [carol]},
	]);
});

test('a reaction that is taken back is gone, and an edit, too', () => {
	const {state} = play(
		online([entryOf(1, 'one')]),
		heard(2, '👍', about(1, 'react')),
		heard(3, 'two', about(1, 'edit')),
		heard(4, '', about(2, 'redact')),
	);
	expect(fateOf(state)).toEqual({edited: {text: 'two', at: noon + 3 * 60_000}});

	expect(saidAt(play(state, heard(5, '', about(3, 'redact'))).state, 1)).not.toHaveProperty('fate');
});

test('whoever the server let through takes a message back, with all that was done to it', () => {
	const {state} = play(
		online([entryOf(1, 'one')]),
		heard(2, '👍', about(1, 'react')),
		heard(3, 'off topic', about(1, 'redact', {author: carol})),
		heard(4, '👍', about(1, 'react', {author: ada})),
	);

	expect(fateOf(state)).toEqual({takenBack: {by: carol, why: 'off topic'}});
});

test('in a backlog it is the same as live', () => {
	const state = online([
		entryOf(1, 'one'),
		entryOf(2, 'uno', about(1, 'edit')),
		entryOf(3, '👍', about(1, 'react', {author: carol})),
		entryOf(4, 'two'),
	]);

	expect(readingOf(state)).toEqual(['bob: one', 'bob: two']);
	expect(fateOf(state)).toMatchObject({
		edited: {text: 'uno'},
		reactions: [{text: '👍', by: [carol]}],
	});
});

test('what was done to an older message waits for the page that brings it', () => {
	const begin = online(
		[entryOf(10, 'ten'), entryOf(11, 'uno', about(1, 'edit')), entryOf(12, '', about(2, 'redact'))],
		true,
	);
	const {state} = play(
		begin,
		scrolledUp,
		page([entryOf(1, 'one'), entryOf(2, 'two'), entryOf(3, '👍', about(1, 'react'))]),
	);

	expect(fateOf(state)).toMatchObject({edited: {text: 'uno'}, reactions: [{text: '👍'}]});
	expect(fateOf(state, 2)?.takenBack).toMatchObject({by: bob});
	expect(readingOf(state)).toEqual(['bob: one', 'bob: two', 'bob: ten']);
});

test('a page of nothing but reactions leads to the page before it', () => {
	const begin = online([entryOf(10, 'ten')], true);
	const {effects} = play(
		begin,
		scrolledUp,
		page([entryOf(8, '👍', about(1, 'react')), entryOf(9, '🎉', about(1, 'react'))], true),
		scrolledUp,
	);

	expect(framesIn(effects)).toMatchObject([{before: 10}, {before: 8}]);
});

test('an answer knows what it answers, as it reads now', () => {
	const {state} = play(
		online([entryOf(1, 'helo')]),
		heard(2, 'hi', about(1, 'message', {author: carol})),
	);
	expect(saidAt(state, 2).answers).toEqual({author: bob, text: 'helo'});

	const edited = play(state, heard(3, 'hello', about(1, 'edit'))).state;
	expect(saidAt(edited, 2).answers).toEqual({author: bob, text: 'hello'});
	const gone = play(edited, heard(4, '', about(1, 'redact'))).state;
	expect(saidAt(gone, 2).answers).toEqual({author: bob, text: ''});
});

test('an answer to an older message learns of it with the page that brings it', () => {
	const begin = online([entryOf(10, 'yes', about(1, 'message'))], true);
	expect(saidAt(begin, 10)).not.toHaveProperty('answers');

	const {state} = play(begin, scrolledUp, page([entryOf(1, 'is it?', {author: ada})]));
	expect(saidAt(state, 10).answers).toEqual({author: ada, text: 'is it?'});
});

test('ten thousand reactions to one message among ten thousand take no time worth noticing', () => {
	const many = Array.from({length: 10_000}, (_, index) => heard(index + 1, 'x'));
	const {state} = play(online(), ...many);
	const begun = performance.now();
	const flooded = play(
		state,
		...Array.from({length: 10_000}, (_, index) =>
			heard(10_001 + index, '👍', about(9000, 'react')),
		),
	).state;

	expect(performance.now() - begun).toBeLessThan(2500);
	expect(fateOf(flooded, 9000)?.reactions).toEqual([{text: '👍', by: [bob]}]);
});
