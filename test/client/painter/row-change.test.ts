import {expect, test} from 'vitest';
import {changeRow, tame} from '../../../source/client/painter/row-change.ts';

const dim = (text: string) => `\x1b[2m${text}\x1b[22m`;

test.each([
	['of which nothing is known', undefined, 'ab', '\x1b[3;1Hab\x1b[K'],
	['that is empty', '', 'ab', '\x1b[3;1Hab\x1b[K'],
	['that begins alike', 'ada came', 'ada and bob came', '\x1b[3;5Hand bob came\x1b[K'],
	['with too little in common', 'abc', 'abd', '\x1b[3;1Habd\x1b[K'],
	['that is emptied', 'abcdef', '', '\x1b[3;1H\x1b[K'],
	[
		'in the same look',
		dim('ada came'),
		dim('ada went'),
		'\x1b[3;5H\x1b[2mwent\x1b[22m\x1b[0m\x1b[K',
	],
	['that becomes longer', 'hello', 'hello you', '\x1b[3;6H you\x1b[K'],
	['that becomes shorter', 'hello you', 'hello', '\x1b[3;6H\x1b[K'],
])('a row %s takes just that', (_, before, after, bytes) => {
	expect(changeRow(before, after, 2)).toBe(bytes);
});

test.each([
	['wide characters', '漢字漢字 a', '漢字漢字 b'],
	['marks that join what is before them', 'cafe', 'cafe\u0301'],
	['marks that go', 'cafe\u0301', 'cafe'],
	['links', '\x1b]8;;http://a\x07abcdef\x1b]8;;\x07', '\x1b]8;;http://a\x07abcdxx\x1b]8;;\x07'],
])('behind %s no column is sure: the row is written from its beginning', (_, before, after) => {
	expect(changeRow(before, after, 0)).toContain(`\x1b[1;1H${after}`);
});

test('a look that is only half the same is not cut in two', () => {
	expect(changeRow('hello \x1b[31mada', 'hello \x1b[32mada', 0)).toBe(
		'\x1b[1;7H\x1b[32mada\x1b[0m\x1b[K',
	);
});

test.each([
	['moves', 'a\x1b[2Jb\x1b[5;5Hc', 'a[2Jb[5;5Hc'],
	['a title', '\x1b]2;owned\x07x', ']2;ownedx'],
	['the clipboard', '\x1b]52;c;aGk=\x1b\\x', ']52;c;aGk=\\x'],
	['C1 controls', 'a\x9b2Jb\x90c', 'a2Jbc'],
	['line ends, bells and tabs', 'a\r\n\tb\x07\x08', 'ab'],
	['a link with a control in it', '\x1b]8;;http://a\x1b[2J\x07x', ']8;;http://a[2Jx'],
])('what a terminal would obey does not reach it: %s', (_, text, kept) => {
	expect(tame(text)).toBe(kept);
});

test('looks and links stay', () => {
	const text = '\x1b[1;38;5;9mbold\x1b[0m \x1b]8;;https://example.org\x07there\x1b]8;;\x1b\\';
	expect(tame(text)).toBe(text);
});
