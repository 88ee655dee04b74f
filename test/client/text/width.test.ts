import fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {simpleWidth} from '../../../source/client/text/simple-width.ts';
import {graphemes, padEnd, padStart, truncate, widthOf} from '../../../source/client/text/width.ts';

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const pieces = [
	'a',
	' ',
	'é',
	'e\u0301',
	'漢',
	'한',
	'\u1100',
	'\u1161',
	'👩‍👩‍👧',
	'👍🏽',
	'🅱️',
	'🇩🇪',
	'🇩',
	'\u200d',
	'क्षि',
	'\u0600',
	'…',
];
const text = fc.oneof(
	fc.string({unit: fc.constantFrom(...pieces), maxLength: 40}),
	fc.string({unit: 'grapheme', maxLength: 40}),
);

test('every text is as wide as string-width says', () => {
	fc.assert(
		fc.property(text, text => {
			expect(widthOf(text)).toBe(stringWidth(text));
		}),
	);
});

test('graphemes are those of the segmenter, and none is lost', () => {
	fc.assert(
		fc.property(text, text => {
			const expected = Array.from(segmenter.segment(text), ({segment}) => segment);
			expect(Array.from(graphemes(text), grapheme => grapheme.text)).toEqual(expected);
		}),
	);
});

test('a simple character has the width it is said to have and never joins what is before it', () => {
	const units = Array.from({length: 0x1_00_00}, (_, unit) => unit).filter(simpleWidth);
	const isWrong = (unit: number) => {
		const character = String.fromCharCode(unit);
		const joins = [...segmenter.segment(`한${character}`)].length !== 2;
		return joins || stringWidth(character) !== simpleWidth(unit);
	};

	expect(units.filter(isWrong)).toEqual([]);
	expect(units.length).toBeGreaterThan(30_000);
});

test('widths stay right when more different graphemes were seen than are remembered', () => {
	const wide = Array.from({length: 6000}, (_, index) => String.fromCodePoint(0x2_00_00 + index));

	expect(wide.map(widthOf)).toEqual(wide.map(() => 2));
	expect(widthOf(wide[0]!)).toBe(2);
});

test('what is too long is cut at a grapheme and ends in an ellipsis', () => {
	expect(truncate('hello', 5)).toBe('hello');
	expect(truncate('hello!', 5)).toBe('hell…');
	expect(truncate('漢字かな', 6)).toBe('漢字…');
	expect(truncate('a👩‍👩‍👧b👩‍👩‍👧', 5)).toBe('a👩‍👩‍👧b…');
	expect(truncate('hello', 3, '...')).toBe('...');
	expect(truncate('hello', 0)).toBe('');
});

test('what is truncated never exceeds the columns', () => {
	fc.assert(
		fc.property(text, fc.integer({min: 0, max: 20}), (text, columns) => {
			expect(widthOf(truncate(text, columns))).toBeLessThanOrEqual(columns);
		}),
	);
});

test('padding counts columns, not characters', () => {
	expect(padEnd('漢', 4)).toBe('漢  ');
	expect(padStart('e\u0301', 3)).toBe('  e\u0301');
	expect(padEnd('too long', 3)).toBe('too long');
});
