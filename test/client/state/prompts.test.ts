import {expect, test} from 'vitest';
import type {FieldName, State} from '../../../source/client/state/state.ts';
import {initialState} from '../../../source/client/state/state.ts';
import {
	atPrompt,
	atStart,
	cancelled,
	ended,
	lostForGood,
	opened,
	play,
	started,
	submitted,
	typed,
} from '../../helpers/client-fakes.ts';

const next = {type: 'focus-moved', by: 1} as const;
const previous = {type: 'focus-moved', by: -1} as const;
const up = {type: 'edited', operation: {type: 'move', to: 'up'}} as const;
const down = {type: 'edited', operation: {type: 'move', to: 'down'}} as const;

function filled(given: Partial<Record<FieldName, string>>): State {
	const {host = 'chat.example', port = '12312', username = 'ada'} = given;
	const state = initialState({screen: 'connect', host, port: 1, username, isNameChosen: false});
	const empty = {type: 'edited', operation: {type: 'kill', to: 'line-start'}} as const;
	return play(state, next, empty, typed(port), previous).state;
}

test('the prompt is filled in, and Enter connects to what it says', () => {
	const {state, effects} = play(filled({}), submitted());

	expect(effects).toEqual([{type: 'connect', host: 'chat.example', port: 12_312}]);
	expect(state).toMatchObject({
		screen: 'connect',
		link: {type: 'connecting'},
		address: {host: 'chat.example', port: 12_312},
	});
	expect(play(state, opened).effects).toMatchObject([{type: 'hello', nick: 'ada'}]);
});

test('empty fields mean this machine and the usual port', () => {
	const {effects} = play(filled({host: '  ', port: ''}), submitted());

	expect(effects).toEqual([{type: 'connect', host: '127.0.0.1', port: 12_312}]);
});

test.each(['0', '65536', '12a', '-1', '1e3', '0x10', '1.5'])('%j is no port', port => {
	const {state, effects} = play(filled({port}), submitted());

	expect(effects).toEqual([]);
	expect(state.connect).toMatchObject({
		focus: 'port',
		problem: {field: 'port', text: 'A port is a number from 1 to 65535.'},
	});
});

test.each([
	['', /1 to 32/],
	['a b', /^A name starts/],
	['x'.repeat(33), /1 to 32/],
])('%j is no name', (username, why) => {
	const {state, effects} = play(filled({username}), submitted());

	expect(effects).toEqual([]);
	expect(state.connect).toMatchObject({focus: 'username', problem: {field: 'username'}});
	expect(state.connect.problem?.text).toMatch(why);
});

test('Enter while it connects does nothing', () => {
	const {effects} = play(filled({}), submitted(), submitted());

	expect(effects).toHaveLength(1);
});

test('what went wrong stands under the field to change, until the next attempt', () => {
	const failed = play(filled({}), next, next, submitted(), lostForGood('Nothing listens.'));
	expect(failed.state.connect).toMatchObject({
		focus: 'host',
		problem: {field: 'host', text: 'Nothing listens.'},
	});

	const again = play(failed.state, submitted());
	expect(again.state).toMatchObject({connect: {problem: undefined}, exitCode: 0});
	expect(again.effects).toMatchObject([{type: 'connect'}]);
});

test('Tab and the arrows go round the fields in both directions', () => {
	const focusAfter = (...actions: Parameters<typeof play>[1][]) =>
		play(atPrompt(), ...actions).state.connect.focus;

	expect(focusAfter(next)).toBe('port');
	expect(focusAfter(next, next, next)).toBe('host');
	expect(focusAfter(previous)).toBe('username');
	expect(focusAfter(down, down)).toBe('username');
	expect(focusAfter(up)).toBe('username');
});

test('what is typed goes into the field that has the focus', () => {
	const {fields} = play(atPrompt(), next, typed('0'), next, typed('x')).state.connect;

	expect(fields.host.text).toBe('127.0.0.1');
	expect(fields.port.text).toBe('123120');
	expect(fields.username.text).toBe('adax');
});

test('a field has one line, whatever is pasted', () => {
	const newline = {type: 'edited', operation: {type: 'newline'}} as const;
	const {state} = play(atPrompt(), next, next, typed(' de\n la\n'), newline);

	expect(state.connect.fields.username.text).toBe('ada de la');
});

test('in the name prompt the arrows lead nowhere and text goes into the name', () => {
	const asking = play(atStart(false), started, opened).state;
	const {state} = play(asking, down, next, typed('2'));

	expect(state.name.editor.text).toBe('ada2');
	expect(state.connect.focus).toBe('host');
});

test('Ctrl+C and Ctrl+D leave a prompt, with the status of what happened before', () => {
	const failed = play(atPrompt(), submitted(), lostForGood('Nothing listens.')).state;

	expect(play(atPrompt(), cancelled).effects).toEqual([
		{type: 'exit', why: undefined, exitCode: 0},
	]);
	expect(play(failed, cancelled).effects).toMatchObject([{type: 'exit', exitCode: 3}]);
	const emptied = play(failed, {type: 'edited', operation: {type: 'clear'}}).state;
	expect(play(failed, ended).effects).toEqual([]);
	expect(play(emptied, ended).effects).toMatchObject([{type: 'exit', exitCode: 3}]);
});
