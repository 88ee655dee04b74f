import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Line} from '../../../source/protocol/line-splitter.ts';
import {PlainLines} from '../../../source/server/gateways/plain-lines.ts';

const text = new TextDecoder();
const bytesOf = (words: string) => Buffer.from(words, 'latin1');

function split(chunks: readonly Uint8Array[], limit = 100) {
	const answers: number[] = [];
	const lines = new PlainLines(limit, bytes => answers.push(...bytes));
	const found: Line[] = chunks.flatMap(chunk => [...lines.push(chunk)]);
	const words = found.map(line => (typeof line === 'string' ? `(${line})` : text.decode(line)));
	const rest = lines.rest();
	return {
		lines: words,
		answers,
		rest: rest === undefined || typeof rest === 'string' ? rest : text.decode(rest),
	};
}

test.each([
	['LF', 'one\ntwo\n'],
	['CR LF', 'one\r\ntwo\r\n'],
	['CR alone', 'one\rtwo\r'],
	['CR NUL, as telnet sends it', 'one\r\0two\r\0'],
	['a mixture', 'one\rtwo\n'],
])('%s ends a line', (_, sent) => {
	expect(split([bytesOf(sent)]).lines).toEqual(['one', 'two']);
	expect(split(Array.from(bytesOf(sent), byte => Uint8Array.of(byte))).lines).toEqual([
		'one',
		'two',
	]);
});

test('empty lines count, and what has no end waits', () => {
	expect(split([bytesOf('a\n\n\r\nb')])).toMatchObject({lines: ['a', '', ''], rest: 'b'});
});

test('telnet is refused whatever it offers or asks for, and no byte of it is text', () => {
	const offers = '\xff\xfb\x1f\xff\xfd\x18\xff\xfc\x01\xff\xfe\x03';
	const parameters = '\xff\xfa\x18\x00xterm\xff\xff\x0a\xff\xf0';
	const {lines, answers} = split([bytesOf(`${offers}h${parameters}i\xff\xf1\r\n`)]);
	expect(lines).toEqual(['hi']);
	expect(answers).toEqual([255, 254, 0x1f, 255, 252, 0x18]);
});

test('a correction takes back a character, not a byte', () => {
	const typed = Buffer.concat([
		Buffer.from('h漢\x7fi'),
		Buffer.from([0xf0, 0x9f, 0x91, 0xa9, 0x08]),
	]);
	expect(split([typed, bytesOf('\n')]).lines).toEqual(['hi']);
	expect(split([bytesOf('\b\b\bok\n')]).lines).toEqual(['ok']);
});

test('a line that is too long is told and gone, the next is heard', () => {
	expect(split([bytesOf(`${'x'.repeat(101)}\nok\n`)]).lines).toEqual(['(too-long)', 'ok']);
	expect(split([bytesOf(`${'x'.repeat(100)}\n`)]).lines).toEqual(['x'.repeat(100)]);
});

test('however it is cut, the lines are the same', () => {
	const piece = fc.constantFrom('a', '\n', '\r', '\r\n', '漢', '\0', '\b', '\xff\xfb\x01');
	fc.assert(
		fc.property(fc.array(piece), fc.array(fc.nat({max: 9})), (pieces, cuts) => {
			const bytes = Buffer.concat(
				pieces.map(each => (each.startsWith('\xff') ? bytesOf(each) : Buffer.from(each))),
			);
			const chunks: Uint8Array[] = [];
			let from = 0;
			for (const cut of cuts) {
				chunks.push(bytes.subarray(from, from + cut));
				from += cut;
			}

			chunks.push(bytes.subarray(from));
			expect(split(chunks)).toEqual(split([bytes]));
		}),
	);
});
