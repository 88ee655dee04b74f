import {expect, test, vi} from 'vitest';
import {createLink} from '../../source/client/connection/link.ts';
import type {ClientFrame} from '../../source/protocol/client-frame.ts';
import type {AuthorKey, Nick} from '../../source/protocol/ids.ts';
import {formatLink, parseLink} from '../../source/protocol/room-link.ts';
import type {ServerFrame} from '../../source/protocol/server-frame.ts';
import {MemoryLog} from '../../source/server/storage/memory-log.ts';
import {type RunningServer, startServer} from '../../source/server/start-server.ts';
import {connect, type TcpPeer} from '../helpers/tcp-peer.ts';
import {inTheClear} from '../helpers/credentials.ts';
import {anIdentity} from '../helpers/identity.ts';

async function open(
	limit = 10,
	log = new MemoryLog(),
	options: Partial<Parameters<typeof startServer>[0]> = {},
) {
	const reports: unknown[] = [];
	const server = await startServer({
		openLog: () => log,
		openIdentity: anIdentity,
		host: '127.0.0.1',
		port: 0,
		door: {limit},
		name: 'test',
		software: 'chatroom test',
		report: error => void reports.push(error),
		...options,
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
		openIdentity: anIdentity,
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

/** Our own client, as the device of `options`. */
function join(
	{port}: Pick<RunningServer, 'port'>,
	nick: string,
	options: ReturnType<typeof inTheClear> & {readonly invite?: string} = inTheClear(),
) {
	const frames: ServerFrame[] = [];
	const {invite} = options;
	const link = createLink(event => {
		if (event.type === 'opened') {
			const hello = {type: 'hello', v: [1, 1] as [number, number], nick} as const;
			link.send({...hello, ...(invite !== undefined && {invite})});
		} else if (event.type === 'frame') {
			frames.push(event.frame);
		}
	}, options);
	link.open({host: '127.0.0.1', port});
	return {
		send: (frame: ClientFrame) => link.send(frame),
		async hears(frame: Readonly<Record<string, unknown>>): Promise<void> {
			await expect.poll(() => frames).toContainEqual(expect.objectContaining(frame));
		},
		[Symbol.asyncDispose]: () => link.close(),
	};
}

test('the device of whoever runs it looks after it, and another does not', async () => {
	const own = inTheClear();
	await using server = await open(10, new MemoryLog(), {hosts: [own.credentials.device.key]});
	await using ada = join(server, 'ada', own);
	await using bob = join(server, 'bob');
	await Promise.all([ada.hears({type: 'caught-up'}), bob.hears({type: 'caught-up'})]);
	bob.send({type: 'command', text: '/announce I am the host'});
	await bob.hears({type: 'refused', code: 'not-steward'});
	ada.send({type: 'command', text: '/announce tea is ready'});
	await bob.hears({author: 'ada', kind: 'moderation', text: 'announces: tea is ready'});
	ada.send({type: 'command', text: '/kick bob noise'});
	await bob.hears({type: 'bye', why: 'ada put you out: noise.'});
});

test('its link names the ways to it and its key', async () => {
	const addresses = (port: number) =>
		[
			{host: '192.168.1.5', port},
			{host: '10.0.0.7', port},
		] as const;
	await using server = await open(10, new MemoryLog(), {addresses});
	const {pin} = await anIdentity();
	expect(server.link).toEqual({addresses: addresses(server.port), pin});
	await using plain = await open();
	expect(formatLink(plain.link)).toBe(`chatroom://127.0.0.1:${plain.port}#${pin}`);
});

test('an invitation lets one in where there is a password, and where it is locked, until it is over', async () => {
	await using server = await open(10, new MemoryLog(), {password: 'sesame'});
	const {hub} = server;
	const by = {nick: 'host' as Nick, key: 'h'.repeat(22) as AuthorKey};
	const invite = async (forMs: number) => {
		const answer = await hub.steward.carryOut(by, {type: 'link', forMs});
		return parseLink(/chatroom:\/\/\S+/.exec(answer!)![0])!.invite!;
	};
	const [lasting, over] = [await invite(3_600_000), await invite(0)];
	await using ada = join(server, 'ada', {...inTheClear(), invite: lasting});
	await ada.hears({type: 'welcome', nick: 'ada'});
	await using late = join(server, 'late', {...inTheClear(), invite: over});
	await late.hears({type: 'refused', code: 'not-invited'});

	await hub.steward.carryOut(by, {type: 'lock', why: 'enough'});
	await using bob = join(server, 'bob', {...inTheClear(), invite: lasting});
	await bob.hears({type: 'welcome', nick: 'bob'});
	await using eve = join(server, 'eve');
	await eve.hears({type: 'refused', code: 'password-needed'});
	using irc = await connect(server.port);
	irc.socket.write('PASS sesame\r\nNICK mallory\r\nUSER m 0 * :M\r\n');
	await irc.closed;
	expect(irc.heard()).toContain('Nobody new may come in at the moment: enough.');
});

test('where only encrypted connections are taken, it says so in the clear, also on this machine', async () => {
	await using server = await open(10, new MemoryLog(), {isTlsOnly: true});
	await using ada = join(server, 'ada');
	await ada.hears({type: 'refused', code: 'tls-needed'});
	using plain = await connect(server.port);
	plain.socket.write('ada\n');
	await plain.closed;
	expect(plain.heard()).toBe('Only encrypted connections are taken here.\n');
	using irc = await connect(server.port);
	irc.socket.write('NICK ada\r\nUSER ada 0 * :Ada\r\n');
	await irc.closed;
	expect(irc.heard()).toBe('ERROR :Only encrypted connections are taken here.\r\n');
});
