import net from 'node:net';
import {expect, test} from 'vitest';
import {at, inClearAt, joinRoom} from '../helpers/client.ts';
import {patience} from '../helpers/patience.ts';
import {joinAsPeer, openPeer, readLobby} from '../helpers/peer.ts';
import {chatroom, type Run, run, startProgram} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';
import {openHome} from '../helpers/home.ts';
import {openProxy} from '../helpers/proxy.ts';
import {idOf, openTalker} from '../helpers/talker.ts';

type Line = {readonly seq: number; readonly author: string; readonly text: string};
const entries = ({stdout}: Run): readonly Line[] =>
	stdout()
		.split('\n')
		.slice(0, -1)
		.map(line => JSON.parse(line) as Line);

async function untilSaid(tail: Run, ...texts: readonly string[]): Promise<void> {
	await expect.poll(() => entries(tail).map(({text}) => text), patience).toEqual(texts);
}

test('tail prints what is said for people, and ends with 0 on SIGINT', async () => {
	await using server = await openServer();
	using ada = await joinAsPeer(server.port, 'ada');
	ada.say('too early');
	await using tail = startProgram(chatroom('tail', ...at(server.port)));
	await expect.poll(() => visitors(server.port), patience).toBe(1);
	ada.say('hello');
	await tail.prints(/^\[\d\d:\d\d\] <ada> hello\n$/);
	ada.say('/me waves');
	await tail.prints(/\n\[\d\d:\d\d\] \* ada waves\n$/);
	tail.signal('SIGINT');
	expect(await tail.exit()).toBe(0);
	expect(tail.stderr()).toBe('');
	expect(tail.stdout()).not.toContain('too early');
	expect(ada.heard()).not.toMatch(/joined/);
});

test('tail --json --since SEQ begins after that entry and goes on with what comes', async () => {
	await using server = await openServer();
	using ada = await joinAsPeer(server.port, 'ada');
	for (const text of ['one', 'two', 'three']) {
		ada.say(text);
	}

	await expect.poll(async () => (await readLobby(server.port)).length, patience).toBe(3);
	const log = await readLobby(server.port);
	const tailSince = (since: string) =>
		startProgram(chatroom('tail', ...at(server.port), '--json', '--since', since));
	await using all = tailSince('0');
	await using rest = tailSince(String(log[1]!.seq));
	await using recent = tailSince('10m');
	await untilSaid(all, 'one', 'two', 'three');
	await untilSaid(rest, 'three');
	await untilSaid(recent, 'one', 'two', 'three');
	ada.say('four');
	await untilSaid(all, 'one', 'two', 'three', 'four');
	await untilSaid(rest, 'three', 'four');
	await untilSaid(recent, 'one', 'two', 'three', 'four');
	expect(entries(all)).toEqual(await readLobby(server.port));
	for (const tail of [all, rest, recent]) {
		tail.signal('SIGTERM');
		expect(await tail.exit()).toBe(0);
	}
});

test('tail --since fetches a history of many pages in order', async () => {
	await using server = await openServer();
	using ada = await joinAsPeer(server.port, 'ada');
	const texts = Array.from({length: 450}, (_, index) => `number ${index}`);
	ada.say(texts.join('\n'));
	await expect.poll(async () => (await readLobby(server.port)).length, patience).toBe(450);
	for (const since of ['0', '1h']) {
		await using tail = startProgram(
			chatroom('tail', ...at(server.port), '--json', '--since', since),
		);
		await untilSaid(tail, ...texts);
	}
});

test.each(['SIGTERM', 'SIGKILL'] as const)(
	'tail goes on without a gap when the server is restarted after %s',
	async signal => {
		await using server = await openServer();
		await using tail = startProgram(chatroom('tail', ...at(server.port), '--json', '--since', '0'));
		await using ada = await joinRoom(server.port, 'ada');
		ada.type('one\r');
		await untilSaid(tail, 'one');
		await server.stop(signal);
		await tail.complains(/^chatroom: .* Trying again\.\n/);
		await server.start();
		// Said before tail is back, as like as not.
		for (const text of ['two', 'three']) {
			await run(chatroom('send', ...at(server.port), '--username', 'cron', text));
		}

		await untilSaid(tail, 'one', 'two', 'three');
		tail.signal('SIGINT');
		expect(await tail.exit()).toBe(0);
	},
);

test.each(['yesterday', '10', '-5m', '10x'])('tail --since %s', async since => {
	const {status, stderr} = await run(chatroom('tail', `--since=${since}`, '--port', '1'));
	const isFine = since === '10';
	expect(status).toBe(isFine ? 3 : 2);
	expect(stderr).toMatch(
		isFine ? 'Nothing is listening' : `--since takes a time like 90s, 10m, 2h or 7d`,
	);
});

async function visitors(port: number): Promise<number> {
	const {stdout} = await run(chatroom('who', ...at(port), '--json'));
	return (JSON.parse(stdout) as {visitors: number}).visitors;
}

test('a history that was replaced is told, and read from its beginning', async () => {
	await using server = await openServer('--ephemeral');
	await using tail = startProgram(chatroom('tail', ...at(server.port), '--json', '--since', '0'));
	using ada = await joinAsPeer(server.port, 'ada');
	ada.say('one\ntwo\nthree');
	await untilSaid(tail, 'one', 'two', 'three');
	await server.stop();
	await tail.complains('Trying again.\n');
	await server.start();
	for (const text of ['four', 'five']) {
		await run(chatroom('send', ...at(server.port), '--username', 'cron', text));
	}

	await untilSaid(tail, 'one', 'two', 'three', 'four', 'five');
	expect(tail.stderr()).toMatch(/\nchatroom: The server's history was replaced\.\n$/);
	tail.signal('SIGTERM');
	expect(await tail.exit()).toBe(0);
});

test('what is said directly to the same device is not printed', async () => {
	await using server = await openServer();
	using home = openHome();
	await using eve = await joinRoom(server.port, 'eve', {home});
	await using tail = startProgram(chatroom('tail', ...at(server.port), '--json'), {home});
	await expect.poll(() => visitors(server.port), patience).toBe(1);
	using ada = await joinAsPeer(server.port, 'ada');
	ada.say('/msg eve for you alone');
	await eve.shows('@ada (1)');
	ada.say('for all');
	await untilSaid(tail, 'for all');
});

test('a signal ends it before any server has answered', async () => {
	const silent = net.createServer();
	await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
	const came = new Promise(resolve => silent.once('connection', resolve));
	const {port} = silent.address() as net.AddressInfo;
	await using tail = startProgram(chatroom('tail', ...at(port)));
	await came;
	tail.signal('SIGINT');
	expect(await tail.exit()).toBe(0);
	silent.close();
});

test('a room that is full when it comes back is tried again', async () => {
	await using server = await openServer('--limit', '1');
	await using proxy = await openProxy(server.port);
	await using tail = startProgram(chatroom('tail', ...inClearAt(proxy.port), '--json'));
	await expect.poll(() => proxy.answers(), patience).toContain('"welcome"');
	proxy.cut();
	const ada = await untilLetIn(server.port, 'ada');
	proxy.mend();
	await tail.complains('chatroom: The server says: The room is full (1/1).');
	ada[Symbol.dispose]();
	await expect.poll(() => proxy.answers().match(/"welcome"/g), patience).toHaveLength(2);
	tail.signal('SIGINT');
	expect(await tail.exit()).toBe(0);
});

// The seat of one who is gone is free a moment later.
async function untilLetIn(port: number, name: string) {
	for (;;) {
		const peer = await openPeer(port);
		await peer.hears(/username|full/);
		if (!peer.heard().includes('full')) {
			peer.say(name);
			await peer.hears(`Welcome ${name}`);
			return peer;
		}

		peer[Symbol.dispose]();
	}
}

test('tail tells in words what is done to messages, and with --json as it is', async () => {
	await using server = await openServer();
	await using words = startProgram(chatroom('tail', ...at(server.port)));
	await using json = startProgram(chatroom('tail', ...at(server.port), '--json', '--since', '0'));
	await expect.poll(() => visitors(server.port), patience).toBe(2);
	using bob = await openTalker(server.port, 'bob');
	bob.say(idOf('1'), 'helo');
	const {seq: re} = await bob.answered(idOf('1'));
	const about = {type: 'say', room: '#lobby', re};
	bob.tell({...about, id: idOf('2'), kind: 'edit', text: 'hello'});
	bob.tell({...about, id: idOf('3'), kind: 'react', text: '👍'});
	bob.tell({...about, id: idOf('4'), kind: 'redact', text: 'oops'});
	await words.prints('* bob takes something back: oops\n');
	expect(words.stdout().replaceAll(/^\[\d\d:\d\d\] /gm, '')).toBe(
		'<bob> helo\n* bob edited: hello\n* bob reacts: 👍\n* bob takes something back: oops\n',
	);
	await untilSaid(json, 'helo', 'hello', '👍', 'oops');
	expect(entries(json).slice(1)).toMatchObject([
		{kind: 'edit', re},
		{kind: 'react', re},
		{kind: 'redact', re},
	]);
});

test('tail --since does not tell what was taken back, and --json leaves it as the log has it', async () => {
	await using server = await openServer();
	using bob = await openTalker(server.port, 'bob');
	bob.say(idOf('1'), 'the password is tulip');
	const {seq: re} = await bob.answered(idOf('1'));
	const about = {type: 'say', room: '#lobby', re};
	bob.tell({...about, id: idOf('2'), kind: 'edit', text: 'the password is rose'});
	bob.tell({...about, id: idOf('3'), kind: 'redact', text: 'oops'});
	bob.say(idOf('4'), 'hello');
	await bob.answered(idOf('4'));
	for (const since of ['0', '1h']) {
		await using words = startProgram(chatroom('tail', ...at(server.port), '--since', since));
		await words.prints('<bob> hello\n');
		expect(words.stdout().replaceAll(/^\[\d\d:\d\d\] /gm, '')).toBe(
			'* bob: taken back\n* bob: taken back\n* bob takes something back: oops\n<bob> hello\n',
		);
		await using json = startProgram(
			chatroom('tail', ...at(server.port), '--json', '--since', since),
		);
		await untilSaid(json, 'the password is tulip', 'the password is rose', 'oops', 'hello');
	}
});
