import {expect, test, vi} from 'vitest';
import {readLines, withPrefix, withRemark} from '../../../source/client/text/blocks.ts';
import {isSyntaxLoaded, onSyntaxLoaded, partsOf} from '../../../source/client/text/syntax.ts';

const plain = (text: string) => ({text, spans: [], bars: 0, isCode: false});
const shapeOf = (text: string) =>
	readLines(text, 'blocks').map(
		line => `${'|'.repeat(line.bars)}${line.isCode ? '#' : ''}${line.text}`,
	);

test('a line that begins with > is quoted, and what follows is not', () => {
	expect(shapeOf('> said *before*\n>\n> > deeper\nan answer')).toEqual([
		'|said before',
		'|',
		'||deeper',
		'an answer',
	]);
	expect(readLines('> x', 'blocks')[0]!.spans).toEqual([{start: 0, end: 1, style: 'dim'}]);
});

test.each(['>', '>_<', '>>> print(1)', 'a > b', '->'])('%s is no quote', text => {
	expect(shapeOf(text)).toEqual([text]);
});

test('a fenced block is code to the letter', () => {
	expect(shapeOf('look:\n```\n  *a*  `b`\n\n> c\n```\n*d*')).toEqual([
		'look:',
		'|#  *a*  `b`',
		'|#',
		'|#> c',
		'd',
	]);
});

test.each(['```', '```\n```', '```ts\nnever closed', '```not a language\nx\n```', 'a ```\nb\n```'])(
	'%j is no block',
	text => {
		expect(readLines(text, 'blocks').some(line => line.isCode)).toBe(false);
	},
);

test('in a sentence there are no blocks, and in a topic no marks', () => {
	expect(readLines('> *x*', 'inline').map(line => line.text)).toEqual(['> x']);
	expect(readLines('> *x*', 'links').map(line => line.text)).toEqual(['> *x*']);
});

test('words in front move what looks otherwise', () => {
	expect(withPrefix('ada ', readLines('*waves*', 'inline'))).toEqual([
		{...plain('ada waves'), spans: [{start: 4, end: 9, style: 'strong'}]},
	]);
});

test('a remark stands behind the last line, but not in code or in a quote', () => {
	expect(withRemark(readLines('a\nb', 'blocks'), '(edited)')).toEqual([
		plain('a'),
		{...plain('b (edited)'), spans: [{start: 2, end: 10, style: 'dim'}]},
	]);
	expect(withRemark(readLines('```\nx\n```', 'blocks'), '(edited)')).toHaveLength(2);
	expect(withRemark(readLines('> x', 'blocks'), '(edited)')).toHaveLength(2);
});

test('the library for languages is fetched at the first block that is coloured, and not before', async () => {
	const loaded = vi.fn<() => void>();
	const stop = onSyntaxLoaded(loaded);
	readLines('no code\n```\nno language\n```', 'blocks');
	expect(isSyntaxLoaded()).toBe(false);

	expect(readLines('```ts\nlet a = 1;\n```', 'blocks')[0]!.spans).toEqual([]);
	await expect.poll(isSyntaxLoaded, {timeout: 10_000}).toBe(true);
	expect(loaded).toHaveBeenCalledOnce();
	stop();

	expect(readLines('```ts\nlet a = 1;\n```', 'blocks')[0]!.spans).toEqual([
		{start: 0, end: 3, style: 'keyword'},
		{start: 8, end: 9, style: 'number'},
	]);
});

test('what goes on over lines is coloured on each', () => {
	expect(readLines('```js\n/* a\n\nb */ x\n```', 'blocks').map(line => line.spans)).toEqual([
		[{start: 0, end: 4, style: 'comment'}],
		[],
		[{start: 0, end: 4, style: 'comment'}],
	]);
});

test('the characters that HTML escapes count as one each', () => {
	expect(partsOf(`"<&>'" + 1`, 'js')).toEqual([
		{start: 0, end: 6, style: 'string'},
		{start: 9, end: 10, style: 'number'},
	]);
});

test('an unknown language, long lines and long code stay plain', () => {
	expect(partsOf('let a = 1;', 'klingon')).toEqual([]);
	expect(partsOf(`let a = ${'1'.repeat(300)};`, 'js')).toEqual([]);
	expect(partsOf('let a = 1;\n'.repeat(400), 'js')).toEqual([]);
});
