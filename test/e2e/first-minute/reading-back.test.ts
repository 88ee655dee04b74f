import {describe, expect, test} from 'vitest';
import {joinRoom, untilMessages} from '../../helpers/client.ts';
import {openHome} from '../../helpers/home.ts';
import {patience, untilEqual} from '../../helpers/patience.ts';
import {joinAsPeer, readLobby} from '../../helpers/peer.ts';
import {openServer} from '../../helpers/serve.ts';

const pageUp = '\x1b[5~';
const pageDown = '\x1b[6~';
const end = '\x1b[F';
const home = '\x1b[H';
const alt = (key: string) => `\x1b${key}`;
const numbered = (count: number) => Array.from({length: count}, (_, index) => `number ${index}.`);

async function logged(port: number, count: number): Promise<void> {
	await expect.poll(async () => (await readLobby(port)).length, patience).toBe(count);
}

describe('7. Reading further up', () => {
	test('PgUp holds still while new messages come and says how many; End returns', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using ada = await joinRoom(server.port, 'ada');
		bob.say(numbered(60).join('\n'));
		await ada.shows('number 59.');
		ada.type(pageUp);
		await ada.shows('End: newest');
		await ada.showsNot('number 59.');
		const still = ada.rows().slice(0, -2);
		// Two rows of the page before are still there.
		expect(still.at(-1)).toMatch(/number 40\.$/);

		for (let news = 1; news <= 12; news++) {
			bob.say(`news ${news}`);
			await ada.shows(`${news} new below · End`);
			expect(ada.rows().slice(0, -2)).toEqual(still);
			expect(ada.cursor()).toEqual({x: 2, y: 23});
		}

		expect(ada.rows()[22]).toMatch(/^ online as ada at here +12 new below · End$/);
		expect(ada.cell(70, 22)).toMatchObject({isBold: true});
		ada.type('typing does not move it');
		await ada.showsDraft('› typing does not move it', 25);
		expect(ada.rows().slice(0, -2)).toEqual(still);

		ada.type(end);
		await ada.shows('number 59.', ...Array.from({length: 12}, (_, index) => `news ${index + 1}`));
		await ada.showsNot('below');
		await ada.showsNot('End: newest');
		await ada.showsDraft('› typing does not move it', 25);
		bob.say('and it follows again');
		await untilEqual(() => ada.rows()[21]?.slice(6), '         bob and it follows again');
	});

	test('PgDn goes back the way that PgUp came', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using ada = await joinRoom(server.port, 'ada');
		bob.say(numbered(60).join('\n'));
		await ada.shows('number 59.');
		const newest = ada.rows();
		ada.type(pageUp);
		await ada.showsNot('number 41.');
		const above = ada.rows();
		ada.type(pageUp);
		await ada.showsNot('number 22.');
		ada.type(pageDown);
		await untilEqual(() => ada.rows(), above);
		ada.type(pageDown);
		await untilEqual(() => ada.rows(), newest);
	});

	test('Home reaches the first of a thousand messages with one key, and End comes back', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		using carol = await joinAsPeer(server.port, 'carol');
		using dave = await joinAsPeer(server.port, 'dave');
		bob.say('the very first');
		await logged(server.port, 1);
		// Nobody may talk so fast alone.
		[bob, carol, dave].forEach(peer => peer.say(numbered(333).join('\n')));
		await expect.poll(() => bob.heard().match(/number \d+\./g)?.length, patience).toBe(666);
		await expect.poll(() => dave.heard().match(/number \d+\./g)?.length, patience).toBe(666);
		await using ada = await joinRoom(server.port, 'ada');
		await ada.shows('number 332.');
		ada.type(home);
		await ada.shows(/^.*\n── .*\n.*bob the very first\n.*number 0\.\n/);
		bob.say('meanwhile');
		await ada.shows('1 new below · End', 'the very first');
		ada.type(end);
		await ada.shows('number 332.', 'meanwhile');
	});
});

describe('7. The unread line', () => {
	test('who comes back the next day sees where one left off, until one says something', async () => {
		await using server = await openServer();
		using home = openHome();
		using bob = await joinAsPeer(server.port, 'bob');
		{
			await using ada = await joinRoom(server.port, 'ada', {home});
			bob.say('seen by ada');
			await ada.shows('bob seen by ada');
			ada.type('/quit\r');
			await ada.exit();
		}

		bob.say('said while she was away');
		await bob.hears('ada');
		await logged(server.port, 2);
		await using ada = await joinRoom(server.port, 'ada', {home});
		await ada.shows(/seen by ada\n── new ─+\n.*said while she was away/);
		bob.say('and this while she looks');
		await ada.shows(/── new ─+\n.*said while she was away\n.*and this while she looks/);

		ada.type('thanks\r');
		await untilMessages(
			ada,
			'bob seen by ada',
			'bob said while she was away',
			'bob and this while she looks',
			'ada thanks',
		);
		await ada.showsNot('── new');
	});

	test('someone who was never here before sees no line', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		bob.say('long ago');
		await logged(server.port, 1);
		await using ada = await joinRoom(server.port, 'ada');
		await ada.shows('bob long ago');
		expect(ada.text()).not.toContain('── new');
	});

	test('what came while one read further up stands behind a line, and Alt+M finds what was said to one', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using ada = await joinRoom(server.port, 'ada');
		bob.say(numbered(60).join('\n'));
		await ada.shows('number 59.');
		ada.type(pageUp);
		await ada.showsNot('number 59.');
		bob.say('Ada: have you seen this?');
		bob.say(numbered(40).join('\n'));
		await ada.shows('41 new below (1 to you) · End');
		ada.type(end);
		await ada.shows('number 39.', 'Alt+U: where you left off');
		ada.type(alt('u'));
		await ada.shows(/number 59\.\n── new ─+\n.*Ada: have you seen this\?/);
		ada.type(end);
		await ada.showsNot('have you seen this?');
		ada.type(alt('m'));
		await ada.shows(/\d▌ +bob Ada: have you seen this\?/, 'Alt+Up selects it');
		ada.type(end);
		await ada.showsNot('have you seen this?');
		await ada.showsNot('Alt+Up selects it');
	});
});
