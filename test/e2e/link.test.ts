import {chmodSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {at, joinRoom} from '../helpers/client.ts';
import {freePort} from '../helpers/free-port.ts';
import {joinAsPeer} from '../helpers/peer.ts';
import {chatroom, run} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';
import {openTerminal} from '../helpers/terminal.ts';

const wrong = 'w'.repeat(43);

/** What a server says of itself when it begins. */
function told({events}: Awaited<ReturnType<typeof openServer>>) {
	const {link, pin} = events()[0] as unknown as {readonly link: string; readonly pin: string};
	return {link, pin};
}

test('a server prints a link with its key, which stays, and others come in by it', async () => {
	await using server = await openServer();
	const {link, pin} = told(server);
	expect(pin).toMatch(/^[\w-]{43}$/);
	expect(link).toBe(`chatroom://127.0.0.1:${server.port}#${pin}`);
	await using ada = openTerminal(chatroom('join', link, '--username', 'ada'));
	await ada.shows('online as ada');
	const home = {host: ['--host', link], pin: [...at(server.port), '--pin', pin]};
	for (const where of Object.values(home)) {
		expect(await run(chatroom('send', ...where, '--username', 'cron', 'hi'))).toMatchObject({
			status: 0,
			stderr: '',
		});
	}

	await server.stop();
	await server.start();
	expect(told(server)).toEqual({link, pin});
});

test('of several addresses the one that answers is taken', async () => {
	await using server = await openServer();
	const {pin} = told(server);
	const link = `chatroom://127.0.0.1:${await freePort()}?or=127.0.0.1:${server.port}#${pin}`;
	await using ada = openTerminal(chatroom('join', link, '--username', 'ada'));
	await ada.shows('online as ada');
	expect(await run(chatroom('who', '--host', link))).toMatchObject({
		status: 0,
		stdout: '1 at here\n  ada  json\n',
	});
});

test('another key than the one that one was told of is refused, and both are shown', async () => {
	await using server = await openServer();
	const {link, pin} = told(server);
	const other = link.replace(pin, wrong);
	for (const where of [
		['--host', other],
		[...at(server.port), '--pin', wrong],
	]) {
		const {status, stdout, stderr} = await run(
			chatroom('send', ...where, '--username', 'ada', 'a secret'),
		);
		expect({status, stdout}).toEqual({status: 3, stdout: ''});
		expect(stderr).toContain(pin);
		expect(stderr).toContain(wrong);
		expect(stderr).toMatch(/^chatroom: [^\n]*\n$/);
	}

	using peer = await joinAsPeer(server.port, 'bob');
	expect(peer.heard()).not.toContain('a secret');
	await using eve = openTerminal(chatroom('join', other, '--username', 'eve'), {columns: 200});
	await eve.shows(pin, wrong);
});

test.each([
	[['join', 'chatroom://'], 'is not a link to a room'],
	[['who', '--host', 'chatroom://x#short'], 'is not a link to a room'],
	[['who', '--pin', 'short'], '--pin short is not a key'],
	[['trust'], 'chatroom trust takes one server'],
	[['trust', 'a', '--replace', '--forget'], 'do not go together'],
	[['trust', 'a', '--replac'], '--replac is not a flag of chatroom trust. Did you mean --replace?'],
])('%j is a mistake, told in a sentence', async (given, words) => {
	const {status, stdout, stderr} = await run(chatroom(...given));
	expect({status, stdout}).toEqual({status: 2, stdout: ''});
	expect(stderr).toMatch(/^chatroom: [^\n]*\n$/);
	expect(stderr).toContain(words);
});

test('chatroom trust shows the key of a server', async () => {
	await using server = await openServer();
	const {status, stdout} = await run(chatroom('trust', `127.0.0.1:${server.port}`));
	expect(status).toBe(0);
	expect(stdout).toContain(told(server).pin);
	const gone = await run(chatroom('trust', `127.0.0.1:${await freePort()}`, '--replace'));
	expect(gone.status).toBe(3);
	expect(gone.stderr).toContain('Nothing is listening');
});

test('a server whose key others can read does not begin', async () => {
	await using server = await openServer();
	await server.stop();
	const file = path.join(server.data, 'identity.pem');
	chmodSync(file, 0o644);
	const {status, stdout, stderr} = await run(chatroom('serve', ...at(0), '--data', server.data));
	expect({status, stdout}).toEqual({status: 2, stdout: ''});
	expect(stderr).toMatch(/^chatroom: Others can read the server's key in [^\n]*chmod 600[^\n]*\n$/);
	chmodSync(file, 0o600);
	await server.start();
});

test('with --tls-only our programs come in, and nobody who speaks in the clear', async () => {
	await using server = await openServer('--tls-only');
	await using ada = await joinRoom(server.port, 'ada');
	const send = (...flags: readonly string[]) =>
		run(chatroom('send', ...at(server.port), '--username', 'bob', ...flags, 'hello'));
	expect(await send()).toMatchObject({status: 0, stderr: ''});
	await ada.shows('bob', 'hello');
	const {status, stderr} = await send('--no-tls');
	expect(status).toBe(4);
	expect(stderr).toContain('Only encrypted connections are taken here.');
});
