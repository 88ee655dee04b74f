import {expect, test} from 'vitest';
import {
	atStart,
	lost,
	lostForGood,
	online,
	opened,
	otherLog,
	play,
	readingOf,
	received,
	refused,
	started,
	submitted,
	welcomeFrame,
} from '../../helpers/client-fakes.ts';

test('someone who was in reads once why the server says no, and goes on trying', () => {
	const no = refused('version', 'This server speaks version 2.');
	const {state, effects} = play(online(), lost(), opened, no, lost(), opened, no);

	expect(effects.filter(({type}) => type === 'reconnect')).toHaveLength(2);
	expect(readingOf(state)).toEqual([
		'! This server speaks version 2. Install the same version of chatroom here and there.',
	]);
});

test('a newcomer to a server of another version reads what to do, and nothing is tried again', () => {
	const {state, effects} = play(
		atStart(),
		started,
		opened,
		refused('version', 'This server speaks version 2.'),
	);

	const text = 'This server speaks version 2. Install the same version of chatroom here and there.';
	expect(state).toMatchObject({screen: 'connect', connect: {problem: {text}}, exitCode: 4});
	expect(effects.map(({type}) => type)).toEqual(['connect', 'hello']);
});

test('a server that lets one in twice over one connection does so once', () => {
	const state = online();
	const again = received(welcomeFrame({resumed: 'reset', log: otherLog}));

	expect(play(state, again)).toEqual({state, effects: []});
});

test('whoever was put out reads why where the next server is asked for, and the words stay in the room', () => {
	const why = 'bob put you out: too loud.';
	const bye = received({type: 'bye', why, isFinal: true});
	const {state, effects} = play(online(), bye, lostForGood('It closed the connection.'));

	expect(state).toMatchObject({
		screen: 'connect',
		link: {type: 'idle'},
		connect: {problem: {field: 'host', text: why}},
		exitCode: 4,
	});
	expect(readingOf(state)).toEqual([`· ${why}`]);
	expect(effects).toEqual([]);
});

test('and who tries again all the same reads what is said to that', () => {
	const bye = received({type: 'bye', why: 'Out.', isFinal: true});
	const no = 'You may not come in here for 1 hour: too loud.';
	const {state, effects} = play(
		online(),
		bye,
		lostForGood('It closed the connection.'),
		submitted(),
		opened,
		refused('put-out', no),
	);

	expect(effects.map(({type}) => type)).toEqual(['connect', 'hello']);
	expect(state).toMatchObject({screen: 'connect', connect: {problem: {text: no}}, exitCode: 4});
});
