import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {at, joinRoom} from '../helpers/client.ts';
import {openPeer, type Peer} from '../helpers/peer.ts';
import {chatroom, run, startProgram} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';

/** A file of one line that is gone with its test. */
function secretFile(text: string) {
	const directory = mkdtempSync(path.join(tmpdir(), 'chatroom-secret-'));
	const file = path.join(directory, 'password');
	writeFileSync(file, text, {mode: 0o600});
	return {
		file,
		[Symbol.dispose]: () => rmSync(directory, {recursive: true, force: true}),
	};
}

/** An IRC client that has said who it is. */
async function openIrc(port: number, name: string): Promise<Peer> {
	const peer = await openPeer(port);
	peer.say(`NICK ${name}\r\nUSER ${name} 0 * :${name}\r`);
	return peer;
}

test('--no-irc and --no-plain close a dialect with words', async () => {
	await using server = await openServer('--no-irc', '--no-plain');
	using irc = await openIrc(server.port, 'ada');
	await irc.hears(/IRC/);
	await irc.ended();
	using plain = await openPeer(server.port);
	plain.say('bob');
	await plain.ended();
	expect(plain.heard()).not.toContain('Welcome bob');
	await using ours = await joinRoom(server.port, 'carol');
	await ours.shows('carol');
});

test('--server-name is what IRC clients see, and --no-autojoin leaves them outside', async () => {
	await using server = await openServer('--server-name', 'irc.example.org', '--no-autojoin');
	using irc = await openIrc(server.port, 'ada');
	irc.say('PING over\r');
	await irc.hears(':irc.example.org PONG irc.example.org over');
	expect(irc.heard()).toContain(':irc.example.org 001 ada ');
	expect(irc.heard()).not.toMatch(/^\S+ JOIN /m);
});

test.each(['-irc', 'a b', 'x'.repeat(64), 'irc..', '#irc'])(
	'%j is no name for a server',
	async name => {
		const {status, stderr} = await run(chatroom('serve', '--ephemeral', `--server-name=${name}`));
		expect(status).toBe(2);
		expect(stderr).toMatch(/^chatroom: --server-name is one word [^\n]*\n$/);
	},
);

test('--operator takes its password from the environment', async () => {
	const where = ['--host', '127.0.0.1', '--port', '0', '--ephemeral', '--operator', 'root'];
	await using server = startProgram(chatroom('serve', ...where), {
		env: {CHATROOM_OPERATOR_PASSWORD: 'sesame'},
	});
	await server.prints('"listening"');
	const {port} = JSON.parse(server.stdout().split('\n')[0]!) as {port: number};
	using irc = await openIrc(port, 'ada');
	irc.say('OPER root sesam\r');
	await irc.hears(' 464 ada ');
	irc.say('OPER root sesame\r');
	await irc.hears(' 381 ada ');
});

test('or from a file; without either it does not begin', async () => {
	using secret = secretFile('sesame\nwhat follows does not count\n');
	await using server = await openServer('--operator=root', '--operator-password-file', secret.file);
	using irc = await openIrc(server.port, 'ada');
	irc.say('OPER root sesame\r');
	await irc.hears(' 381 ada ');
	const {status, stderr} = await run(chatroom('serve', '--ephemeral', '--operator', 'root'));
	expect(status).toBe(2);
	expect(stderr).toMatch(/^chatroom: --operator needs a password: [^\n]*\n$/);
});

test('with a password only those who know it come in, whatever they speak', async () => {
	using secret = secretFile('open sesame\n');
	await using server = await openServer('--password-file', secret.file);
	const {port} = server;
	const say = (env: Readonly<Record<string, string>>, ...flags: readonly string[]) =>
		run(chatroom('send', ...at(port), '--username', 'cron', ...flags, 'hello'), {env});
	expect(await say({CHATROOM_PASSWORD: 'open sesame'})).toMatchObject({status: 0, stderr: ''});
	expect(await say({}, '--password-file', secret.file)).toMatchObject({status: 0, stderr: ''});
	const wrong = await say({CHATROOM_PASSWORD: 'sesame'});
	expect(wrong.status).toBe(4);
	expect(wrong.stderr).toMatch(/^chatroom: The server says: That is not the password\. [^\n]*\n$/);
	const none = await say({});
	expect(none.status).toBe(4);
	expect(none.stderr).toMatch(/has a password\. Give it in CHATROOM_PASSWORD[^\n]*\n$/);

	using irc = await openPeer(port);
	irc.say('PASS :open sesame\r\nNICK ada\r\nUSER ada 0 * :Ada\r');
	await irc.hears(' 001 ada ');
	using plain = await openPeer(port);
	plain.say('bob');
	await plain.hears('has a password');
	plain.say('open sesame');
	await plain.hears('Welcome bob');
	using stranger = await openIrc(port, 'eve');
	await stranger.hears(' 464 ');
	await stranger.ended();
});

test('a password file that is missing or empty stops the server before it begins', async () => {
	using empty = secretFile('\n');
	const missing = await run(chatroom('serve', '--ephemeral', '--password-file', '/nowhere/at/all'));
	expect(missing.status).toBe(2);
	expect(missing.stderr).toMatch(/^chatroom: The password cannot be read from \/nowhere[^\n]*\n$/);
	const blank = await run(chatroom('serve', '--ephemeral', '--password-file', empty.file));
	expect(blank.status).toBe(2);
	expect(blank.stderr).toMatch(/^chatroom: There is no password in [^\n]*\n$/);
});
