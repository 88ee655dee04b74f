import {expect, test, vi} from 'vitest';
import {MemoryLog} from '../../source/server/storage/memory-log.ts';
import {type RunningServer, startServer} from '../../source/server/start-server.ts';
import {connect, type TcpPeer} from '../helpers/tcp-peer.ts';

async function open(limit = 10, log = new MemoryLog()) {
	const reports: unknown[] = [];
	const server = await startServer({
		openLog: () => log,
		host: '127.0.0.1',
		port: 0,
		door: {limit},
		name: 'test',
		software: 'chatroom test',
		report: error => void reports.push(error),
	});
	return {
		...server,
		reports,
		[Symbol.asyncDispose]: () => server.stop('The test is over.'),
	};
}

/** Someone with netcat who comes again as long as the room is full. */
async function enter({port}: Pick<RunningServer, 'port'>, name: string): Promise<TcpPeer> {
	const peer = await connect(port);
	await expect.poll(peer.heard).toContain('\n');
	if (!peer.heard().includes('please enter your username\n')) {
		peer.socket.destroy();
		return enter({port}, name);
	}

	peer.socket.write(`${name}\n`);
	await expect.poll(peer.heard).toContain(`Welcome ${name},`);
	return peer;
}

test('netcat and our own client talk to each other', async () => {
	await using server = await open();
	using ada = await enter(server, 'ada');
	using bob = await connect(server.port);
	bob.socket.write('{"type":"hello","v":[1,1],"nick":"bob"}\n');
	await expect.poll(bob.heard).toContain('"type":"caught-up"');
	ada.socket.write('hi bob\n');
	await expect.poll(bob.heard).toMatch(/"author":"ada".*"text":"hi bob"/);
	bob.socket.write(
		'{"type":"say","room":"#lobby","id":"0123456789012345678901","text":"hi ada"}\n',
	);
	await expect.poll(bob.heard).toMatch(/"type":"ack","id":"0123456789012345678901","seq":2/);
	expect(ada.heard()).toMatch(/\* bob has joined\n<bob> hi ada\n$/);
	expect(server.reports).toEqual([]);
});

test('an IRC client learns how many are here, and of whom it wants to know', async () => {
	await using server = await open();
	using stranger = await connect(server.port);
	using ada = await connect(server.port);
	ada.socket.write('NICK ada\r\nUSER ada 0 * :Ada\r\n');
	await expect.poll(ada.heard).toContain(' 366 ada #lobby ');
	expect(ada.heard()).toContain(' 253 ada 1 :unknown connection(s)\r\n');
	ada.socket.write('MONITOR + bob\r\n');
	await expect.poll(ada.heard).toContain(' 731 ada bob\r\n');
	stranger.socket.write('bob\n');
	await expect.poll(ada.heard).toMatch(/ 730 ada bob!plain@\S+\r\n/);
	ada.socket.write('LUSERS\r\n');
	await expect.poll(ada.heard).toContain(' 253 ada 0 :unknown connection(s)\r\n');
	expect(ada.heard()).toContain(' 265 ada 2 2 :');
	stranger.socket.end();
	await expect.poll(ada.heard).toMatch(/ 731 ada bob\r\n[^]* 731 ada bob\r\n/);
	ada.socket.write('WHOWAS bob\r\n');
	await expect.poll(ada.heard).toMatch(/ 314 ada bob plain \S+ \* bob\r\n/);
	expect(server.reports).toEqual([]);
});

test('one too many is told that the room is full, and the seat goes to the next when one leaves', async () => {
	await using server = await open(2);
	using ada = await enter(server, 'ada');
	using bob = await enter(server, 'bob');
	using carol = await connect(server.port);
	await expect.poll(carol.heard).toBe('The room is full (2/2). Try again when someone has left.\n');
	carol.socket.write('carol\n');
	await carol.closed;
	using client = await connect(server.port);
	client.socket.write('{"type":"hello","v":[1,1],"nick":"carol"}\n');
	await client.closed;
	expect(client.heard()).toContain('"code":"full","text":"The room is full (2/2).');

	ada.socket.write('---quit---\n');
	await ada.closed;
	using again = await enter(server, 'carol');
	await expect.poll(bob.heard).toMatch(/\* ada has left the chat\n\* carol has joined\n$/);
	expect(again.heard()).toContain('Here: bob, carol');
});

test('stopping tells everyone, answers what was begun, and gives the log back last', async () => {
	const log = new MemoryLog();
	const server = await open(10, log);
	using ada = await enter(server, 'ada');
	using bob = await connect(server.port);
	bob.socket.write('{"type":"hello","v":[1,1],"nick":"bob"}\n');
	await expect.poll(bob.heard).toContain('"type":"caught-up"');
	await server.stop('Good night.');
	await Promise.all([ada.closed, bob.closed]);

	expect(ada.heard()).toMatch(/\* Good night\.\n$/);
	expect(bob.heard()).toMatch(/\{"type":"bye","why":"Good night\.","retryMs":1000\}\n$/);
	await expect(log.append({} as never)).rejects.toMatchObject({code: 'closing'});
});

test('a log that cannot be opened leaves no port taken, and a port in use leaves the log alone', async () => {
	await using other = await open();
	const openLog = vi.fn<() => never>(() => {
		throw new Error('No log');
	});
	const options = {
		openLog,
		host: '127.0.0.1',
		door: {limit: 1},
		name: 'test',
		software: 'chatroom test',
		report() {},
	};
	await expect(startServer({...options, port: other.port})).rejects.toMatchObject({
		code: 'EADDRINUSE',
	});
	expect(openLog).not.toHaveBeenCalled();

	const {port} = other;
	await other.stop('');
	await expect(startServer({...options, port})).rejects.toThrow('No log');
	await expect(connect(port)).rejects.toMatchObject({code: 'ECONNREFUSED'});
});
