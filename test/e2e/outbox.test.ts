import {cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {at, joinRoom, say, untilMessages} from '../helpers/client.ts';
import {type Home, openHome} from '../helpers/home.ts';
import {untilEqual} from '../helpers/patience.ts';
import {joinAsPeer, readLobby} from '../helpers/peer.ts';
import {chatroom, run, startProgram} from '../helpers/program.ts';
import {openServer, type Server} from '../helpers/serve.ts';

const lines = ['first', 'second', 'third'];
const asSaid = lines.map(line => `ada ${line}`);
const onItsWay = asSaid.map(line => `… ${line}`);

/** Ada says three lines that nobody hears, and her program is killed. */
async function sayAndDie(server: Server, home: Home, more: readonly string[] = []): Promise<void> {
	await using ada = await joinRoom(server.port, 'ada', {home, rows: 30});
	process.kill(server.pid(), 'SIGSTOP');
	for (const line of [...lines, ...more]) {
		await say(ada, line);
	}

	await untilMessages(ada, ...onItsWay, ...more.map(line => `… ada ${line}`));
	ada.signal('SIGKILL');
	await ada.exit();
}

const inLog = async (port: number) =>
	(await readLobby(port)).map(({author, text}) => `${author} ${text}`);
const keptIn = ({env}: Home) => {
	try {
		return readdirSync(path.join(env['XDG_DATA_HOME']!, 'chatroom', 'outbox'));
	} catch {
		return [];
	}
};

test('what was said and not heard when the program was killed is said by the next, once and in order', async () => {
	await using server = await openServer();
	using home = openHome();
	await using bob = await joinRoom(server.port, 'bob', {rows: 30});
	await sayAndDie(server, home);
	expect(keptIn(home)).toHaveLength(1);
	process.kill(server.pid(), 'SIGKILL');
	await server.start();
	await bob.shows('online as bob');
	expect(await inLog(server.port)).toEqual([]);

	await using ada = await joinRoom(server.port, 'ada', {home, rows: 30});
	await untilMessages(ada, ...asSaid);
	await untilMessages(bob, ...asSaid);
	expect(await inLog(server.port)).toEqual(asSaid);
	await untilEqual(() => keptIn(home), []);
});

test('what the server had got before the program was killed is doubled on nobody’s screen', async () => {
	await using server = await openServer();
	using home = openHome();
	await using bob = await joinRoom(server.port, 'bob', {rows: 30});
	await sayAndDie(server, home);
	process.kill(server.pid(), 'SIGCONT');
	await untilMessages(bob, ...asSaid);
	expect(keptIn(home)).toHaveLength(1);

	await using ada = await joinRoom(server.port, 'ada', {home, rows: 30});
	await untilMessages(ada, ...asSaid);
	await untilEqual(() => keptIn(home), []);
	await say(ada, 'fourth');
	await untilMessages(bob, ...asSaid, 'ada fourth');
	await untilMessages(ada, ...asSaid, 'ada fourth');
	expect(await inLog(server.port)).toEqual([...asSaid, 'ada fourth']);
});

test('of two programs of one device, one says it, and on one screen', async () => {
	await using server = await openServer();
	using home = openHome();
	await sayAndDie(server, home);
	process.kill(server.pid(), 'SIGKILL');
	await server.start();
	const open = (name: string) =>
		startProgram(chatroom('join', ...at(server.port), '--username', name), {home});
	await using one = open('ada');
	await using two = open('ada2');
	const heardBy = ({stdout}: typeof one) =>
		[...stdout().matchAll(/^\d\d:\d\d (?:ada2?)(?: \(you\))?: (.*)$/gm)].map(([, text]) => text);
	await untilEqual(() => heardBy(one), lines);
	await untilEqual(() => heardBy(two), lines);
	expect((await readLobby(server.port)).map(({text}) => text)).toEqual(lines);
	await untilEqual(() => keptIn(home), []);
});

test('what was said in a room and to one person goes there and nowhere else', async () => {
	await using server = await openServer();
	using home = openHome();
	using bob = await joinAsPeer(server.port, 'bob');
	bob.say('/join #ops');
	await bob.hears('* You are in #ops');
	{
		await using ada = await joinRoom(server.port, 'ada', {home});
		ada.type('/join #ops\r');
		await ada.shows('2 #ops');
		process.kill(server.pid(), 'SIGSTOP');
		await say(ada, 'in ops');
		ada.type('/msg bob to you\r');
		await ada.shows('… ', 'to you');
		ada.signal('SIGKILL');
		await ada.exit();
	}

	process.kill(server.pid(), 'SIGKILL');
	await server.start();
	using again = await joinAsPeer(server.port, 'bob');
	again.say('/join #ops');
	await again.hears('* You are in #ops');
	await using ada = await joinRoom(server.port, 'ada', {home});
	await again.hears(/\[#ops\] in ops\n/, /to you\n/);
	await ada.shows('2 #ops', '3 @bob');
	await untilEqual(() => keptIn(home), []);
	expect(await inLog(server.port)).toEqual([]);
});

test('what was meant for one history is not said in another: it stays on screen, with the reason', async () => {
	await using server = await openServer('--ephemeral');
	using home = openHome();
	await sayAndDie(server, home);
	process.kill(server.pid(), 'SIGKILL');
	await server.start();

	{
		await using ada = await joinRoom(server.port, 'ada', {home, rows: 30});
		await ada.shows(/✗ +ada first\n.*not sent: It was said in another/);
		expect(await inLog(server.port)).toEqual([]);
		expect(keptIn(home)).toHaveLength(1);
		ada.type('\x1b');
		await untilEqual(() => keptIn(home), []);
		await untilMessages(ada);
		ada.type('\x03');
		await ada.givesBack(0);
	}

	await sayAndDie(server, home);
	process.kill(server.pid(), 'SIGKILL');
	await server.start();
	const command = chatroom('join', ...at(server.port), '--username', 'ada');
	const {status, stdout} = await run(command, {home});
	expect(status).toBe(0);
	expect(stdout).toMatch(/^! Not said in #lobby: first\n {6}\(It was said in another history/m);
	expect(await inLog(server.port)).toEqual([]);
	expect(keptIn(home)).toEqual([]);
});

test('an older copy of the history is told, shown as it is, and gets what still waits', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada', {rows: 30});
	await say(ada, 'kept');
	await untilMessages(ada, 'ada kept');
	await server.stop();
	const copy = mkdtempSync(`${server.data}-copy-`);
	try {
		cpSync(server.data, copy, {recursive: true});
		await server.start();
		await ada.shows('online as ada');
		await say(ada, 'gone');
		await untilMessages(ada, 'ada kept', 'ada gone');
		await server.stop();
		rmSync(server.data, {recursive: true});
		cpSync(copy, server.data, {recursive: true});
	} finally {
		rmSync(copy, {recursive: true});
	}

	await ada.shows('offline, trying again');
	await say(ada, 'waiting');
	await server.start();
	await ada.shows("The server's history was replaced", 'online as ada');
	await untilMessages(ada, 'ada kept', 'ada waiting');
	expect(await inLog(server.port)).toEqual(['ada kept', 'ada waiting']);
});

test('a disk on which nothing can be kept stops nobody from talking, and is told once', async () => {
	await using server = await openServer();
	using home = openHome();
	writeFileSync(home.env['XDG_DATA_HOME']!, 'a file where a directory should be');
	await using ada = await joinRoom(server.port, 'ada', {home, rows: 30});
	await say(ada, 'one');
	await say(ada, 'two');
	await untilMessages(ada, 'ada one', 'ada two');
	expect(ada.text().match(/cannot be kept on this disk/g)).toHaveLength(1);
});
