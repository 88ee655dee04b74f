import fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {breakLine, wrap, wrapLine} from '../../../source/client/text/wrap.ts';

const unit = fc.constantFrom(
	'a',
	'é',
	' ',
	'  ',
	'漢',
	'。',
	'「',
	'👩‍🚀',
	'e\u0301',
	'word ',
	'\n',
	'longest-word',
);
const text = fc.oneof(
	fc.string({unit, maxLength: 80}),
	fc.string({unit: fc.constantFrom('a', 'b', ' ', 'word '), maxLength: 80}),
);
const width = fc.integer({min: 2, max: 40});

test('a text that fits is one row', () => {
	expect(wrap('hello there', 11)).toEqual(['hello there']);
	expect(wrap('', 11)).toEqual(['']);
});

test('rows break at spaces, which are dropped', () => {
	expect(wrap('hello   there you', 9)).toEqual(['hello', 'there you']);
	expect(wrap('häuser   drüben am see', 9)).toEqual(['häuser', 'drüben am', 'see']);
});

test('spaces at the end of a full row make no row of their own', () => {
	expect(wrap('abcd  ', 4)).toEqual(['abcd']);
	expect(wrap('äbcd  ', 4)).toEqual(['äbcd']);
});

test('a word longer than a row breaks inside', () => {
	expect(wrap('see https://example.org', 8)).toEqual(['see', 'https://', 'example.', 'org']);
	expect(wrap('so Überschwänglich', 8)).toEqual(['so', 'Überschw', 'änglich']);
});

test('line breaks and the spaces that begin a line are kept', () => {
	expect(wrap('if x:\n    return y\n\nend', 8)).toEqual(['if x:', '    retu', 'rn y', '', 'end']);
	expect(wrap('é:\n    gib é zurück', 10)).toEqual(['é:', '    gib é', 'zurück']);
	expect(wrap('a\n', 8)).toEqual(['a', '']);
});

test('CJK breaks between characters, but not before what closes or after what opens', () => {
	expect(wrap('漢字かな交じり', 6)).toEqual(['漢字か', 'な交じ', 'り']);
	expect(wrap('これは、文。', 6)).toEqual(['これ', 'は、', '文。']);
	expect(wrap('これ「文」', 6)).toEqual(['これ', '「文」']);
	expect(wrap('ab漢cdef', 5)).toEqual(['ab漢', 'cdef']);
});

test('a grapheme that no row can hold is replaced', () => {
	expect(wrap('a漢b', 1)).toEqual(['a', '\u{FFFD}', 'b']);
});

test('no row is wider than the screen', () => {
	fc.assert(
		fc.property(text, width, (text, width) => {
			for (const row of wrap(text, width)) {
				expect(stringWidth(row)).toBeLessThanOrEqual(width);
			}
		}),
	);
});

test('wrapping loses nothing but spaces at breaks', () => {
	const line = text.map(text => text.replaceAll('\n', ''));
	fc.assert(
		fc.property(line, width, (line, width) => {
			let at = 0;
			wrap(line, width).forEach((row, index) => {
				const isAfterSpaces = index > 0 && !line.startsWith(row, at);
				at = isAfterSpaces ? at + line.slice(at).search(/[^ ]|$/) : at;
				expect(line.slice(at, at + row.length)).toBe(row);
				at += row.length;
			});
			expect(line.slice(at).trim()).toBe('');
		}),
	);
});

test('every line is wrapped for itself', () => {
	fc.assert(
		fc.property(text, width, (text, width) => {
			expect(wrap(text, width)).toEqual(text.split('\n').flatMap(line => wrap(line, width)));
		}),
	);
});

test('a word is broken only if it does not fit in a row', () => {
	const words = fc.array(fc.constantFrom('a', 'ab', 'añb', 'abcdef', 'àbcdéf'), {minLength: 1});
	fc.assert(
		fc.property(words, fc.integer({min: 6, max: 20}), (words, width) => {
			expect(wrap(words.join(' '), width).join(' ')).toBe(words.join(' '));
		}),
	);
});

test('a row is not broken before it has to be', () => {
	const words = fc.array(fc.constantFrom('a', 'ab', 'añb', 'abcdef', 'àbcdéf'), {minLength: 1});
	fc.assert(
		fc.property(words, fc.integer({min: 6, max: 20}), (words, width) => {
			const rows = wrap(words.join(' '), width);
			rows.slice(1).forEach((row, index) => {
				expect(stringWidth(`${rows[index]} ${row.split(' ')[0]}`)).toBeGreaterThan(width);
			});
		}),
	);
});

test('each part of a line is found where it says that it begins', () => {
	const line = fc.string({
		unit: fc.constantFrom('a', 'word', ' ', '  ', 'é', 'e\u0301', '漢', '👩‍👩‍👧', '「', '。'),
		maxLength: 60,
	});

	fc.assert(
		fc.property(
			line,
			fc.integer({min: 2, max: 30}),
			fc.constantFrom(wrapLine, breakLine),
			(given, width, split) => {
				for (const {text, start} of split(given, width)) {
					expect(given.slice(start, start + text.length)).toBe(text);
				}
			},
		),
		{numRuns: 500},
	);
});

test('what is broken where rows are full is whole', () => {
	expect(breakLine('ab  cd  漢字', 3).map(({text}) => text)).toEqual([
		'ab ',
		' cd',
		'  ',
		'漢',
		'字',
	]);
	expect(breakLine('', 3)).toEqual([{text: '', start: 0}]);
});
