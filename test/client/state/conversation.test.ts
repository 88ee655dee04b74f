import {expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import {
	hear,
	hearOlder,
	newConversation,
	notice,
} from '../../../source/client/state/conversation.ts';
import {candidates} from '../../../source/client/state/selectors.ts';
import {mostItems} from '../../../source/client/state/timeline.ts';
import {
	came,
	carol,
	conversationOf,
	entryOf,
	heard,
	lobby,
	online,
	play,
	readingOf,
	went,
} from '../../helpers/client-fakes.ts';

const readingAfter = (...actions: readonly Action[]) => readingOf(play(online(), ...actions).state);

test('one row tells who came and who left between two messages', () => {
	expect(readingAfter(came('carol'), came('dave'), went('bob'))).toEqual([
		'-- carol and dave came, bob left',
	]);
	expect(readingAfter(came('carol'), heard(1, 'hello'), came('dave'))).toEqual([
		'-- carol came',
		'bob: hello',
		'-- dave came',
	]);
});

test('who comes and leaves again, or leaves and comes back, is told as that', () => {
	expect(readingAfter(came('carol'), went('carol'))).toEqual(['-- carol came and left']);
	expect(readingAfter(came('carol'), went('carol'), came('carol'))).toEqual(['-- carol came']);
	expect(readingAfter(went('bob'), came('bob'))).toEqual(['-- ']);
	expect(readingAfter(went('bob'), came('bob'), went('bob'))).toEqual(['-- bob left']);
});

test('the list of people follows', () => {
	const people = (...actions: readonly Action[]) =>
		conversationOf(play(online(), ...actions).state, lobby)?.people.map(({nick}) => nick);

	expect(people(came('carol'), went('bob'))).toEqual(['ada', 'carol']);
	expect(people(came('bob'))).toEqual(['ada', 'bob']);
});

test('Tab offers who spoke last first, then who is here and silent, and never oneself', () => {
	const {state} = play(
		online(),
		came('carol'),
		came('dave'),
		heard(1, 'one'),
		heard(2, 'two', {author: carol}),
		heard(3, 'three'),
		heard(4, 'mine', {author: 'ada' as never}),
	);

	expect(candidates(state).nicks).toEqual(['bob', 'carol', 'dave']);
	expect(candidates(play(state, went('bob')).state).nicks).toEqual(['carol', 'dave']);
});

test('Tab offers the commands, and the rooms one is in', () => {
	const {commands, rooms} = candidates(online());

	expect(commands).toContain('help');
	expect(rooms).toEqual([lobby]);
});

test('a page before nothing but notices keeps their keys and goes before them', () => {
	const told = notice(newConversation(lobby), 'hello', {key: 5, at: 0});
	const {timeline, lastSeq} = hearOlder(told, [entryOf(1, 'one'), entryOf(2, 'two')], false);

	expect(timeline.items.map(({key}) => key)).toEqual([3, 4, 5]);
	expect(lastSeq).toBe(2);
});

test('a page into an empty conversation leaves room for what comes next', () => {
	const older = hearOlder(newConversation(lobby), [entryOf(1, 'one'), entryOf(2, 'two')], false);
	const {timeline} = hear(older, entryOf(3, 'three'), 1);

	expect(timeline.items.map(({key}) => key)).toEqual([-2, -1, 1]);
});

test('what was dropped from a very long conversation can be fetched again', () => {
	let conversation = newConversation(lobby);
	for (let seq = 1; seq <= mostItems + 1000; seq++) {
		conversation = hear(conversation, entryOf(seq, 'x'), seq);
	}

	expect(conversation.hasOlder).toBe(false);
	expect(hear(conversation, entryOf(20_000, 'x'), 20_000)).toMatchObject({
		hasOlder: true,
		timeline: {length: mostItems},
	});
});
