import {expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import {promptOf} from '../../../source/client/state/aim.ts';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {online, play, said, saysIn, submitted, typed} from '../../helpers/client-fakes.ts';

const searched: Action = {type: 'searched-back'};
const backspace: Action = {type: 'edited', operation: {type: 'delete', to: 'left'}};
const toStart: Action = {type: 'edited', operation: {type: 'move', to: 'start'}};
const undo: Action = {type: 'edited', operation: {type: 'undo'}};
const escape: Action = {type: 'dismissed'};
const viewOf = (state: State) => {
	const conversation = currentConversation(state);
	return promptOf(conversation) + conversation.editor.text;
};

const begin = (): State =>
	play(online(), ...said('red apple', 1), ...said('green pear', 2), ...said('Red cherry', 3)).state;

test('the newest line that holds the word is found, then older ones', () => {
	const found = play(begin(), searched, typed('re'), typed('d')).state;
	expect(viewOf(found)).toBe('(history) red › Red cherry');
	expect(viewOf(play(found, searched).state)).toBe('(history) red › red apple');
	expect(viewOf(play(found, searched, searched).state)).toBe('(not found) red › red apple');
});

test('a shorter word begins anew, and an empty one shows the draft', () => {
	const {state} = play(begin(), typed('draft'), searched, typed('red'), typed('e'));
	expect(viewOf(state)).toBe('(not found) rede › Red cherry');
	expect(viewOf(play(state, backspace).state)).toBe('(history) red › Red cherry');
	const emptied = play(state, backspace, backspace, backspace, backspace).state;
	expect(viewOf(emptied)).toBe('(history)  › draft');
});

test('Enter takes the line into the composer and sends nothing', () => {
	const {state, effects} = play(begin(), searched, typed('pear'), submitted(9));

	expect(saysIn(effects)).toEqual([]);
	expect(viewOf(state)).toBe('› green pear');
});

test('what was taken can be undone', () => {
	const {state} = play(begin(), typed('draft'), searched, typed('pear'), submitted(9), undo);

	expect(viewOf(state)).toBe('› draft');
});

test('Escape gives the draft back', () => {
	expect(viewOf(play(begin(), typed('draft'), searched, typed('pear'), escape).state)).toBe(
		'› draft',
	);
});

test('another key takes the line and acts on it', () => {
	const {state} = play(begin(), searched, typed('pear'), toStart, typed('a '));

	expect(viewOf(state)).toBe('› a green pear');
});

test('a search that found nothing leaves everything as it was', () => {
	const {state} = play(begin(), typed('draft'), searched, typed('zebra'), submitted(9));

	expect(viewOf(state)).toBe('› draft');
});
