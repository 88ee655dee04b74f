import headless from '@xterm/headless';
import {expect, test} from 'vitest';
import {
	askBackground,
	brightnessHint,
	brightnessOf,
	copySequence,
	harmless,
	notification,
} from '../../../source/client/terminal/osc.ts';
import {KeyParser} from '../../../source/client/terminal/key-parser.ts';
import {hostileStrings} from '../../helpers/hostile-strings.ts';

const xterm = {term: 'xterm-256color'};

test('a terminal of which nothing is known is told in every way', () => {
	expect(notification('bob: hi; there', xterm)).toBe(
		[
			'\x1b]9;chatroom: bob: hi; there\x07',
			'\x1b]777;notify;chatroom;bob: hi, there\x07',
			'\x1b]99;i=chatroom:d=0;chatroom\x1b\\',
			`\x1b]99;i=chatroom:p=body:e=1;${Buffer.from('bob: hi; there').toString('base64')}\x1b\\`,
		].join(''),
	);
});

test.each([
	[{term: 'xterm-kitty'}, [99, 99]],
	[{term: 'foot'}, [777]],
	[{term: 'rxvt-unicode-256color'}, [777]],
	[{term: 'xterm-ghostty'}, [9]],
	[{term: 'xterm-256color', program: 'WezTerm'}, [9]],
	[{term: 'linux'}, []],
	[{term: undefined}, []],
])('%j is told once, as it knows', (kind, codes) => {
	const written = notification('hi', kind);
	expect([...written.matchAll(/\x1b\](\d+);/g)].map(([, code]) => Number(code))).toEqual(codes);
});

test('through tmux every escape is doubled', () => {
	const wrapped = notification('hi', {term: 'tmux-256color', isTmux: true});
	expect(wrapped.startsWith('\x1bPtmux;\x1b\x1b]9;chatroom: hi\x07\x1b\\')).toBe(true);
	const inner = [...wrapped.matchAll(/\x1bPtmux;((?:\x1b\x1b|[^\x1b])*)\x1b\\/g)]
		.map(([, part]) => part!.replaceAll('\x1b\x1b', '\x1b'))
		.join('');
	expect(inner).toBe(notification('hi', xterm));
});

const controlsOf = (bytes: string): string => bytes.replaceAll(/\P{Cc}+/gu, ' ');

test.each(Object.entries(hostileStrings))(
	'no control character of others is ever written, cleaned or not: %s',
	(_, text) => {
		expect(harmless(text)).not.toMatch(/\p{Cc}/u);
		for (const kind of [xterm, {...xterm, isTmux: true}]) {
			expect(controlsOf(notification(text, kind))).toBe(controlsOf(notification('x', kind)));
		}
	},
);

test('what is told is short', () => {
	expect(Array.from(harmless('👍🏽'.repeat(500)))).toHaveLength(100);
});

test('neither a call nor a copy shows a character or moves the cursor', async () => {
	const terminal = new headless.Terminal({allowProposedApi: true});
	const bytes =
		notification('bob: hi', xterm) + copySequence('a\x1b[2Jb\r\n', xterm)! + askBackground(xterm);
	await new Promise<void>(resolve => terminal.write(bytes, resolve));
	expect(terminal.buffer.active.getLine(0)?.translateToString(true)).toBe('');
	expect(terminal.buffer.active.cursorX).toBe(0);
});

test('a copy is exactly the text, in base64', () => {
	const text = 'naïve 漢字\n👍🏽\t;\x1b';
	const coded = /^\x1b\]52;c;([\w+/=]*)\x07$/.exec(copySequence(text, xterm)!)![1]!;
	expect(Buffer.from(coded, 'base64').toString()).toBe(text);
	expect(copySequence('x', {...xterm, isTmux: true})).toBe(
		'\x1b]52;c;eA==\x07\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\',
	);
});

test('more than terminals take is not copied through them', () => {
	expect(copySequence('x'.repeat(55_500), xterm)).toBeDefined();
	expect(copySequence('x'.repeat(55_501), xterm)).toBeUndefined();
	expect(copySequence('x', {term: 'linux'})).toBeUndefined();
});

test.each([
	['\x1b]11;rgb:0000/0000/0000\x1b\\', 'dark'],
	['\x1b]11;rgb:ffff/ffff/ffff\x07', 'light'],
	['\x1b]11;rgb:fd/f6/e3\x07', 'light'],
	['\x1b]11;rgba:1e1e/1e1e/2e2e/ffff\x07', 'dark'],
	['\x1b]11;#002b36\x07', 'dark'],
	// To eyes green is bright and blue is dark.
	['\x1b]11;rgb:0000/ffff/0000\x07', 'light'],
	['\x1b]11;rgb:0000/0000/ffff\x07', 'dark'],
	['\x1b]10;rgb:ffff/ffff/ffff\x07', undefined],
	['\x1b[?62c', undefined],
])('%j is a background that is %s', (reply, brightness) => {
	expect(new KeyParser().feed(reply)).toEqual([{type: 'reply', sequence: reply}]);
	expect(brightnessOf(reply)).toBe(brightness);
});

test('COLORFGBG is a hint', () => {
	expect(
		['15;0', '0;15', '0;default;15', '12;7', '15;8', '', undefined].map(brightnessHint),
	).toEqual(['dark', 'light', 'light', 'light', 'dark', undefined, undefined]);
});

test('what fonts draw as they like is told as a mark', () => {
	expect(harmless('a\u{10ffff}b\ue000c\u{e0fff}')).toMatch(/^a\ufffdb\ufffdc\ufffd$/);
});
