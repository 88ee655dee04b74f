import net from 'node:net';
import {expect, test} from 'vitest';
import {openHome} from '../helpers/home.ts';
import {freePort} from '../helpers/free-port.ts';
import {patience} from '../helpers/patience.ts';
import {joinAsPeer} from '../helpers/peer.ts';
import {chatroom} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';
import {openTerminal, type Terminal} from '../helpers/terminal.ts';

const tab = '\t';
const shiftTab = '\x1b[Z';
const kill = '\x15';

const rowOf = (terminal: Terminal, label: string): number =>
	terminal.rows().findIndex(row => row.trimStart().startsWith(label));

async function untilFocusOn(terminal: Terminal, label: string): Promise<void> {
	await expect
		.poll(() => ({y: terminal.cursor().y, text: terminal.text()}), patience)
		.toMatchObject({y: expect.toSatisfy((y: number) => y === rowOf(terminal, label))});
}

// The problem stands in the rows right below the field.
async function untilComplains(terminal: Terminal, label: string, words: string): Promise<void> {
	const below = () => {
		const row = rowOf(terminal, label);
		return terminal
			.rows()
			.slice(row + 1, row + 4)
			.map(text => text.trim())
			.join(' ');
	};
	await expect.poll(below, patience).toContain(words);
	await untilFocusOn(terminal, label);
}

// A server of something else.
async function openStranger(answer: (socket: net.Socket) => void) {
	const sockets: net.Socket[] = [];
	const server = net.createServer(socket => {
		sockets.push(socket.on('error', () => {}));
		answer(socket);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as net.AddressInfo).port,
		async [Symbol.asyncDispose]() {
			sockets.forEach(socket => socket.destroy());
			await new Promise(resolve => server.close(resolve));
		},
	};
}

test('the fields are filled in, and Tab and Shift+Tab go round them', async () => {
	await using terminal = openTerminal(chatroom('join'), {env: {CHATROOM_USERNAME: 'ada'}});
	await terminal.shows('Join a chat room', /Host +127\.0\.0\.1/, /Port +12312/, /Your name +ada/);
	await untilFocusOn(terminal, 'Host');
	for (const label of ['Port', 'Your name', 'Host']) {
		terminal.type(tab);
		await untilFocusOn(terminal, label);
	}

	for (const label of ['Your name', 'Port', 'Host']) {
		terminal.type(shiftTab);
		await untilFocusOn(terminal, label);
	}

	terminal.type('\x03');
	await terminal.givesBack(0);
});

test('chatroom alone asks the same', async () => {
	await using terminal = openTerminal(chatroom());
	await terminal.shows('Join a chat room');
	terminal.type('\x03');
	await terminal.givesBack(0);
});

test('every mistake is told in words under its field, and a good try afterwards joins', async () => {
	await using server = await openServer();
	await using chatty = await openStranger(socket => socket.end('HTTP/1.0 400 Bad Request\r\n\r\n'));
	await using endless = await openStranger(socket => socket.write('la '.repeat(5000) + '\n'));
	await using terminal = openTerminal(chatroom('join'), {env: {CHATROOM_USERNAME: 'ada'}});
	await terminal.shows('Join a chat room');

	terminal.type(`${tab}${kill}99999\r`);
	await untilComplains(terminal, 'Port', 'A port is a number from 1 to 65535.');
	terminal.type(`${kill}${await freePort()}${tab}${kill}not a name\r`);
	await untilComplains(terminal, 'Your name', 'A name starts with a letter or digit');
	terminal.type(`${kill}ada\r`);
	await untilComplains(terminal, 'Host', 'Nothing is listening on 127.0.0.1:');

	terminal.type(`${kill}no-such-host.invalid\r`);
	await untilComplains(terminal, 'Host', 'There is no host called no-such-host.invalid.');
	for (const {port} of [chatty, endless]) {
		terminal.type(`${kill}127.0.0.1${tab}${kill}${port}\r`);
		await untilComplains(terminal, 'Host', `answers on 127.0.0.1:${port} is not a chatroom server`);
	}

	terminal.type(`${tab}${kill}${server.port}\r`);
	await terminal.shows('online as ada', '1 here: ada');
	terminal.type('\x03');
	await terminal.givesBack(0);
});

test('what was used last is offered the next time', async () => {
	await using server = await openServer();
	using home = openHome();
	await using first = openTerminal(chatroom('join'), {home});
	await first.shows('Join a chat room');
	first.type(`${tab}${kill}${server.port}${tab}${kill}ada\r`);
	await first.shows('online as ada');
	first.type('\x03');
	await first.givesBack(0);

	await using second = openTerminal(chatroom('join'), {home});
	await second.shows(/Host +127\.0\.0\.1/, new RegExp(`Port +${server.port}`), /Your name +ada/);
	second.type('\r');
	await second.shows('online as ada');
});

test('a name that the server refuses can be changed there and then', async () => {
	await using server = await openServer();
	using ada = await joinAsPeer(server.port, 'ada');
	await using terminal = openTerminal(chatroom('join'), {env: {CHATROOM_USERNAME: 'ada'}});
	await terminal.shows('Join a chat room');
	terminal.type(`${tab}${kill}${server.port}\r`);
	await terminal.shows('That name is taken.');
	terminal.type(`${kill}bob\r`);
	await terminal.shows('online as bob');
	await ada.hears('* bob has joined\n');
});
