import {expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import {promptOf} from '../../../source/client/state/aim.ts';
import {composerHint} from '../../../source/client/state/composer-hint.ts';
import type {EditOperation} from '../../../source/client/state/editor.ts';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import type {Entry} from '../../../source/protocol/entry.ts';
import {itemsOf} from '../../../source/client/state/timeline.ts';
import {
	ada,
	bob,
	entryOf,
	heard,
	idOf,
	lost,
	online,
	play,
	readingOf,
	refused,
	said,
	saysIn,
	seqOf,
	submitted,
	tagFor,
	typed,
} from '../../helpers/client-fakes.ts';

const edited = (operation: EditOperation): Action => ({type: 'edited', operation});
const up = edited({type: 'move', to: 'up'});
const down = edited({type: 'move', to: 'down'});
const clear = edited({type: 'clear'});
const escape: Action = {type: 'dismissed'};
const mine = (seq: number, text: string, given: Partial<Entry> = {}) =>
	entryOf(seq, text, {author: ada, ...given});
const textIn = (state: State) => currentConversation(state).editor.text;
const promptIn = (state: State) => promptOf(currentConversation(state));
const justSaid = (text: string): State =>
	play(online(), ...said(text), heard(1, text, {author: ada, id: idOf(1)})).state;

test('Up on an empty composer changes what one has just said', () => {
	const begun = play(justSaid('helo'), up).state;
	expect(textIn(begun)).toBe('helo');
	expect(promptIn(begun)).toBe('edit › ');

	const {state, effects} = play(begun, typed(' world'), submitted(2));
	expect(saysIn(effects)).toMatchObject([{kind: 'edit', re: 1, text: 'helo world', id: idOf(2)}]);
	expect(textIn(state)).toBe('');
	expect(promptIn(state)).toBe('› ');
});

test('an edit of an edited message begins with what stands there now', () => {
	const {state} = play(
		online([mine(1, 'one')]),
		heard(2, 'two', {kind: 'edit', re: seqOf(1), author: ada}),
		up,
	);

	expect(textIn(state)).toBe('two');
});

test('Enter on an unchanged text and Escape leave the message as it is', () => {
	const begun = play(justSaid('one'), up).state;

	for (const action of [submitted(2), escape, {type: 'cancelled', at: 0} as const]) {
		const {state, effects} = play(begun, action);
		expect(effects).toEqual([]);
		expect(textIn(state)).toBe('');
		expect(promptIn(state)).toBe('› ');
	}
});

test('a message cannot be edited into nothing', () => {
	const {state, effects} = play(justSaid('one'), up, clear, submitted(2));

	expect(effects).toEqual([]);
	expect(promptIn(state)).toBe('edit › ');
	expect(readingOf(state).at(-1)).toContain('A message cannot become empty.');
});

test('a slash in an edited message is no command', () => {
	const {effects} = play(justSaid('quit'), up, clear, typed('/quit'), submitted(2));

	expect(saysIn(effects)).toMatchObject([{kind: 'edit', text: '/quit'}]);
});

test('Up once more goes on to what was typed before, and Down comes back', () => {
	const {state} = play(justSaid('one'), up, up);
	expect(textIn(state)).toBe('one');
	expect(promptIn(state)).toBe('› ');

	expect(textIn(play(state, down).state)).toBe('');
});

test('after a command Up leads to the command', () => {
	const {state} = play(justSaid('one'), ...said('/who', 2), up);

	expect(textIn(state)).toBe('/who');
	expect(promptIn(state)).toBe('› ');
});

test('what is on its way, was taken back or was said by others is not edited', () => {
	const onItsWay = play(online(), ...said('one'), up).state;
	expect(promptIn(onItsWay)).toBe('› ');
	expect(textIn(onItsWay)).toBe('one');

	const gone = play(
		online([mine(1, 'one')]),
		heard(2, '', {kind: 'redact', re: seqOf(1), author: ada}),
		up,
	).state;
	expect(promptIn(gone)).toBe('› ');
	expect(promptIn(play(online([entryOf(1, 'theirs')]), up).state)).toBe('› ');
});

test('while something is written Up edits nothing', () => {
	const {state} = play(justSaid('one'), typed('draft'), up);

	expect(promptIn(state)).toBe('› ');
});

test.each([
	['s/b/x/', 'a/x c b'],
	['s/b/x/g', 'a/x c x'],
	['s/a\\/b/x/', 'x c b'],
	['s/b//', 'a/ c b'],
	['s/ c b/$&/', 'a/b$&'],
])('%s changes what one has said last', (line, text) => {
	const {effects} = play(online([mine(1, 'a/b c b'), entryOf(2, 'a/b c b')]), ...said(line));

	expect(saysIn(effects)).toMatchObject([{kind: 'edit', re: 1, text}]);
});

test('what is not there cannot be replaced', () => {
	const {state, effects} = play(online([mine(1, 'hello')]), ...said('s/x/y/'));
	expect(effects).toEqual([]);
	expect(readingOf(state).at(-1)).toBe('! There is no “x” in “hello”.');

	const nothing = play(online(), ...said('s/x/y/'));
	expect(readingOf(nothing.state).at(-1)).toBe(
		'! You have said nothing here that could be changed.',
	);
});

test.each(['s/one/two', 'see s/a/b/', 's//x/', 'src/a/b/'])('%s is said', line => {
	const {effects} = play(online([mine(1, 'a one')]), ...said(line));

	expect(saysIn(effects)).toMatchObject([{kind: 'message', text: line}]);
});

test('/edit, /delete and /react are about the last message', () => {
	const begin = online([mine(1, 'mine'), entryOf(2, 'theirs')]);

	expect(saysIn(play(begin, ...said('/edit better')).effects)).toMatchObject([
		{kind: 'edit', re: 1, text: 'better'},
	]);
	expect(saysIn(play(begin, ...said('/delete')).effects)).toMatchObject([
		{kind: 'redact', re: 1, text: ''},
	]);
	expect(saysIn(play(begin, ...said('/react :tada:')).effects)).toMatchObject([
		{kind: 'react', re: 2, text: '🎉'},
	]);
	expect(promptIn(play(begin, ...said('/edit')).state)).toBe('edit › ');
});

test('the same reaction again takes it away', () => {
	const {effects} = play(
		online([entryOf(1, 'one')]),
		heard(2, '🎉', {kind: 'react', re: seqOf(1), author: ada}),
		...said('/react 🎉'),
	);

	expect(saysIn(effects)).toMatchObject([{kind: 'redact', re: 2}]);
});

test('the equal reaction of another person on the same device stays, and one’s own goes', () => {
	const sameDevice = {kind: 'react', re: seqOf(1), tag: tagFor('ada')} as const;
	const begin = play(
		online([entryOf(1, 'one')]),
		heard(2, '🎉', {...sameDevice, author: bob}),
	).state;
	const reacting = play(begin, ...said('/react 🎉'));
	expect(saysIn(reacting.effects)).toMatchObject([{kind: 'react', re: 1, text: '🎉'}]);

	const both = play(
		reacting.state,
		heard(3, '🎉', {...sameDevice, author: ada, id: idOf(1)}),
	).state;
	const [message] = itemsOf(currentConversation(both).timeline);
	expect(message).toMatchObject({fate: {reactions: [{text: '🎉', by: [bob, ada]}]}});
	expect(saysIn(play(both, ...said('/react 🎉', 2)).effects)).toMatchObject([
		{kind: 'redact', re: 3},
	]);
});

test('a reaction under the same name from another device is not taken back from here', () => {
	const {effects} = play(
		online([entryOf(1, 'one')]),
		heard(2, '🎉', {kind: 'react', re: seqOf(1), author: ada, tag: tagFor('other')}),
		...said('/react 🎉'),
	);

	expect(saysIn(effects)).toMatchObject([{kind: 'react', re: 1}]);
});

test('two emoji, or none, are no reaction', () => {
	const {state, effects} = play(online([entryOf(1, 'one')]), ...said('/react 🎉🎉'));

	expect(effects).toEqual([]);
	expect(readingOf(state).at(-1)).toBe('! A reaction is one emoji, or its name: :tada:');
});

test('names of emoji are said as emoji, but not in code or times', () => {
	const {effects} = play(online(), ...said('a :tada: at 10:30:45 `:tada:` :nothing:'));

	expect(saysIn(effects)).toMatchObject([{text: 'a 🎉 at 10:30:45 `:tada:` :nothing:'}]);
});

test('edits made while there is no connection wait like messages', () => {
	const offline = play(online([mine(1, 'one')]), lost(), ...said('/edit two')).state;

	expect(offline.pending).toMatchObject([{kind: 'edit', re: 1, isSent: false}]);
});

test('what could not be said is tried again under the same id', () => {
	const failed = play(online(), ...said('one'), refused('storage', 'Full.', {id: idOf(1)})).state;
	expect(failed.pending).toMatchObject([{failed: expect.stringContaining('Full.')}]);
	expect(composerHint(failed)).toBe('Alt+R tries again · Esc gives up');

	const {state, effects} = play(failed, {type: 'retried'});
	expect(saysIn(effects)).toMatchObject([{id: idOf(1), text: 'one'}]);
	expect(state.pending).toMatchObject([{failed: undefined, isSent: true}]);
});
