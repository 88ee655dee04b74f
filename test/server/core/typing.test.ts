import {describe, expect, test} from 'vitest';
import type {RoomName} from '../../../source/protocol/ids.ts';
import {type TypingState, typingIn, TypingPace} from '../../../source/server/core/typing.ts';
import {Guest, openHub} from '../../helpers/guest.ts';

const lobby = '#lobby' as RoomName;

describe('how somebody writes', () => {
	const passing = (...signs: readonly (readonly [at: number, state: TypingState])[]) => {
		const {member} = new Guest(openHub(), 'ada');
		const pace = new TypingPace();
		return signs.map(([at, state]) => pace.passes(member, lobby, state, at));
	};

	test('is passed on at most every three seconds', () => {
		const signs = [0, 1000, 2999, 3000, 5999, 6000].map(at => [at, 'active'] as const);
		expect(passing(...signs)).toEqual([true, false, false, true, false, true]);
	});

	test('is passed on at once when it is over, once', () => {
		expect(
			passing([0, 'active'], [10, 'done'], [20, 'done'], [30, 'active'], [40, 'done']),
		).toEqual([true, true, false, false, false]);
		expect(passing([0, 'active'], [2900, 'done'], [3000, 'active'])).toEqual([true, true, true]);
	});

	test('is passed on when the clock was set back', () => {
		expect(passing([100_000, 'active'], [0, 'active'])).toEqual([true, true]);
	});

	test('is counted for each conversation, of which not all are remembered', () => {
		const {member} = new Guest(openHub(), 'ada');
		const pace = new TypingPace();
		const passes = (room: string) => pace.passes(member, room as RoomName, 'active', 0);
		const rooms = Array.from({length: 64}, (_, index) => `#room${index}`);
		expect(rooms.every(passes)).toBe(true);
		expect(rooms.some(passes)).toBe(false);
		expect(passes('#one-more')).toBe(true);
		expect(passes('#room0')).toBe(true);
	});
});

test('only what is known of typing is typing', () => {
	expect(
		typingIn([
			['+other', 'x'],
			['+typing', 'paused'],
		]),
	).toBe('paused');
	expect(typingIn([['+typing', 'dancing']])).toBeUndefined();
	expect(typingIn([])).toBeUndefined();
});

test('a sign that cannot be given does not count', async () => {
	const hub = openHub();
	const ada = new Guest(hub, 'ada');
	const bob = new Guest(hub, 'bob', {rooms: []});
	const sign = {room: lobby, tags: [['+typing', 'active']]} as const;
	await expect(hub.speech.signal(bob.member, sign)).rejects.toMatchObject({code: 'not-a-member'});
	bob.join('#lobby');
	expect(await hub.speech.signal(bob.member, sign)).toBe(true);
	expect(await hub.speech.signal(bob.member, sign)).toBe(false);
	expect(ada.heard.filter(words => words.includes('signals'))).toEqual(['#lobby bob signals']);
});
