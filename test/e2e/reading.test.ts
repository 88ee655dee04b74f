import {expect, test} from 'vitest';
import {joinRoom, untilMessages} from '../helpers/client.ts';
import {openHome} from '../helpers/home.ts';
import {patience} from '../helpers/patience.ts';
import {joinAsPeer, readLobby} from '../helpers/peer.ts';
import {openServer} from '../helpers/serve.ts';

const pageUp = '\x1b[5~';
const end = '\x1b[F';
const home = '\x1b[H';
const up = '\x1b[A';
const down = '\x1b[B';
const escape = '\x1b';
const alt = (key: string) => `\x1b${key}`;
const numbered = (count: number) => Array.from({length: count}, (_, index) => `number ${index}.`);
async function logged(port: number, count: number): Promise<void> {
	await expect.poll(async () => (await readLobby(port)).length, patience).toBe(count);
}

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
	await ada.shows('Ada: have you seen this?', 'r reply');
	ada.type(end);
	await ada.showsNot('have you seen this?');
	await ada.showsNot('r reply');
});

test('one key reaches the first of 1,000 messages, and one comes back', async () => {
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

test('what a search finds is shown where it was said', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	const before = numbered(300).map(line => `before ${line}`);
	const after = numbered(300).map(line => `after ${line}`);
	bob.say([...before, 'the printer is on fire', ...after, 'printer again'].join('\n'));
	await logged(server.port, 602);
	await using ada = await joinRoom(server.port, 'ada');
	await ada.shows('printer again');
	ada.type('/search printer\r');
	await ada.shows('1 of 2', 'found for “printer”', /› \d+.*#lobby +bob: printer again/);
	ada.type(down);
	await ada.shows('2 of 2', /› \d+.*#lobby +bob: the printer is on fire/);
	ada.type(`${up}${down}\r`);
	await ada.shows('before number 299.', 'the printer is on fire', 'after number 0.');
	expect(ada.text()).not.toContain('found for');
	const row = ada.rows().findIndex(text => text.includes('on fire'));
	expect(row).toBeGreaterThan(7);
	expect(row).toBeLessThan(15);
	ada.type(end);
	await ada.shows('printer again');

	ada.type('/search printer\r');
	await ada.shows('1 of 2');
	ada.type(escape);
	await ada.showsNot('1 of 2');
	await ada.shows('printer again');
});

test('Alt+A goes where something is new, and with one room there is nothing of that', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	using bob = await joinAsPeer(server.port, 'bob');
	await ada.shows('bob came');
	expect(ada.text()).not.toContain('1 #lobby');
	ada.type('/join #ops\r');
	await ada.shows('2 #ops');
	bob.say('anybody?');
	await ada.shows('1 #lobby (1)');
	bob.say('ada?');
	await ada.shows('1 #lobby (2!)');
	ada.type(alt('a'));
	await ada.shows(/── new ─+\n.*bob anybody\?\n.*bob ada\?/);
	await ada.showsNot('(2!)');
});
