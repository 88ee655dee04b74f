import {expect, test} from 'vitest';
import {passwordPrompt} from '../../../source/client/words/prompts.ts';
import type {Action} from '../../../source/client/state/action.ts';
import {currentConversation, initialState, type State} from '../../../source/client/state/state.ts';
import {createStore} from '../../../source/client/state/store.ts';
import {
	atStart,
	cancelled,
	lost,
	lostForGood,
	online,
	opened,
	play,
	received,
	refused,
	said,
	started,
	submitted,
	typed,
	welcomeFrame,
} from '../../helpers/client-fakes.ts';

const secret = 'xyzzy-plugh';
const needed = refused('password-needed', 'This server has a password.');
const wrong = refused('password-wrong', 'That is not the password.');
const guess = [typed(secret), submitted()];
const closedByServer = lostForGood('It closed the connection.');

const asked = (): State => play(atStart(), started, opened, needed).state;

test('a server that has a password is asked in, over the same connection', () => {
	const first = asked();
	expect(first).toMatchObject({screen: 'password', password: {problem: undefined}, exitCode: 4});
	const {state, effects} = play(first, ...guess);
	expect(effects).toEqual([
		{type: 'unlock', password: secret},
		expect.objectContaining({type: 'hello', nick: 'ada'}),
	]);
	expect(play(state, received(welcomeFrame())).state).toMatchObject({
		screen: 'room',
		link: {type: 'online'},
		exitCode: 0,
	});
});

test('an empty password is none, and while one is being tried no other is', () => {
	expect(play(asked(), submitted()).effects).toEqual([]);
	expect(play(asked(), ...guess, ...guess).effects).toHaveLength(2);
});

test('of a wrong one the reason is told, and the next is tried', () => {
	const {state} = play(asked(), ...guess, wrong);
	expect(state).toMatchObject({
		screen: 'password',
		password: {problem: 'That is not the password.', editor: {text: ''}},
	});
	expect(play(state, ...guess).effects.map(({type}) => type)).toEqual(['unlock', 'hello']);
});

test('one guess too many ends the connection, which is told, and the next one connects again', () => {
	const {state} = play(asked(), ...guess, wrong, closedByServer);
	const problem = passwordPrompt.closed('That is not the password.');
	expect(state).toMatchObject({screen: 'password', password: {problem}, link: {type: 'idle'}});
	const again = play(state, ...guess);
	expect(again.effects.map(({type}) => type)).toEqual(['unlock', 'connect']);
	expect(play(again.state, opened).effects.map(({type}) => type)).toEqual(['hello']);
});

test('whoever thinks for too long is not told of it, and loses nothing that was typed', () => {
	const {state} = play(asked(), typed('half'), closedByServer);
	expect(state).toMatchObject({
		screen: 'password',
		password: {problem: undefined, editor: {text: 'half'}},
	});
});

test('where it cannot be said without being overheard, that is told instead of asking for ever', () => {
	expect(play(asked(), ...guess, needed).state.password.problem).toBe(passwordPrompt.unsafe);
});

test('a password that was changed while one was away is asked for when the server is back', () => {
	const back = play(online(), lost(), opened, wrong).state;
	expect(back).toMatchObject({
		screen: 'password',
		password: {problem: 'That is not the password.'},
	});
	const waiting = play(back, lost()).state;
	expect(waiting).toMatchObject({screen: 'password', link: {type: 'waiting'}});
	const {state, effects} = play(waiting, ...guess);
	expect(effects).toEqual([{type: 'unlock', password: secret}]);
	expect(play(state, opened).effects.map(({type}) => type)).toEqual(['hello']);
});

test('busy with the passwords of others is told where one was asked, and nowhere else', () => {
	const busy = refused('busy', 'Try again in a moment.');
	expect(play(asked(), ...guess, busy).state).toMatchObject({
		screen: 'password',
		password: {problem: 'Try again in a moment.'},
	});
	expect(play(atStart(), started, opened, busy).state.screen).toBe('connect');
});

test.each<[string, Action]>([
	['Esc', {type: 'dismissed'}],
	['Ctrl+C', cancelled],
])('%s leaves', (_, key) => {
	expect(play(asked(), typed('half'), key).effects).toEqual([
		{type: 'exit', why: undefined, exitCode: 4},
	]);
});

test('nothing that is typed for a password stays: not in the state, nor in what is remembered of it, nor for Ctrl+Y', () => {
	const {state} = play(
		asked(),
		typed(secret),
		{type: 'edited', operation: {type: 'kill', to: 'line-start'}},
		{type: 'edited', operation: {type: 'yank'}},
		submitted(),
		received(welcomeFrame()),
		{type: 'edited', operation: {type: 'yank'}},
		{type: 'edited', operation: {type: 'undo'}},
		{type: 'edited', operation: {type: 'recall', direction: 'previous'}},
	);
	expect(currentConversation(state).editor.text).toBe('');
	expect(JSON.stringify(state)).not.toContain(secret);
});

test('what is written down of actions for debugging has everything but passwords', () => {
	const lines: string[] = [];
	const trace = (...told: readonly unknown[]) => void lines.push(JSON.stringify(told));
	const {dispatch} = createStore(
		initialState({screen: 'room', host: 'h', port: 1, username: 'ada', isNameChosen: true}),
		() => undefined,
		{trace},
	);
	[started, opened, needed, ...guess, wrong, ...guess].forEach(dispatch);
	[received(welcomeFrame()), ...said('hello')].forEach(dispatch);
	const text = lines.join('\n');
	expect(text).not.toContain(secret);
	expect(text).toContain('"unlock"');
	expect(text).toContain('hello');
});

test('what is pasted comes without the end of its line', () => {
	expect(play(asked(), typed(`${secret}\n`), submitted()).effects[0]).toEqual({
		type: 'unlock',
		password: secret,
	});
});
