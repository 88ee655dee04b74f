import {expect, test} from 'vitest';
import {joinRoom} from '../helpers/client.ts';
import {patience} from '../helpers/patience.ts';
import {joinAsPeer, readLobby} from '../helpers/peer.ts';
import {openServer} from '../helpers/serve.ts';

const pageUp = '\x1b[5~';
const end = '\x1b[F';
const home = '\x1b[H';
const numbered = (count: number) => Array.from({length: count}, (_, index) => `number ${index}.`);

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
	expect(still.at(-1)).toMatch(/number \d+\.$/);

	bob.say('news one');
	await ada.shows('1 new below · End');
	bob.say('news two');
	await ada.shows('2 new below · End');
	expect(ada.rows().slice(0, -2)).toEqual(still);
	ada.type('typing does not move it');
	await ada.shows('› typing does not move it');
	expect(ada.rows().slice(0, -2)).toEqual(still);

	ada.type(end);
	await ada.shows('number 59.', 'news one', 'news two');
	await ada.showsNot('below');
	await ada.showsNot('End: newest');
	bob.say('and it follows again');
	await ada.shows('and it follows again');
});

test('Home reaches the very first message of a long history', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	bob.say(numbered(350).join('\n'));
	await expect.poll(async () => (await readLobby(server.port)).length, patience).toBe(350);
	await using ada = await joinRoom(server.port, 'ada');
	await ada.shows('number 349.');
	await expect
		.poll(() => {
			ada.type(home);
			return ada.text();
		}, patience)
		.toContain(' number 0.\n');
	await ada.shows(/number 0\.\n.*number 1\.\n.*number 2\.\n/);
	ada.type(end);
	await ada.shows('number 349.');
});
