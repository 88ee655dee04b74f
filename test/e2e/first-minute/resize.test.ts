import {describe, expect, test} from 'vitest';
import {joinRoom} from '../../helpers/client.ts';
import {patience} from '../../helpers/patience.ts';
import {joinAsPeer} from '../../helpers/peer.ts';
import {openServer} from '../../helpers/serve.ts';
import type {Terminal} from '../../helpers/terminal.ts';

const pageUp = '\x1b[5~';
const leftBy = (count: number) => '\x1b[D'.repeat(count);
const long = (number: number) =>
	`number ${number} is said with so many words that forty columns do not hold them`;
const numbersOn = (terminal: Terminal): readonly number[] =>
	[...terminal.text().matchAll(/number (\d+) /g)].map(([, number]) => Number(number));

/** What is on screen is what a redraw from nothing shows. */
async function expectSameAfresh(terminal: Terminal): Promise<void> {
	const seen = () => ({rows: terminal.rows(), cursor: terminal.cursor()});
	const before = seen();
	const {length} = terminal.written;
	terminal.type('\x0c');
	await expect.poll(() => terminal.written.slice(length), patience).toContain('\x1b[2J');
	await expect.poll(seen, patience).toEqual(before);
}

// As wide as the screen allows, the last word at the end of the last row.
async function untilDrawn(terminal: Terminal, columns: number, rows: number, draft: string) {
	await expect
		.poll(() => {
			const seen = terminal.rows();
			const bottom = seen.findLastIndex(row => row.startsWith(' online'));
			const shown = seen.slice(bottom + 1).map(row => row.replace(/^(?:› | {2})/, ''));
			return {
				rows: seen.length,
				header: seen[0]?.startsWith(' #lobby'),
				isNarrow: seen.every(row => row.length <= columns),
				tail: draft.endsWith(shown.join('')) && shown.join('').length > 4,
				cursor: terminal.cursor().y,
			};
		}, patience)
		.toEqual({rows, header: true, isNarrow: true, tail: true, cursor: rows - 1});
}

describe('3. A resize while one types', () => {
	test('whatever the size becomes while one types, the screen is right', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using ada = await joinRoom(server.port, 'ada');
		bob.say('a message that is long enough to be wrapped once the screen is narrower than it is');
		bob.say('今日の会議は午後三時からです。資料は昨日共有しました 📎 and so on and on');
		bob.say('short');
		await ada.shows('short');
		let draft = 'a draft';
		ada.type(draft);
		await ada.shows(draft);

		for (const [columns, rows] of [
			[40, 10],
			[20, 6],
			[60, 15],
			[80, 24],
			[33, 9],
		] as const) {
			ada.type(' goes');
			ada.resize(columns, rows);
			ada.type(' on');
			draft += ' goes on';
			await untilDrawn(ada, columns, rows, draft);
			await expectSameAfresh(ada);
		}
	});

	test('a screen that is too small says so, and what is typed meanwhile is there later', async () => {
		await using server = await openServer();
		await using ada = await joinRoom(server.port, 'ada');
		const before = ada.rows();
		ada.resize(10, 4);
		await ada.shows('Too small');
		await ada.showsNot('online');
		await expectSameAfresh(ada);
		ada.type('unseen');
		ada.resize(80, 24);
		await ada.showsDraft('› unseen', 8);
		await expect.poll(() => ada.rows().slice(0, -1), patience).toEqual(before.slice(0, -1));
		await expectSameAfresh(ada);
	});

	test('a resize storm ends in a right screen', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using ada = await joinRoom(server.port, 'ada');
		ada.type('steady');
		for (let step = 0; step < 30; step++) {
			ada.resize(30 + ((step * 17) % 70), 8 + ((step * 5) % 30));
			bob.say(`message ${step}`);
		}

		ada.resize(70, 20);
		await ada.shows('message 29');
		await untilDrawn(ada, 70, 20, 'steady');
		await expectSameAfresh(ada);
	});

	test('down to 40x10 and back, the draft, the cursor in it and the place one reads at are kept', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using ada = await joinRoom(server.port, 'ada');
		bob.say(Array.from({length: 60}, (_, index) => long(index)).join('\n'));
		await ada.shows('number 59 ');
		ada.type('a draft that is longer than forty columns are');
		ada.type(leftBy(6));
		await ada.showsDraft('› a draft that is longer than forty columns are', 41);
		ada.type(pageUp);
		await ada.shows('End: newest');
		await ada.showsNot('number 59 ');
		const before = ada.rows();
		const newest = numbersOn(ada).at(-1)!;
		expect(before[21]).toMatch(/ is said/);

		ada.resize(40, 10);
		await expect
			.poll(() => ada.rows().slice(-3), patience)
			.toEqual([
				expect.stringMatching(/^ online as ada.* End: newest$/),
				'› a draft that is longer than forty col',
				'  umns are',
			]);
		await expect.poll(() => ada.cursor(), patience).toEqual({x: 4, y: 9});
		expect(numbersOn(ada).at(-1)).toBe(newest);
		await expectSameAfresh(ada);
		bob.say('meanwhile');
		await ada.shows('1 new below · End');

		ada.resize(80, 24);
		await expect.poll(() => ada.rows().slice(0, 22), patience).toEqual(before.slice(0, 22));
		await ada.showsDraft('› a draft that is longer than forty columns are', 41);
		await ada.shows('1 new below · End');
		await expectSameAfresh(ada);
	});
});
