import {cpSync, readdirSync, rmSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {joinRoom} from '../helpers/client.ts';
import {openHome} from '../helpers/home.ts';
import {patience} from '../helpers/patience.ts';
import {joinAsPeer, readLobby} from '../helpers/peer.ts';
import {openServer} from '../helpers/serve.ts';

const alt = (key: string) => `\x1b${key}`;

test('what was read on one device is read on the other, also after both have forgotten it', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	using home = openHome();
	using otherHome = openHome();
	const desk = await joinRoom(server.port, 'ada', {home});
	// The same device secret, as whoever has two machines copies it.
	cpSync(path.join(home.directory, 'config'), path.join(otherHome.directory, 'config'), {
		recursive: true,
	});
	const phone = await joinRoom(server.port, 'ada2', {home: otherHome});
	for (const [device, others] of [
		[desk, '#desk'],
		[phone, '#phone'],
	] as const) {
		device.type(`/join ${others}\r`);
		await device.shows(`2 ${others}`);
	}

	bob.say('ada and ada2: one');
	bob.say('two');
	await desk.shows('1 #lobby (2!)');
	await phone.shows('1 #lobby (2!)');
	desk.type(alt('1'));
	await desk.shows('bob two');
	await phone.showsNot('(2!)');
	phone.type(alt('1'));
	await phone.shows('bob two');
	expect(phone.text()).not.toContain('── new');

	// What comes now is read on no device.
	desk.type('/quit\r');
	phone.type('/quit\r');
	await desk.givesBack();
	await phone.givesBack();
	bob.say('three');
	bob.say('four');
	await expect.poll(async () => (await readLobby(server.port)).length, patience).toBe(4);
	for (const {directory} of [home, otherHome]) {
		const positions = path.join(directory, 'data', 'chatroom', 'read');
		expect(readdirSync(positions)).not.toEqual([]);
		rmSync(positions, {recursive: true});
	}

	const back = await joinRoom(server.port, 'ada2', {home: otherHome});
	await back.shows(/bob two\n.*── new ─+\n.*bob three\n.*bob four/);
	back.type('/quit\r');
	await back.givesBack();
	await using last = await joinRoom(server.port, 'ada', {home});
	await last.shows('bob four');
	expect(last.text()).not.toContain('── new');
});
