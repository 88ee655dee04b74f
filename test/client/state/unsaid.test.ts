import {expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import {composerHint} from '../../../source/client/state/composer-hint.ts';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {selectedMessage} from '../../../source/client/state/selection.ts';
import {selectedUnsaid} from '../../../source/client/state/unsaid.ts';
import {
	acked,
	ada,
	entryOf,
	heard,
	idOf,
	lost,
	noon,
	online,
	play,
	refused,
	said,
	saysIn,
	typed,
	withBob,
} from '../../helpers/client-fakes.ts';

const previous: Action = {type: 'selected', direction: 'previous'};
const next: Action = {type: 'selected', direction: 'next'};
const act = (does: Extract<Action, {type: 'acted'}>['does']): Action => ({
	type: 'acted',
	does,
	id: idOf(99),
	at: noon,
});
const no = (number: number) => refused('storage', 'The disk is full.', {id: idOf(number)});
const textOf = (state: State): string | undefined =>
	selectedUnsaid(state)?.text ?? selectedMessage(currentConversation(state))?.entry.text;
const failedIn = (state: State): readonly string[] =>
	state.pending.flatMap(({text, failed}) => (failed === undefined ? [] : [text]));

/** Bob said something; of what Ada said then, one was refused, one is on its way, and one was refused. */
const begin = (): State =>
	play(
		online([entryOf(1, 'before')]),
		...said('first', 1),
		...said('second', 2),
		...said('third', 3),
		no(1),
		no(3),
	).state;

test('what is not said yet is selected as well, from the bottom up', () => {
	const one = play(begin(), previous).state;
	expect(textOf(one)).toBe('third');
	expect(textOf(play(one, previous).state)).toBe('second');
	expect(textOf(play(one, previous, previous, previous).state)).toBe('before');
	expect(textOf(play(one, previous, previous, previous, next).state)).toBe('first');
	expect(textOf(play(one, next).state)).toBeUndefined();
});

test('r tries again what failed, and nothing else', () => {
	const {state, effects} = play(begin(), previous, act('reply'));
	expect(saysIn(effects)).toMatchObject([{id: idOf(3), text: 'third'}]);
	expect(failedIn(state)).toEqual(['first']);
	expect(textOf(state)).toBe('third');

	const waiting = play(begin(), previous, previous, act('reply'), act('delete'));
	expect(waiting.effects).toEqual([]);
	expect(waiting.state.outcome?.text).toBe('It is on its way.');
});

test('d gives up what failed when it is pressed twice, and goes on to what stands beside it', () => {
	const asked = play(begin(), previous, act('delete')).state;
	expect(failedIn(asked)).toEqual(['first', 'third']);
	expect(composerHint(asked)).toBe('Again d gives it up · Esc');

	const {state} = play(asked, act('delete'));
	expect(failedIn(state)).toEqual(['first']);
	expect(textOf(state)).toBe('second');
	expect(failedIn(play(asked, previous, next, act('delete')).state)).toEqual(['first', 'third']);
});

test('Escape leaves the question, then the selection, then gives up all', () => {
	const escape: Action = {type: 'dismissed'};
	const asked = play(begin(), previous, act('delete'), escape).state;
	expect(failedIn(asked)).toEqual(['first', 'third']);
	expect(currentConversation(asked)).toMatchObject({aim: undefined, selected: undefined});

	const left = play(begin(), previous, escape).state;
	expect(failedIn(left)).toEqual(['first', 'third']);
	expect(textOf(left)).toBeUndefined();
	expect(failedIn(play(left, escape).state)).toEqual([]);
});

test('y copies it, and it cannot be changed or answered in any other way', () => {
	const {state, effects} = play(begin(), previous, act('copy'));
	expect(effects).toEqual([{type: 'copy', text: 'third'}]);
	expect(state.outcome?.text).toBe('copied 5 characters');

	for (const does of ['edit', 'react'] as const) {
		const tried = play(begin(), previous, act(does));
		expect(tried.effects).toEqual([]);
		expect(tried.state.outcome?.text).toBe('It is not said yet.');
	}
});

test('the selection goes with a message that is said', () => {
	const selected = play(begin(), previous, previous).state;
	const {state} = play(selected, heard(2, 'second', {author: ada, id: idOf(2)}), acked(2));

	expect(selectedUnsaid(state)).toBeUndefined();
	expect(textOf(state)).toBe('second');
	expect(composerHint(state)).toContain('d delete');
});

test('when what was selected is gone, what stands beside it is selected, and in the end nothing', () => {
	const chosen = play(begin(), previous, previous).state;
	const acknowledged = play(chosen, acked(2)).state;
	expect(textOf(acknowledged)).toBe('third');

	const {state} = play(
		acknowledged,
		{type: 'dismissed', id: idOf(3)},
		{
			type: 'dismissed',
			id: idOf(1),
		},
	);
	expect(state.pending).toEqual([]);
	expect(currentConversation(state)).toMatchObject({selected: undefined, aim: undefined});
	expect(currentConversation(play(state, typed('d')).state).editor.text).toBe('d');
});

test('what waits in another conversation is not selected here', () => {
	const {state} = play(online([entryOf(1, 'before')]), ...said('/msg bob psst'), lost(), {
		type: 'switched',
		to: 0,
	});
	expect(state.pending).toMatchObject([{room: withBob}]);
	expect(textOf(play(state, previous).state)).toBe('before');
});

test('the status says what the keys do to it', () => {
	const failed = play(begin(), previous).state;
	expect(composerHint(failed)).toBe('r tries again · d gives up · y copies · Esc');
	expect(composerHint(play(failed, previous).state)).toBe('on its way · y copies · Esc');
});

test('a direct conversation that never began goes with the only thing that was said there', () => {
	const {state} = play(
		online(),
		...said('/msg bob psst'),
		refused('no-such-nick', 'Nobody of that name is here.', {id: idOf(1)}),
		previous,
		act('delete'),
		act('delete'),
	);

	expect(state.conversations.map(({room}) => room)).toEqual(['#lobby']);
});
