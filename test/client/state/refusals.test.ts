import {expect, test} from 'vitest';
import {
	atStart,
	lost,
	online,
	opened,
	otherLog,
	play,
	readingOf,
	received,
	refused,
	started,
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
