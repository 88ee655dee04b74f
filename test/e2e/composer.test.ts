import {expect, test} from 'vitest';
import {joinRoom} from '../helpers/client.ts';
import {patience} from '../helpers/patience.ts';
import {joinAsPeer, readLobby} from '../helpers/peer.ts';
import {openServer} from '../helpers/serve.ts';

test('Enter makes no new line, but Ctrl+J, Alt+Enter and a terminal that tells Shift+Enter do', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	ada.type('one');
	ada.type('\n');
	ada.type('two');
	ada.type('\x1b\r');
	ada.type('three');
	ada.type('\x1b[13;2u');
	ada.type('four');
	await ada.showsDraft('  four', 6);
	ada.type('\r');
	await ada.showsDraft('›', 2);
	await expect.poll(() => readLobby(server.port), patience).toHaveLength(1);
	expect(await readLobby(server.port)).toMatchObject([{text: 'one\ntwo\nthree\nfour'}]);
});

test('what is typed and entered at once is not lost', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	await using ada = await joinRoom(server.port, 'ada');
	ada.type('quick\rand quicker\r');
	await bob.hears('<ada> quick\n<ada> and quicker\n');
	await ada.showsDraft('›', 2);
});
