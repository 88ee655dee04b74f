import {expect, test} from 'vitest';
import {at, joinRoom} from '../helpers/client.ts';
import {openHome} from '../helpers/home.ts';
import {patience} from '../helpers/patience.ts';
import {joinAsPeer, readLobby} from '../helpers/peer.ts';
import {chatroom} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';
import {openTerminal} from '../helpers/terminal.ts';

const end = '\x1b[F';
const up = '\x1b[A';
const down = '\x1b[B';
const escape = '\x1b';
const alt = (key: string) => `\x1b${key}`;
const numbered = (count: number) => Array.from({length: count}, (_, index) => `number ${index}.`);
async function logged(port: number, count: number): Promise<void> {
	await expect.poll(async () => (await readLobby(port)).length, patience).toBe(count);
}

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

test('the next run is in the rooms of this one, unless it is told in which to be', async () => {
	await using server = await openServer();
	using home = openHome();
	const join = async (...flags: readonly string[]) => {
		const argv = chatroom('join', ...at(server.port), '--username', 'ada', ...flags);
		const terminal = openTerminal(argv, {home});
		await terminal.shows('online as ada');
		return terminal;
	};

	{
		await using ada = await join();
		ada.type('/join #ops\r');
		await ada.shows('2 #ops');
		ada.type('/join #dev\r');
		await ada.shows('3 #dev');
		ada.type('\x102 people\r');
		await ada.shows('ada 2 people');
		ada.type('/quit\r');
		expect(await ada.exit()).toBe(0);
	}

	{
		await using again = await join();
		await again.shows(' 1 #lobby  2 #ops  3 #dev', /^ #ops /, 'ada 2 people');
		again.type('/quit\r');
		expect(await again.exit()).toBe(0);
	}

	await using one = await join('--room', '#other');
	await one.shows('#other', 'online as ada');
	expect(one.text()).not.toContain('#ops');
});
