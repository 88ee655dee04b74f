import {expect, test} from 'vitest';
import {isInForeground} from '../../source/cli/foreground.ts';

test.each([
	['in front', '71 (node) S 70 71 60 34816 71 4194304 1', true],
	['behind', '71 (node) S 70 71 60 34816 60 4194304 1', false],
	['behind, under a strange name', '71 (a) b) S 70 71 60 34816 60 4194304 1', false],
])('a program that the shell runs %s', (_, status, expected) => {
	expect(isInForeground(() => status)).toBe(expected);
});

test('where nobody tells, it is believed to be in front', () => {
	const isInFront = isInForeground(() => {
		throw new Error('ENOENT');
	});
	expect(isInFront).toBe(true);
});
