import {expect, test} from 'vitest';
import {joinRoom} from '../helpers/client.ts';
import {joinAsPeer} from '../helpers/peer.ts';
import {openServer} from '../helpers/serve.ts';
import {isRunning} from '../helpers/running.ts';
import {patience} from '../helpers/patience.ts';

test('Ctrl+C clears a draft first, then leaves and gives the terminal back', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	await using ada = await joinRoom(server.port, 'ada');
	await bob.hears('* ada has joined\n');
	await expect.poll(() => ada.written, patience).toContain('\x1b[?2004h');
	ada.type('not yet');
	await ada.showsDraft('› not yet', 9);
	ada.type('\x03');
	await ada.showsDraft('›', 2);
	expect(bob.heard()).not.toContain('left');

	ada.type('\x03');
	await bob.hears('* ada has left the chat\n');
	await ada.givesBack(0);
	expect(bob.heard()).not.toContain('not yet');
});

test.each([
	['---quit---', '* ada has left the chat\n'],
	['/quit', '* ada has left the chat\n'],
	['/quit to lunch', '* ada has left the chat (to lunch)\n'],
])('%s leaves, tells the room and gives the terminal back', async (line, told) => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	await using ada = await joinRoom(server.port, 'ada');
	ada.type(`${line}\r`);
	await bob.hears(told);
	await ada.givesBack(0);
});

test('Ctrl+D leaves, but only when nothing is written', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	ada.type('ab\x01\x04');
	await ada.showsDraft('› b', 2);
	ada.type('\x04\x04');
	await ada.givesBack(0);
});

test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
	'%s is a good bye like any other',
	async signal => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using ada = await joinRoom(server.port, 'ada');
		ada.type('a draft');
		await ada.shows('› a draft');
		ada.signal(signal);
		await bob.hears('* ada has left the chat\n');
		await ada.givesBack(0);
	},
);

test('closing the window leaves, and no process stays behind', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	await using ada = await joinRoom(server.port, 'ada');
	const {pid} = ada;
	expect(isRunning(pid)).toBe(true);
	ada.hangUp();
	await bob.hears('* ada has left the chat\n');
	expect(await ada.statusAfterHangUp()).toBe(0);
	expect(isRunning(pid)).toBe(false);
});

test('a crash gives the terminal back first, and is told where one can read it', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	const fault = `process.on('SIGUSR2', () => { throw new Error('made on purpose'); });`;
	await using ada = await joinRoom(server.port, 'ada', {
		env: {NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}`},
	});
	ada.signal('SIGUSR2');
	await bob.hears('* ada has left the chat\n');
	await ada.givesBack(1);
	expect(ada.text()).toContain('made on purpose');
	expect(ada.text()).not.toContain('#lobby');
});
