import xterm from '@xterm/headless';
import {expect, test} from 'vitest';
import {at, joinRoom} from '../helpers/client.ts';
import {patience} from '../helpers/patience.ts';
import {joinAsPeer} from '../helpers/peer.ts';
import {chatroom} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';
import {openTerminal} from '../helpers/terminal.ts';

const frameEnd = /(?<=\x1b\[\?2026l)/;

test('while others talk the cursor stays where one writes, and all is written in whole frames', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	await using ada = await joinRoom(server.port, 'ada');
	ada.type('a draft');
	await ada.showsDraft('› a draft', 9);
	await ada.shows('2 here: bob, ada');
	const {length} = ada.written;
	for (let number = 0; number < 60; number++) {
		bob.say(`message ${number}, as one says them`);
		await new Promise(resolve => setTimeout(resolve, number % 3 === 0 ? 20 : 0));
	}

	await ada.shows('message 59,');
	const frames = ada.written.slice(length).split(frameEnd);
	expect(frames.length).toBeGreaterThan(3);
	expect(frames.filter(frame => !frame.startsWith('\x1b[?2026h'))).toEqual([]);
	const screen = new xterm.Terminal({cols: 80, rows: 24, allowProposedApi: true});
	const show = (text: string) => new Promise<void>(resolve => screen.write(text, resolve));
	await show(ada.written.slice(0, length));
	for (const frame of frames) {
		await show(frame);
		const {cursorX: x, cursorY: y} = screen.buffer.active;
		expect({x, y}).toEqual({x: 9, y: 23});
	}

	screen.dispose();
});

test('who gave no name is asked for it before anything else, and the keys go there', async () => {
	await using server = await openServer();
	await using ada = openTerminal(chatroom('join', ...at(server.port)));
	await ada.shows('Your name at');
	ada.type('\x15zed');
	await ada.shows('Name  zed');
	expect(ada.written).not.toContain('#lobby');
	await ada.showsNot('connecting to');
	ada.type('\r');
	await ada.shows('online as zed', '1 here: zed');
	await ada.showsDraft('›', 2);
});

test('a name that is entered while it still connects is used when the server is there', async () => {
	await using server = await openServer();
	process.kill(server.pid(), 'SIGSTOP');
	await using ada = openTerminal(chatroom('join', ...at(server.port)));
	await ada.shows('Your name at');
	ada.type('\x15early\r');
	process.kill(server.pid(), 'SIGCONT');
	await ada.shows('online as early');
	await expect.poll(() => ada.rows().at(-1), patience).toBe('›');
});
