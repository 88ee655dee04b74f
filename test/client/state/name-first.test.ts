import {expect, test} from 'vitest';
import {
	ada,
	atStart,
	lobby,
	lost,
	lostForGood,
	opened,
	play,
	received,
	refused,
	started,
	submitted,
	typed,
	welcomeFrame,
} from '../../helpers/client-fakes.ts';

const unnamed = atStart(false);
const hello = {type: 'hello', nick: ada, rooms: [lobby], resume: undefined};

test('who has chosen no name is asked for one first, and it connects meanwhile', () => {
	expect(unnamed.screen).toBe('name');
	const {state, effects} = play(unnamed, started, typed('2'));

	expect(effects).toEqual([{type: 'connect', host: 'chat.example', port: 12_312}]);
	expect(state).toMatchObject({
		screen: 'name',
		link: {type: 'connecting'},
		name: {editor: {text: 'ada2'}},
	});
	expect(state.conversations[0]!.editor.text).toBe('');
	const connected = play(state, opened);
	expect(connected.effects).toEqual([]);
	expect(connected.state.name.editor.text).toBe('ada2');
});

test('a name that is chosen before the server is there is said when it is', () => {
	const early = play(unnamed, started, submitted(), submitted());
	expect(early.effects.map(({type}) => type)).toEqual(['connect']);
	expect(early.state.screen).toBe('name');

	const connected = play(early.state, opened);
	expect(connected.effects).toEqual([hello]);
	expect(play(connected.state, received(welcomeFrame())).state.screen).toBe('room');
	expect(play(connected.state, refused('nick-taken', 'That name is taken.')).state).toMatchObject({
		screen: 'name',
		name: {problem: 'That name is taken.'},
	});
});

test('a name that none can be is told at once, and then another can be chosen', () => {
	const wrong = play(unnamed, started, typed(' b'), submitted()).state;
	expect(wrong.name.problem).toMatch(/^A name starts/);

	const {effects} = play(wrong, {type: 'edited', operation: {type: 'clear'}}, typed('ada'));
	expect(effects).toEqual([]);
	expect(play(wrong, opened).state.link.type).toBe('asking');
});

test('no server means the connection prompt, with the name that was typed', () => {
	const {state} = play(unnamed, started, typed('2'), lostForGood('Nothing listens.'));

	expect(state).toMatchObject({
		screen: 'connect',
		connect: {fields: {username: {text: 'ada2'}}, problem: {text: 'Nothing listens.'}},
	});
});

test('a server that is away for a while leaves the question on screen', () => {
	const away = play(unnamed, started, lost()).state;
	expect(away).toMatchObject({screen: 'name', link: {type: 'waiting'}});

	const back = play(away, opened).state;
	expect(back).toMatchObject({screen: 'name', link: {type: 'asking'}});
	expect(play(back, submitted()).effects).toEqual([hello]);
});
