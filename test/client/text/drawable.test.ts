import {expect, test} from 'vitest';
import {drawable} from '../../../source/client/text/drawable.ts';

test('what no two terminals draw alike becomes a mark, and nothing else does', () => {
	expect(drawable('a\uE0A0b\u{10FFFD}c\u{50000}d')).toBe('a\uFFFDb\uFFFDc\uFFFDd');
	for (const text of ['plain', 'é 漢字 עברית', '👩‍👩‍👧 🅱️ 👍🏽', 'one\ntwo']) {
		expect(drawable(text)).toBe(text);
	}
});
