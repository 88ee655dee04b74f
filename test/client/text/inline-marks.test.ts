import {describe, expect, test} from 'vitest';
import {readLinks, readMarks} from '../../../source/client/text/inline-marks.ts';

const names = {strong: 'b', italic: 'i', struck: 's', code: 'c'} as const;

/** The line as it is read, with what looks otherwise in brackets. */
function readingOf(line: string): string {
	const {text, spans} = readMarks(line);
	const inserts = spans.flatMap(({start, end, style}) => {
		const name = typeof style === 'object' ? 'a' : names[style as keyof typeof names];
		return [
			{at: start, order: -end, tag: `<${name}>`},
			{at: end, order: -Infinity, tag: `</${name}>`},
		];
	});
	return inserts
		.toSorted((one, other) => other.at - one.at || other.order - one.order)
		.reduce((marked, {at, tag}) => marked.slice(0, at) + tag + marked.slice(at), text);
}

describe('marks at the edges of words', () => {
	test.each([
		['this is *bold* text', 'this is <b>bold</b> text'],
		['_all of it_', '<i>all of it</i>'],
		['(~gone~), *now*!', '(<s>gone</s>), <b>now</b>!'],
		['"*Stop!*" she said', '"<b>Stop!</b>" she said'],
		['_with snake_case inside_', '<i>with snake_case inside</i>'],
		['*漢字* and *Ελλάδα*', '<b>漢字</b> and <b>Ελλάδα</b>'],
		['run `npm test` now', 'run <c>npm test</c> now'],
		['``a ` within``', '<c>a ` within</c>'],
		['*a `*b*` c*', '<b>a <c>*b*</c> c</b>'],
		['*opened *nearer*', '*opened <b>nearer</b>'],
		['*bold and _half*', '<b>bold and _half</b>'],
	])('%s', (line, expected) => {
		expect(readingOf(line)).toBe(expected);
	});

	test('lie within each other', () => {
		expect(readMarks('*both _of_ them*')).toEqual({
			text: 'both of them',
			spans: [
				{start: 5, end: 7, style: 'italic'},
				{start: 0, end: 12, style: 'strong'},
			],
		});
	});
});

describe('what only looks like marks stays as it was written', () => {
	test.each([
		'snake_case_name and CONSTANT_NAME_',
		'__init__ and __main__',
		'2 * 3 * 4 = 24',
		'2*3*4',
		'*args and **kwargs',
		'rm *.ts, foo.*',
		'~/here and ~/there',
		'about ~100 and ~200',
		'/* a comment */',
		'**double**',
		'* a list',
		'a lone ` and ``` another',
		'` `',
		'*',
		'_',
		'~~',
		'*\t*',
	])('%s', line => {
		expect(readMarks(line)).toEqual({text: line, spans: []});
	});
});

test('a link is not marked up, but may stand within marks', () => {
	const address = 'https://example.org/a_b_c/~me~/*x*/y';

	expect(readMarks(address)).toEqual({
		text: address,
		spans: [{start: 0, end: address.length, style: {address}}],
	});
	expect(readMarks('_https://example.org/_').text).toBe('https://example.org/');
	expect(readMarks('`https://example.org`').spans).toEqual([{start: 0, end: 19, style: 'code'}]);
});

test('where marks mean nothing, links are still links', () => {
	expect(readLinks('*see* http://a.b')).toEqual({
		text: '*see* http://a.b',
		spans: [{start: 6, end: 16, style: {address: 'http://a.b/'}}],
	});
});

test.each(['*a ', '_a', '`', '` ', '*_~', 'a* ', '`` ` ', '~a~ ', 'http://a.b/(', 'mailto:a@b '])(
	'a long line of %j is read in no time',
	unit => {
		const before = performance.now();
		readMarks(unit.repeat(4000 / unit.length));

		expect(performance.now() - before).toBeLessThan(200);
	},
);
