import {expect, test} from 'vitest';
import {foldStrangers} from '../../../source/client/state/familiar.ts';
import type {Nick} from '../../../source/protocol/ids.ts';
import {
	ada,
	bob,
	came,
	carol,
	heard,
	online,
	play,
	readingOf,
	went,
} from '../../helpers/client-fakes.ts';

const crowd = ['p', 'q', 'r', 's'].map(nick => nick as Nick);

test('a few strangers are told by name', () => {
	expect(foldStrangers([bob, carol], [bob, carol])).toEqual({named: [bob, carol], others: 0});
});

test('of a crowd those are told by name whom one knows', () => {
	expect(foldStrangers([...crowd, bob], crowd)).toEqual({named: [bob], others: 4});
	expect(foldStrangers(crowd, crowd)).toEqual({named: [], others: 4});
	expect(foldStrangers(crowd, [])).toEqual({named: crowd, others: 0});
});

test('whoever spoke here, or whom one named, is not lost in a crowd', () => {
	const {state} = play(
		online(),
		heard(1, 'hello', {author: bob}),
		heard(2, 'is Carol there?', {author: ada}),
		came('p'),
		came('q'),
		came('carol'),
		came('r'),
		went('bob'),
		came('s'),
	);

	expect(readingOf(state).at(-1)).toBe('-- carol and 4 others came, bob left');
});

test('a crowd of nobody known is counted', () => {
	const {state} = play(online(), ...crowd.map(nick => came(nick)), went('q'));

	expect(readingOf(state)).toEqual(['-- p, r and s came, q came and left']);
	expect(readingOf(play(state, came('t')).state)).toEqual(['-- 4 people came, q came and left']);
});
