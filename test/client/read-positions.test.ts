import {mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {openReadPositions, type Positions} from '../../source/client/read-positions.ts';
import {ada, bob, firstLog, lobby, ops, otherLog, seqOf} from '../helpers/client-fakes.ts';

let directory: string;
beforeEach(() => {
	vi.useFakeTimers();
	directory = path.join(mkdtempSync(path.join(tmpdir(), 'chatroom-read-')), 'read');
});
afterEach(() => {
	vi.useRealTimers();
	rmSync(path.dirname(directory), {recursive: true, force: true});
});

const mine = {log: firstLog, nick: ada};
const head = seqOf(100);
const fileIn = () => path.join(directory, readdirSync(directory)[0]!);

test('how far one has read is known to the next run', () => {
	const first = openReadPositions(directory);
	first.keep(mine, () => ({[lobby]: seqOf(7), [ops]: seqOf(9)}));
	first.flush();

	expect(openReadPositions(directory).read(mine, head)).toEqual({[lobby]: 7, [ops]: 9});
});

test('each person and each history has its own', () => {
	const positions = openReadPositions(directory);
	positions.keep(mine, () => ({[lobby]: seqOf(7)}));
	positions.keep({log: otherLog, nick: ada}, () => ({[lobby]: seqOf(8)}));
	positions.flush();

	expect(positions.read(mine, head)).toEqual({[lobby]: 7});
	expect(positions.read({log: otherLog, nick: ada}, head)).toEqual({[lobby]: 8});
	expect(positions.read({log: firstLog, nick: bob}, head)).toEqual({});
});

test('it is written a moment later, once, and only its owner may read it', () => {
	const positions = openReadPositions(directory);
	const newest = vi.fn<() => Positions>(() => ({[lobby]: seqOf(2)}));
	positions.keep(mine, () => ({[lobby]: seqOf(1)}));
	positions.keep(mine, newest);
	expect(newest).not.toHaveBeenCalled();

	vi.advanceTimersByTime(2000);
	expect(newest).toHaveBeenCalledTimes(1);
	expect(positions.read(mine, head)).toEqual({[lobby]: 2});
	expect(statSync(fileIn()).mode & 0o077).toBe(0);
	expect(readdirSync(directory)).toHaveLength(1);
});

test.each([
	['no JSON', '{"#lobby": '],
	['no object', '[1, 2]'],
	['nothing', 'null'],
	['no room', '{"lobby": 3, "__proto__": 4}'],
	['no number', '{"#lobby": "3", "#ops": -1}'],
	['what the history does not hold', '{"#lobby": 101}'],
])('a file with %s says nothing', (_, text) => {
	const positions = openReadPositions(directory);
	positions.keep(mine, () => ({[lobby]: seqOf(7)}));
	positions.flush();
	writeFileSync(fileIn(), text);

	expect(positions.read(mine, head)).toEqual({});
});

test('where nothing can be written nothing happens', () => {
	writeFileSync(directory, 'a file in its place');
	const positions = openReadPositions(directory);
	positions.keep(mine, () => ({[lobby]: seqOf(7)}));

	expect(() => positions.flush()).not.toThrow();
	expect(positions.read(mine, head)).toEqual({});
});

test('of histories that nobody goes to any more, the oldest files go', () => {
	const positions = openReadPositions(directory);
	for (let number = 0; number < 205; number++) {
		positions.keep({log: firstLog, nick: `n${number}` as typeof ada}, () => ({[lobby]: seqOf(1)}));
		positions.flush();
		const [newest] = readdirSync(directory)
			.map(name => path.join(directory, name))
			.filter(file => statSync(file).mtimeMs > 1_000_000_000);
		utimesSync(newest!, number, number);
	}

	expect(readdirSync(directory).length).toBeLessThanOrEqual(200);
	expect(positions.read({log: firstLog, nick: 'n204' as typeof ada}, head)).toEqual({[lobby]: 1});
	expect(positions.read({log: firstLog, nick: 'n0' as typeof ada}, head)).toEqual({});
});
