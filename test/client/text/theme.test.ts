import {renderToString, Text} from 'ink';
import {createElement} from 'react';
import {afterEach, describe, expect, test} from 'vitest';
import {
	channelsOf,
	coloursOn,
	paletteFor,
	setTheme,
	theme,
} from '../../../source/client/screen/theme.ts';
import {hyperlink} from '../../../source/client/text/links.ts';

type Channels = readonly [number, number, number];

// After WCAG 2.2, «relative luminance» and «contrast ratio».
function luminance(channels: Channels): number {
	const [red, green, blue] = channels.map(channel => {
		const share = channel / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Channels, other: Channels): number {
	const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
	return (light! + 0.05) / (dark! + 0.05);
}

// Pure, and as terminals and their usual themes really are.
const backgrounds = {
	dark: [
		[0, 0, 0],
		[30, 30, 30],
		[40, 44, 52],
	],
	light: [
		[255, 255, 255],
		[250, 250, 245],
		[244, 240, 230],
	],
} as const;

afterEach(() => setTheme('either'));

describe.each(['dark', 'light'] as const)('on a %s background', name => {
	const {people, error, accent, code, parts} = coloursOn[name];

	test('every colour can be read', () => {
		for (const number of [...people, error, accent, code, ...Object.values(parts)]) {
			for (const background of backgrounds[name]) {
				const ratio = contrast(channelsOf(number), background);
				expect({number, background, ratio}).toSatisfy(() => ratio >= 4.5);
			}
		}
	});

	test('people have ten colours or more, no two alike', () => {
		expect(new Set(people).size).toBe(people.length);
		expect(people.length).toBeGreaterThanOrEqual(10);
	});

	test('one person has one colour, and many have all', () => {
		const palette = paletteFor(name);
		const seen = new Set(
			Array.from({length: 300}, (_, index) => palette.person(`tag${index}`, 'x')),
		);

		expect(palette.person('tag1', 'x')).toBe(palette.person('tag1', 'x'));
		expect(seen.size).toBe(people.length);
	});
});

test('the cube of colours is that of xterm', () => {
	expect([16, 21, 196, 208, 231].map(channelsOf)).toEqual([
		[0, 0, 0],
		[0, 0, 255],
		[255, 0, 0],
		[255, 135, 0],
		[255, 255, 255],
	]);
});

test('without colours weight and brightness stay', () => {
	setTheme('none');
	const {person, error, accent, code, codePart, strong, italic, underline} = theme;
	const drawn = [
		person('tag', 'x'),
		error('x'),
		accent('x'),
		code('x'),
		codePart('string', 'x'),
		codePart('keyword', 'x'),
		strong('x'),
		italic('x'),
		underline('x'),
	].join('');

	expect(drawn).not.toMatch(/\u001B\[(?:[349]|10)\d/);
	expect(person('tag', 'x')).toBe('x');
	expect(strong('x')).toBe('\u001B[1mx\u001B[22m');
});

test('a theme is changed while the program runs', () => {
	const {generation} = theme;
	setTheme('dark');
	expect(theme.person('tag', 'x')).toBe(paletteFor('dark').person('tag', 'x'));
	setTheme('light');
	expect(theme.person('tag', 'x')).toBe(paletteFor('light').person('tag', 'x'));

	expect(theme.generation).toBe(generation + 2);
	expect(paletteFor('light')).toBe(paletteFor('light'));
});

test('Ink keeps links, and where they are one', () => {
	const row = `see ${hyperlink(theme.underline('example'), 'https://example.org/')} there`;
	const drawn = renderToString(createElement(Text, {wrap: 'truncate'}, row), {columns: 40});

	expect(drawn).toMatch(
		/\u001B\]8;id=\w+;https:\/\/example\.org\/\u0007.*example.*\u001B\]8;;\u0007/s,
	);
});
