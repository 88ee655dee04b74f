import fc from 'fast-check';
import {expect, test} from 'vitest';
import {segmentsOf} from '../../../source/server/gateways/segments.ts';

const utf8 = new TextDecoder('utf-8', {fatal: true});
const textsOf = (text: string) => segmentsOf(text).map(segment => utf8.decode(segment));

test('lines that fit together are one piece', () => {
	expect(textsOf('one\ntwo\n')).toEqual(['one\ntwo']);
	expect(textsOf('')).toEqual([]);
	const long = 'x'.repeat(1000);
	expect(textsOf(`${long}\n${long}\n`)).toEqual([long, long]);
	expect(textsOf(`${'x'.repeat(1500)}\nend\n`)).toEqual([
		'x'.repeat(1024),
		`${'x'.repeat(476)}\nend`,
	]);
});

test('no piece is too long or ends within a character, and nothing is lost', () => {
	const line = fc
		.array(fc.constantFrom('a', 'é', '漢', '👩'), {minLength: 1, maxLength: 900})
		.map(all => all.join(''));
	fc.assert(
		fc.property(fc.array(line, {maxLength: 6}), lines => {
			const segments = segmentsOf(lines.map(each => `${each}\n`).join(''));
			for (const segment of segments) {
				expect(segment.length).toBeLessThanOrEqual(1024);
				expect(() => utf8.decode(segment)).not.toThrow();
			}

			const joined = segments.map(segment => utf8.decode(segment)).join('');
			expect(joined.replaceAll('\n', '')).toBe(lines.join(''));
		}),
	);
});
