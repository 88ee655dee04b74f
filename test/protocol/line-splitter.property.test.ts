import v8 from 'node:v8';
import vm from 'node:vm';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type Line, LineSplitter} from '../../source/protocol/line-splitter.ts';

const limit = 12;
const lineFeed = 0x0a;
const line = fc
	.uint8Array({maxLength: 2 * limit, size: 'max'})
	.map(bytes => bytes.filter(byte => byte !== lineFeed));
const lines = fc.array(line, {maxLength: 12});
/** The lengths of the first chunks; the others follow the same pattern. */
const lengths = fc.array(fc.integer({min: 1, max: 40}), {minLength: 1, maxLength: 8});

const onTheWire = (these: readonly Uint8Array[]): Uint8Array =>
	Uint8Array.from(these.flatMap(bytes => [...bytes, lineFeed]));

function chunksOf(bytes: Uint8Array, pattern: readonly number[]): Uint8Array[] {
	const chunks: Uint8Array[] = [];
	for (let start = 0; start < bytes.length; start += chunks.at(-1)!.length) {
		// Copies, so that one chunk cannot lend its neighbour's bytes.
		chunks.push(bytes.slice(start, start + pattern[chunks.length % pattern.length]!));
	}

	return chunks;
}

const split = (splitter: LineSplitter, chunks: readonly Uint8Array[]): Line[] =>
	chunks.flatMap(chunk => [...splitter.push(chunk)]);

const within = (these: readonly Uint8Array[]): Line[] =>
	these.map(bytes => (bytes.length > limit ? 'too-long' : bytes));

const plain = (these: readonly Line[]) =>
	these.map(bytes => (bytes === 'too-long' ? bytes : [...bytes]));

test('however the bytes come in, the lines are the same, and one too long harms no other', () => {
	fc.assert(
		fc.property(lines, lengths, (these, pattern) => {
			const heard = split(new LineSplitter(limit), chunksOf(onTheWire(these), pattern));
			expect(plain(heard)).toEqual(plain(within(these)));
		}),
		{numRuns: 5000},
	);
});

test('a byte at a time is no different', () => {
	fc.assert(
		fc.property(lines, these => {
			const bytes = onTheWire(these);
			const heard = split(new LineSplitter(limit), chunksOf(bytes, [1]));
			expect(plain(heard)).toEqual(plain(within(these)));
		}),
	);
});

test('lines that were given out do not change afterwards', () => {
	fc.assert(
		fc.property(lines, lengths, (these, pattern) => {
			const splitter = new LineSplitter(limit);
			const heard = split(splitter, chunksOf(onTheWire(these), pattern));
			split(splitter, chunksOf(onTheWire([...these].reverse()), pattern));
			expect(plain(heard)).toEqual(plain(within(these)));
		}),
	);
});

test('the unfinished line is counted in full, kept or not', () => {
	fc.assert(
		fc.property(lines, line, lengths, (these, last, pattern) => {
			const splitter = new LineSplitter(limit);
			split(splitter, chunksOf(Uint8Array.from([...onTheWire(these), ...last]), pattern));
			expect(splitter.unfinished).toBe(last.length);
		}),
	);
});

test('a new limit counts from the next line on', () => {
	const splitter = new LineSplitter(2);
	const heard: Line[] = [];
	for (const each of splitter.push(onTheWire([Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5, 6)]))) {
		heard.push(each);
		splitter.limit = 3;
	}

	expect(plain(heard)).toEqual(['too-long', [4, 5, 6]]);
});

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc') as () => void;

function bytesInUse(): number {
	// Twice: the first leaves the buffers of what it found dead to be freed.
	collectGarbage();
	collectGarbage();
	const {heapUsed, arrayBuffers} = process.memoryUsage();
	return heapUsed + arrayBuffers;
}

test.each([
	['large chunks', 64 * 1024, 1000],
	['single bytes', 1, 32 * 1024 - 1],
])('a line that never ends, in %s, is not kept', (_, size, times) => {
	const splitter = new LineSplitter(32 * 1024);
	const before = bytesInUse();
	for (let index = 0; index < times; index++) {
		expect([...splitter.push(new Uint8Array(size).fill(1))]).toEqual([]);
	}

	expect(bytesInUse() - before).toBeLessThan(6 * 1024 * 1024);
	expect(splitter.unfinished).toBe(size * times);
});
