import {expect, test} from 'vitest';
import {type KeyEvent, namedKey} from '../../../source/client/terminal/key-event.ts';
import {KeyParser} from '../../../source/client/terminal/key-parser.ts';

const text = (text: string): KeyEvent => ({type: 'text', text});
const paste = (text: string): KeyEvent => ({type: 'paste', text});
const enter = namedKey('enter');
const mebibyte = 1024 * 1024;

/** Each chunk is one read; then the terminal is quiet. */
function read(...chunks: readonly string[]): readonly KeyEvent[] {
	const parser = new KeyParser();
	const events = chunks.flatMap(chunk => parser.feed(chunk));
	return [...events, ...parser.flush()];
}

test('a bracketed paste is one event, with line breaks as LF and all else as it came', () => {
	expect(read('a\x1b[200~x\r\ny\rz\n\x1b[31m\x1b[201~b')).toEqual([
		text('a'),
		paste('x\ny\nz\n\x1b[31m'),
		text('b'),
	]);
});

test('a paste may come in pieces, cut anywhere', () => {
	const parser = new KeyParser();

	expect(parser.feed('\x1b[200~one\r')).toEqual([]);
	expect(parser.waitingFor).toBe('paste');
	expect(parser.feed('\ntwo\x1b[20')).toEqual([]);
	expect(parser.feed('0~\x1b[2')).toEqual([]);
	expect(parser.feed('01~\r')).toEqual([paste('one\ntwo\x1b[200~'), enter]);
	expect(parser.waitingFor).toBe('nothing');
});

test('a paste whose end never comes is given up with what there is', () => {
	expect(read('\x1b[200~lost\x1b[20', '', 'x')).toEqual([paste('lost\x1b[20x')]);
});

test('a paste is cut at a mebibyte, and its end is still found', () => {
	const events = read('\x1b[200~', 'x'.repeat(mebibyte), 'y'.repeat(mebibyte), '\x1b[201~z');

	expect(events).toEqual([paste('x'.repeat(mebibyte)), text('z')]);
});

test('many lines at once are a paste in a terminal that does not bracket it', () => {
	expect(read('one\rtwo\rthree\r')).toEqual([paste('one\ntwo\nthree\n')]);
	expect(read(`${'long '.repeat(8)}\rsecond line`)).toEqual([
		paste(`${'long '.repeat(8)}\nsecond line`),
	]);
});

test('what follows such a paste at once belongs to it, what comes later does not', () => {
	const parser = new KeyParser();

	expect(parser.feed('one\rtwo\rthree')).toEqual([]);
	expect(parser.waitingFor).toBe('escape');
	expect(parser.feed(' and a half\r')).toEqual([]);
	expect(parser.flush()).toEqual([paste('one\ntwo\nthree and a half\n')]);
	expect(parser.feed('\r')).toEqual([enter]);
});

test('what completes a sequence is not taken for such a paste', () => {
	expect(read('\x1b', '[200~one\rtwo\rthree\r', '\x1b[201~')).toEqual([paste('one\ntwo\nthree\n')]);
	expect(read('\x1b]2;', 'one\rtwo\rthree\r', '\x07x')).toEqual([
		{type: 'reply', sequence: '\x1b]2;one\rtwo\rthree\r\x07'},
		text('x'),
	]);
});

test('a key after such a paste ends it', () => {
	expect(read('one\rtwo\rthree', '\x1b[A')).toEqual([paste('one\ntwo\nthree'), namedKey('up')]);
});

test('a long line with Enter is no paste', () => {
	const line = 'long '.repeat(30);

	expect(read(`${line}\r`)).toEqual([text(line), enter]);
	expect(read(`${line}\r\r`)).toEqual([text(line), enter, enter]);
});

test.each(['\x1b[200~x\x1b[201~', '\x1b[?2004;1$y', '\x1b[?2004;2$y'])(
	'nothing is guessed once %j has shown that the terminal brackets its pastes',
	proof => {
		const [, ...events] = read(proof, 'one\rtwo\rthree\r');

		expect(events).toEqual([text('one'), enter, text('two'), enter, text('three'), enter]);
	},
);
