import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {KeyEvent} from '../../../source/client/terminal/key-event.ts';
import {KeyParser} from '../../../source/client/terminal/key-parser.ts';

const pieces = [
	['a', 'hello', '漢', '👍', 'e\u0301', ' ', '[', 'O', '~', '1;5C'],
	['\r', '\n', '\t', '\x7f', '\x01', '\x00', '\x9b'],
	['\x1b', '\x1bb', '\x1b\r', '\x1b\x1b', '\x1b\x1b[A', '\x1bé', '\x1b👍'],
	['\x1b[A', '\x1b[1;5C', '\x1b[3~', '\x1b[3$', '\x1b[7^', '\x1b[[A', '\x1bOP', '\x1bOa'],
	['\x1b[13;2u', '\x1b[97;5:3u', '\x1b[27;2;13~', '\x1b[1089::99;5u'],
	['\x1b[I', '\x1b[O', '\x1b[<0;1;2M', '\x1b[M !!', '\x1b[?62c', '\x1b[?2026;2$y'],
	['\x1b]11;rgb:0/0/0\x1b\\', '\x1b]11;rgb\x07', '\x1bP1$r\x1b\\', '\x1b_Gi=1\x1b\\', '\x1b]'],
	['\x1b[200~a\rb\r\n\x1b[31m\x1b[201~', '\x1b[200~\x1b[201~', '\x1b[201~', '\x1b[200~'],
].flat();
const encoded = fc.constantFrom(...pieces);
const stream = fc.array(encoded, {maxLength: 30}).map(pieces => pieces.join(''));
const cuts = fc.array(fc.nat({max: 200}), {maxLength: 30});

// With this answer nothing is guessed, and guesses are what chunks do decide.
const proof = '\x1b[?2004;2$y';

function read(chunks: readonly string[]): readonly KeyEvent[] {
	const parser = new KeyParser();
	parser.feed(proof);
	const events = chunks.flatMap(chunk => parser.feed(chunk));
	return joinText([...events, ...parser.flush()]);
}

// A run of text may be cut in two.
function joinText(events: readonly KeyEvent[]): readonly KeyEvent[] {
	const joined: KeyEvent[] = [];
	for (const event of events) {
		const last = joined.at(-1);
		if (last?.type === 'text' && event.type === 'text') {
			joined[joined.length - 1] = {type: 'text', text: last.text + event.text};
		} else {
			joined.push(event);
		}
	}

	return joined;
}

// Decoded input is never cut inside a code point.
function cut(stream: string, at: readonly number[]): readonly string[] {
	const characters = Array.from(stream);
	const edges = [0, ...at.toSorted((a, b) => a - b), characters.length];
	return edges.slice(1).map((edge, index) => characters.slice(edges[index], edge).join(''));
}

test('where the input is cut makes no difference', () => {
	fc.assert(
		fc.property(stream, cuts, (stream, cuts) => {
			const whole = read([stream]);
			expect(read(cut(stream, cuts))).toEqual(whole);
			expect(read(Array.from(stream))).toEqual(whole);
		}),
		{numRuns: 500},
	);
});

test('no escape or other control is ever typed', () => {
	const anything = fc.string({unit: fc.oneof(encoded, fc.string({unit: 'binary', maxLength: 3}))});
	fc.assert(
		fc.property(anything, cuts, (stream, cuts) => {
			for (const event of read(cut(stream, cuts))) {
				expect(event.type === 'text' && /[\x00-\x1f\x7f-\x9f]|^$/.test(event.text)).toBe(false);
			}
		}),
	);
});

test('after a flush nothing is held', () => {
	fc.assert(
		fc.property(stream, stream => {
			const parser = new KeyParser();
			parser.feed(stream);
			parser.flush();
			expect(parser.waitingFor).toBe('nothing');
			expect(parser.feed('x')).toEqual([{type: 'text', text: 'x'}]);
		}),
	);
});
