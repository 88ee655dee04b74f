import {expect, test} from 'vitest';
import {
	clean,
	cleanLine,
	isBlank,
	parseAway,
	parseBody,
	parseReaction,
	parseTopic,
} from '../../source/protocol/body.ts';
import {limits} from '../../source/protocol/limits.ts';
import {Refusal, type RefusalCode} from '../../source/protocol/refusal.ts';

const refusing = (code: RefusalCode) => expect.objectContaining({name: 'Refusal', code});

const cleaned: Readonly<Record<string, readonly [raw: string, clean: string]>> = {
	'printable ASCII stays': ['Hello, ~world!', 'Hello, ~world!'],
	'every script stays': ['漢字 한글 Ελλάδα עברית', '漢字 한글 Ελλάδα עברית'],
	'an escape sequence leaves a visible, harmless rest': [
		'\u001B]52;c;QUJD\u0007hi',
		'\uFFFD]52;c;QUJD\uFFFDhi',
	],
	'an eight-bit escape is replaced': ['\u009B31mred', '\uFFFD31mred'],
	'a carriage return cannot write over what was shown': ['real\rFAKE', 'real\nFAKE'],
	'a backspace cannot either': ['real\b\bFAKE', 'real\uFFFD\uFFFDFAKE'],
	'all line ends are one': ['a\r\nb\vc\fd\u0085e\u2028f\u2029g', 'a\nb\nc\nd\ne\nf\ng'],
	'a line separator is one without any other': ['a\u2028b', 'a\nb'],
	'a tab is four spaces': ['a\tb', 'a    b'],
	'text cannot be turned around': ['x\u202Egpj.exe\u2066', 'xgpj.exe'],
	'one direction mark stays, a second is dropped': ['a\u200E\u200F\u061Cb', 'a\u200Eb'],
	'direction marks stay single when what was between them goes': [
		'a\u200E\u200D\u200Fb',
		'a\u200Eb',
	],
	'invisible characters are dropped': ['a\u200B\u2060\uFEFF\u00AD\u034F\u3164b', 'ab'],
	'noncharacters and annotations are replaced': ['\uFFFE\uFFF9\uFFFC', '\uFFFD\uFFFD\uFFFD'],
	'half of a character is replaced': ['a\uD83Db', 'a\uFFFDb'],
	'accents are composed': ['e\u0301', 'é'],
	'what joins once something is dropped is composed': ['e\u200C\u0301', 'é'],
	'compatibility characters stay': ['ﬁ ① ﷺ', 'ﬁ ① ﷺ'],
	'private characters stay': ['\uE000', '\uE000'],
	'a family stays': ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'],
	'a heart keeps its colour': ['❤\uFE0F', '❤\uFE0F'],
	'a keycap stays': ['1\uFE0F\u20E3', '1\uFE0F\u20E3'],
	'a coloured thumb stays': ['👍🏽', '👍🏽'],
	'the flag of England stays': ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
	'tags outside a flag are dropped': ['A\u{E0042}C 🏴\u{E0041}', 'AC 🏴'],
	'emoji that no one knows together are taken apart': ['👩\u200D👩', '👩👩'],
	'a second emoji selector is dropped': ['❤\uFE0F\uFE0E', '❤\uFE0F'],
	'a selector after no emoji is dropped': ['a\uFE0F', 'a'],
	'all are taken apart in text that would change with every cleaning': [
		'\u0600\uFE0F👩‍🚀 👩‍🚀',
		'\u0600👩🚀 👩🚀',
	],
	'Persian keeps its non-joiner': ['می\u200Cخواهم', 'می\u200Cخواهم'],
	'Hindi keeps its joiner': ['क्\u200Dष', 'क्\u200Dष'],
	'Latin has no joiners': ['a\u200Db\u200Cc', 'abc'],
	'a joiner after a direction mark is dropped': ['م\u061C\u200Cم', 'م\u061Cم'],
	'a joiner after a joiner is dropped': ['म\u200D\u200Dम', 'म\u200Dम'],
	'six marks on a base, the rest is dropped': [
		`x${'\u0332'.repeat(50)}y`,
		`x${'\u0332'.repeat(6)}y`,
	],
	'what is invisible gives no room for more marks': [
		`x${'\u0332'.repeat(6)}\u200E\u0332\u200B\u0332y`,
		`x${'\u0332'.repeat(6)}y`,
	],
	'no space at the end of a line': ['a  \n b \u00A0\nc ', 'a\n b\nc'],
	'no space at the end': ['a ', 'a'],
	'two blank lines are one': ['a\n\n\nb', 'a\n\nb'],
	'one blank line in a row, none at either end': ['\n\na\n \n\n\nb\n\n', 'a\n\nb'],
};

test.each(Object.entries(cleaned))('%s', (_, [raw, expected]) => {
	expect(clean(raw)).toBe(expected);
	expect(clean(expected)).toBe(expected);
});

test('a line has no line ends and no space around it', () => {
	expect(cleanLine('\n  a\r\n\nb  \n')).toBe('a b');
});

test('what cannot be seen is blank', () => {
	for (const blank of ['', ' \n', '\u2800', '\u200E', '\u3164', '\u{E0041}']) {
		expect(isBlank(blank)).toBe(true);
	}

	expect(isBlank('.')).toBe(false);
	expect(isBlank('\uFFFD')).toBe(false);
});

test('a body is the cleaned text', () => {
	expect(parseBody('two\r\nlines ')).toBe('two\nlines');
});

test.each([
	['a lone surrogate', 'a\uD800', 'encoding'],
	['nothing', '', 'empty'],
	['nothing visible', ' \u200B\u2800\n\u200E', 'empty'],
	['a character too many', 'x'.repeat(limits.textCodePoints + 1), 'too-long'],
	['an emoji too many', '😀'.repeat(limits.textCodePoints + 1), 'too-long'],
	['a megabyte of nothing', '\u200B'.repeat(1_000_000), 'too-long'],
	['tabs that become too many spaces', `${'\t'.repeat(limits.textCodePoints / 4)}x`, 'too-long'],
	['a line too many', 'x\n'.repeat(limits.textLines) + 'x', 'too-many-lines'],
] as const)('%s is no body', (_, text, code) => {
	expect(parseBody(text)).toEqual(refusing(code));
});

test.each([
	['as many characters as there may be', '漢'.repeat(limits.textCodePoints)],
	['as many emoji as there may be', '😀'.repeat(limits.textCodePoints)],
	['as many lines as there may be', 'x\n'.repeat(limits.textLines - 1) + 'x'],
])('%s are a body', (_, text) => {
	expect(parseBody(text)).toBe(text);
});

test('the longest body fits into the bytes that a text may have', () => {
	expect(4 * limits.textCodePoints).toBeLessThanOrEqual(limits.textBytes);
});

test('a topic is one line, and may be nothing', () => {
	expect(parseTopic('about\nships ')).toBe('about ships');
	expect(parseTopic('')).toBe('');
	expect(parseTopic(' \u2800\u200E')).toBe('');
	expect(parseTopic('x'.repeat(limits.topicCodePoints))).toHaveLength(limits.topicCodePoints);
});

test('a topic that is too long or no text is refused', () => {
	expect(parseTopic('x'.repeat(limits.topicCodePoints + 1))).toEqual(refusing('too-long'));
	expect(parseTopic('\uDC00')).toEqual(refusing('encoding'));
	expect(parseTopic('\uDC00')).toBeInstanceOf(Refusal);
});

test.each([
	['👍', '👍'],
	[' thumbs\nup ', 'thumbs up'],
	['👩‍👩‍👧‍👦'.repeat(limits.reactionCharacters), '👩‍👩‍👧‍👦'.repeat(limits.reactionCharacters)],
])('%j is a reaction', (text, reaction) => {
	expect(parseReaction(text)).toBe(reaction);
});

test.each([
	['no text', '\uDC00', 'encoding'],
	['nothing that shows', ' \u200B\n', 'empty'],
	['a character too many', '👍'.repeat(limits.reactionCharacters + 1), 'too-long'],
	['a whole speech', 'x'.repeat(limits.topicCodePoints + 1), 'too-long'],
] as const)('%s is no reaction', (_, text, code) => {
	expect(parseReaction(text)).toEqual(refusing(code));
});

test('why somebody is away is one line, and nothing when somebody is here', () => {
	expect(parseAway(' out\nfor tea ')).toBe('out for tea');
	expect(parseAway('漢'.repeat(limits.awayCodePoints))).toHaveLength(limits.awayCodePoints);
	expect([undefined, '', ' \u2800'].map(parseAway)).toEqual([undefined, undefined, undefined]);
	expect(parseAway('x'.repeat(limits.awayCodePoints + 1))).toEqual(refusing('too-long'));
	expect(parseAway('\uDC00')).toEqual(refusing('encoding'));
});
