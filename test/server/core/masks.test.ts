import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fits} from '../../../source/server/core/rules.ts';

const text = fc.string({unit: fc.constantFrom('a', 'b', 'B', '*', '?', '😀'), maxLength: 12});

const asExpression = (mask: string): RegExp =>
	new RegExp(
		`^${Array.from(mask.toLowerCase())
			.map(character => (character === '*' ? '.*' : character === '?' ? '.' : character))
			.join('')}$`,
		'su',
	);

test('a mask fits what it would fit as an expression, also where texts hold its signs', () => {
	fc.assert(
		fc.property(text, text, (mask, name) => {
			expect(fits(mask, name)).toBe(asExpression(mask).test(name.toLowerCase()));
		}),
		{numRuns: 2000},
	);
});

test('a mask of many stars costs no more than both lengths', () => {
	const name = 'a'.repeat(5000);
	expect(fits(`${'*a'.repeat(200)}*b`, name)).toBe(false);
	expect(fits(`${'*a'.repeat(200)}*`, name)).toBe(true);
});
