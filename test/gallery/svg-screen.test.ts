import {expect, test} from 'vitest';
import {fakeTerminal} from '../helpers/screen.tsx';
import type {Background} from './svg-colours.ts';
import {svgScreen} from './svg-screen.ts';

async function pictureOf(text: string, background: Background = 'dark') {
	const {stdout, shown, terminal} = fakeTerminal({columns: 20, rows: 2});
	stdout.write(text);
	await shown();
	const picture = svgScreen(terminal, background);
	terminal.dispose();
	return picture;
}

/** The texts of the picture, without what all of them have. */
const textsIn = (picture: string): readonly string[] =>
	[...picture.matchAll(/<text ([^>]*)>([^<]*)/g)].map(
		([, attributes, text]) => `${attributes!.replace(/ (lengthAdjust|y)="[^"]*"/g, '')}: ${text}`,
	);

test('each word stands where its first column is and is as wide as its columns', async () => {
	expect(textsIn(await pictureOf('a word  here'))).toEqual([
		'x="0" textLength="9": a',
		'x="18" textLength="36": word',
		'x="72" textLength="36": here',
	]);
});

test('a wide glyph stands in the middle of its two columns, and what follows it in its own', async () => {
	expect(textsIn(await pictureOf('小林: 👩‍🚀ok'))).toEqual([
		'x="9" text-anchor="middle": 小',
		'x="27" text-anchor="middle": 林',
		'x="36" textLength="9": :',
		'x="63" text-anchor="middle": 👩‍🚀',
		'x="72" textLength="18": ok',
	]);
});

test('a line is one stroke, and a glyph that may come from another font moves no other', async () => {
	expect(textsIn(await pictureOf('────a…b'))).toEqual([
		'x="0" textLength="36": ────',
		'x="36" textLength="9": a',
		'x="45" textLength="9": …',
		'x="54" textLength="9": b',
	]);
});

test.each([
	['1', 'font-weight="bold"'],
	['2', 'opacity=".65"'],
	['3', 'font-style="italic"'],
	['4', 'text-decoration="underline"'],
	['4;9', 'text-decoration="underline line-through"'],
	['31', 'fill="#ff7b72"'],
	['97', 'fill="#ffffff"'],
	['38;5;210', 'fill="#ff8787"'],
	['38;5;250', 'fill="#bcbcbc"'],
	['38;2;1;2;3', 'fill="#010203"'],
])('CSI %s m becomes %s', async (codes, attribute) => {
	expect(textsIn(await pictureOf(`\x1b[${codes}ma\x1b[mb`))).toEqual([
		`x="0" textLength="9" ${attribute}: a`,
		'x="9" textLength="9": b',
	]);
});

test('an underline goes on under the spaces between words', async () => {
	expect(textsIn(await pictureOf('\x1b[4ma b'))).toEqual([
		'x="0" textLength="27" text-decoration="underline": a b',
	]);
});

test('a background is one rectangle behind all of its cells', async () => {
	const picture = await pictureOf('\n \x1b[48;5;88ma 小');

	expect(picture).toContain('<rect x="9" y="20" width="36" height="20" fill="#870000"');
});

test.each([
	['dark', '#e6edf3', '#0d1117'],
	['light', '#1f2328', '#ffffff'],
] as const)('inverse on %s exchanges the two colours', async (background, ink, paper) => {
	const picture = await pictureOf('\x1b[7ma', background);

	expect(picture).toContain(`<rect x="0" y="0" width="9" height="20" fill="${ink}"`);
	expect(textsIn(picture)).toEqual([`x="0" textLength="9" fill="${paper}": a`]);
});

test('the cursor stands where it stands in the terminal', async () => {
	expect(await pictureOf('a\nabc')).toContain('<rect x="27" y="20" width="2" height="20"');
});

test('what XML would read is escaped, and of a link the text remains', async () => {
	const picture = await pictureOf('<&> \x1b]8;;https://a.b/?c&d\x07e\x1b]8;;\x07');

	expect(picture).toContain('>&lt;&amp;&gt;</text>');
	expect(picture).toContain('>e</text>');
	expect(picture).not.toContain('a.b');
});
