import {expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import {promptOf} from '../../../source/client/state/aim.ts';
import {composerHint} from '../../../source/client/state/composer-hint.ts';
import {selectedMessage} from '../../../source/client/state/selection.ts';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {
	ada,
	came,
	entryOf,
	idOf,
	lobby,
	noon,
	online,
	play,
	saysIn,
	seqOf,
	submitted,
	typed,
} from '../../helpers/client-fakes.ts';

const previous: Action = {type: 'selected', direction: 'previous'};
const next: Action = {type: 'selected', direction: 'next'};
const act = (does: Extract<Action, {type: 'acted'}>['does'], number = 1): Action => ({
	type: 'acted',
	does,
	id: idOf(number),
	at: noon,
});
const escape: Action = {type: 'dismissed'};
const selectedIn = (state: State) => selectedMessage(currentConversation(state))?.entry.text;
const promptIn = (state: State) => promptOf(currentConversation(state));

const begin = (): State =>
	play(
		online([entryOf(1, 'one'), entryOf(2, 'mine', {author: ada}), entryOf(3, 'three')]),
		came('carol'),
	).state;

test('one message after the other is selected, and behind the newest none', () => {
	const first = play(begin(), previous).state;
	expect(selectedIn(first)).toBe('three');
	expect(selectedIn(play(first, previous, previous).state)).toBe('one');
	expect(selectedIn(play(first, previous, previous, previous).state)).toBe('one');
	expect(selectedIn(play(first, previous, next).state)).toBe('three');
	expect(selectedIn(play(first, next).state)).toBeUndefined();
});

test('scrolled up, selecting begins with the lowest message on screen', () => {
	const {items} = currentConversation(begin()).timeline;
	const anchor = {key: items[1]!.key, below: 0};
	const {state} = play(begin(), {type: 'scrolled', anchor, nearTop: false}, previous);

	expect(selectedIn(state)).toBe('mine');
});

test('Escape and typing leave the selection', () => {
	const selected = play(begin(), previous).state;

	expect(selectedIn(play(selected, escape).state)).toBeUndefined();
	const typing = play(selected, typed('x')).state;
	expect(selectedIn(typing)).toBeUndefined();
	expect(currentConversation(typing).editor.text).toBe('x');
});

test('an answer is a message about the selected one', () => {
	const answering = play(begin(), previous, act('reply')).state;
	expect(promptIn(answering)).toBe('reply › ');

	const {state, effects} = play(answering, typed('yes :+1:'), submitted(2));
	expect(saysIn(effects)).toMatchObject([{kind: 'message', re: 3, text: 'yes 👍'}]);
	expect(promptIn(state)).toBe('› ');
	expect(selectedIn(state)).toBeUndefined();
});

test('Escape keeps what was written of an answer as a message', () => {
	const {state} = play(begin(), previous, act('reply'), typed('yes'), escape);

	expect(promptIn(state)).toBe('› ');
	expect(currentConversation(state).editor.text).toBe('yes');
});

test('only what one has said oneself is edited or taken back', () => {
	const theirs = play(begin(), previous).state;
	for (const does of ['edit', 'delete'] as const) {
		const {state, effects} = play(theirs, act(does), act(does));
		expect(effects).toEqual([]);
		expect(state.outcome?.text).toMatch(/^Only what you have said yourself/);
	}

	const own = play(theirs, previous).state;
	expect(currentConversation(play(own, act('edit')).state).editor.text).toBe('mine');
});

test('a message is taken back by the same key twice, and by nothing else', () => {
	const own = play(begin(), previous, previous).state;
	const asked = play(own, act('delete'));
	expect(asked.effects).toEqual([]);
	expect(composerHint(asked.state)).toBe('Again d takes it back · Esc');

	expect(saysIn(play(asked.state, act('delete', 2)).effects)).toMatchObject([
		{kind: 'redact', re: 2, text: '', id: idOf(2)},
	]);
	expect(play(asked.state, submitted(2)).effects).toEqual([]);
	const moved = play(asked.state, previous, next, act('delete', 2));
	expect(moved.effects).toEqual([]);
});

test('a reaction is an emoji, its name or its number', () => {
	const choosing = play(begin(), previous, act('react')).state;
	expect(promptIn(choosing)).toBe('react › ');
	expect(composerHint(choosing)).toContain('4 🎉');

	for (const text of ['🎉', ':tada:', '4', 'tada']) {
		const {state, effects} = play(choosing, typed(text), submitted(2));
		expect(saysIn(effects)).toMatchObject([{kind: 'react', re: 3, text: '🎉'}]);
		expect(promptIn(state)).toBe('› ');
	}

	const wrong = play(choosing, typed('hello'), submitted(2));
	expect(wrong.effects).toEqual([]);
	expect(promptIn(wrong.state)).toBe('react › ');
});

test('an edit of the selected message is said as one', () => {
	const {effects} = play(begin(), previous, previous, act('edit'), typed('!'), submitted(2));

	expect(saysIn(effects)).toMatchObject([{kind: 'edit', re: 2, text: 'mine!'}]);
});

test('the status says what the keys do to the selected message', () => {
	expect(composerHint(play(begin(), previous).state)).toContain('r reply');
	expect(composerHint(play(begin(), previous).state)).not.toContain('d delete');
	expect(composerHint(play(begin(), previous, previous).state)).toContain('d delete');
});

test('what a jump has led to is no selection, but the first to be selected', () => {
	const jumped = play(begin(), {type: 'jumped', to: {room: lobby, seq: seqOf(1)}, at: noon}).state;
	expect(selectedIn(jumped)).toBeUndefined();
	expect(composerHint(jumped)).toBe('Alt+Up selects it · Esc');

	for (const first of [previous, next]) {
		const selected = play(jumped, first).state;
		expect(selectedIn(selected)).toBe('one');
		expect(selectedIn(play(selected, next).state)).toBe('mine');
	}
});

test('Escape, what one says, and another jump end the mark', () => {
	const jump: Action = {type: 'jumped', to: {room: lobby, seq: seqOf(1)}, at: noon};
	const marked = (...then: readonly Action[]) =>
		currentConversation(play(begin(), jump, ...then).state).marked;
	const [one, , three] = currentConversation(begin()).timeline.items;

	expect(marked()).toBe(one!.key);
	expect(marked(typed('x'))).toBe(one!.key);
	expect(marked(escape)).toBeUndefined();
	expect(marked(typed('x'), submitted(2))).toBeUndefined();
	expect(marked({...jump, to: {room: lobby, seq: seqOf(3)}})).toBe(three!.key);
	expect(marked(previous)).toBeUndefined();
});
