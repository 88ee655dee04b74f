import {expect, test} from 'vitest';
import type {Nick, RoomName} from '../../../source/protocol/ids.ts';
import {candidates} from '../../../source/client/state/selectors.ts';
import {
	ada,
	bob,
	carol,
	conversationOf,
	heard,
	lobby,
	lost,
	online,
	opened,
	play,
	readingOf,
	received,
	said,
	saysIn,
	typed,
	welcomeFrame,
	withBob,
} from '../../helpers/client-fakes.ts';

const rob = 'rob' as Nick;
const withRob = '@rob' as RoomName;
const renamed = (from: Nick, to: Nick) => received({type: 'renamed', from, to});
const resumed = received(welcomeFrame({resumed: 'resumed'}));

test('someone else’s new name is told, and stands in the list of people', () => {
	const {state} = play(online(), heard(1, 'hello'), renamed(bob, rob));

	expect(readingOf(state)).toEqual(['bob: hello', '· bob is rob now.']);
	expect(conversationOf(state, lobby)?.people.map(({nick}) => nick)).toEqual([ada, rob]);
	expect(candidates(state).nicks).toEqual([rob]);
	expect(state.nick).toBe(ada);
});

test('our own new name is ours, and the one to come back with', () => {
	const {state, effects} = play(online(), renamed(ada, carol), lost(), opened);

	expect(state.nick).toBe(carol);
	expect(readingOf(state)).toEqual(['· You are carol now.']);
	expect(effects.at(-1)).toMatchObject({type: 'hello', nick: carol});
});

test('a direct conversation goes on under its partner’s new name', () => {
	const {state} = play(online(), ...said('/msg bob hello'), typed('and'), renamed(bob, rob));

	expect(state.current).toBe(withRob);
	expect(state.conversations.map(({room}) => room)).toEqual([lobby, withRob]);
	expect(conversationOf(state, withRob)?.editor.text).toBe('and');
});

test('what is on its way to someone follows the new name', () => {
	const {effects} = play(
		online(),
		...said('/msg bob hello'),
		renamed(bob, rob),
		lost(),
		opened,
		resumed,
	);

	expect(saysIn(effects).map(({room}) => room)).toEqual([withBob, withRob]);
});

test('two conversations never have one name', () => {
	const {state} = play(
		online(),
		heard(1, 'I am rob', {room: withRob}),
		heard(2, 'I am bob', {room: withBob}),
		...said('/msg bob'),
		renamed(bob, rob),
	);

	expect(state.conversations.map(({room}) => room)).toEqual([lobby, withRob, withBob]);
	expect(state.current).toBe(withRob);
});

test('a name that stays the same changes nothing', () => {
	const state = play(online(), heard(1, 'psst', {room: withBob})).state;
	expect(play(state, renamed(bob, bob)).state).toBe(state);
});
