import {describe, expect, test} from 'vitest';
import {joinRoom} from '../../helpers/client.ts';
import {framesOf, isOneFrame, replay, type Seen} from '../../helpers/frames.ts';
import {joinAsPeer} from '../../helpers/peer.ts';
import {openServer} from '../../helpers/serve.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz';
// Those that follow each other begin differently: neither can be made of the other by a few characters.
const wordOf = (number: number) => `${alphabet[number % 26]}word${number}.`;
const written = Array.from({length: 75}, (_, index) => alphabet[(index * 7) % 26]).join('');

// Each says two messages at a time.
const peerOf = (number: number) => Math.floor(number / 2) % 3;

function expectWithoutGap(numbers: readonly number[]): void {
	const [first = 0] = numbers;
	const following = Array.from({length: 150}, (_, number) => number).filter(
		number => number >= first && peerOf(number) === peerOf(first),
	);
	expect(numbers).toEqual(following.slice(0, numbers.length));
}

/** A person who writes while three others talk, and what reached the terminal meanwhile. */
async function talkWhileWriting(): Promise<{
	readonly before: string;
	readonly frames: readonly string[];
	readonly seen: readonly Seen[];
}> {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	using carol = await joinAsPeer(server.port, 'carol');
	using dave = await joinAsPeer(server.port, 'dave');
	await using ada = await joinRoom(server.port, 'ada');
	await ada.shows('4 here: bob, carol, dave, ada');
	const before = ada.written;
	const peers = [bob, carol, dave];
	for (const [number, letter] of written.split('').entries()) {
		peers[number % 3]!.say(`${wordOf(2 * number)}\n${wordOf(2 * number + 1)}`);
		ada.type(letter);
		// A hundred and fifty lines in three seconds.
		await new Promise(resolve => setTimeout(resolve, 40));
	}

	await ada.showsDraft(`› ${written}`, written.length + 2);
	await Promise.all([0, 1, 2].map(last => ada.shows(wordOf(149 - 2 * last))));
	const frames = framesOf(ada.written.slice(before.length));
	const seen = await replay([before, ...frames]);
	expect(seen.at(-1)!.rows).toEqual(ada.rows());
	return {before, frames, seen: seen.slice(1)};
}

describe('2. Typing while fifty lines a second arrive', () => {
	test('loses no key, leaves the cursor behind what is typed, and writes whole frames of changed rows only', async () => {
		const {frames, seen} = await talkWhileWriting();
		expect(frames.length).toBeGreaterThan(20);
		expect(frames.filter(frame => !isOneFrame(frame))).toEqual([]);

		let typed = '';
		let newest = -1;
		for (const {rows, cursor, isCursorShown} of seen) {
			const draft = rows[23]!.slice(2);
			expect(draft.startsWith(typed) && written.startsWith(draft)).toBe(true);
			typed = draft;
			expect({cursor, isCursorShown}).toEqual({
				cursor: {x: 2 + typed.length, y: 23},
				isCursorShown: true,
			});
			const shown = rows.flatMap(row => /word(\d+)\.$/.exec(row)?.[1] ?? []).map(Number);
			[0, 1, 2].forEach(peer => expectWithoutGap(shown.filter(number => peerOf(number) === peer)));
			expect(Math.max(-1, ...shown)).toBeGreaterThanOrEqual(newest);
			newest = Math.max(-1, ...shown);
			// Nothing goes away for a moment.
			expect(rows[0]).toMatch(/^ #lobby at here +4 here: bob, carol, dave, ada$/);
			expect(rows[22]).toMatch(/^ online as ada at here .*\/help$/);
		}

		expect({typed, newest}).toEqual({typed: written, newest: 149});
		const all = frames.join('');
		const timesWritten = Array.from(
			{length: 150},
			(_, number) => all.split(wordOf(number)).length - 1,
		);
		// What has been drawn is moved, never drawn again.
		expect(Math.max(...timesWritten)).toBe(1);
		expect(all).not.toContain('#lobby at here');
		expect(all).not.toContain('online as ada');
		expect(all).not.toMatch(/\x1b\[[0-3]?J/);
	});
});
