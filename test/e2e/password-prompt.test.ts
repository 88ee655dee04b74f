import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {at, joinRoom, say, untilMessages} from '../helpers/client.ts';
import {openHome} from '../helpers/home.ts';
import {untilEqual} from '../helpers/patience.ts';
import {chatroom, run, startProgram} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';
import {openTerminal, type TerminalOptions} from '../helpers/terminal.ts';

const secret = 'xyzzy plugh';
const sentence = 'This server has a password';

/** A server that only those come into who know the password. */
async function openGuarded(password = secret) {
	const home = openHome();
	const file = path.join(home.directory, 'password');
	writeFileSync(file, `${password}\n`);
	const server = await openServer('--password-file', file);
	return {
		port: server.port,
		env: {CHATROOM_PASSWORD: password},
		/** Goes on with another password. */
		async change(other: string) {
			await server.stop();
			writeFileSync(file, `${other}\n`);
			await server.start();
		},
		stop: () => server.stop(),
		start: () => server.start(),
		async [Symbol.asyncDispose]() {
			await server[Symbol.asyncDispose]();
			home[Symbol.dispose]();
		},
	};
}

const join = (port: number, ...more: readonly string[]) =>
	chatroom('join', ...at(port), '--username', 'ada', ...more);

async function openPrompt(port: number, options: TerminalOptions = {}) {
	const terminal = openTerminal(join(port), options);
	await terminal.shows(sentence);
	return terminal;
}

test('a password is asked for, and is nowhere to be read: not on the screen, nor in the trace, nor in the history', async () => {
	await using server = await openGuarded();
	using home = openHome();
	const trace = path.join(home.directory, 'trace');
	await using ada = await openPrompt(server.port, {home, env: {CHATROOM_DEBUG: trace}});
	ada.type(secret);
	await ada.shows(`Password  ${'*'.repeat(secret.length)}`);
	ada.type('\r');
	await ada.shows('online as ada');
	await say(ada, 'hello');
	ada.type('\x19');
	await ada.showsDraft('›', 2);
	ada.type('\x1b[A\x1b[A\x1b[A');
	await ada.showsDraft('› hello', 7);
	expect(ada.written).not.toContain(secret);
	const traced = readFileSync(trace, 'utf8');
	expect(traced).toContain('"unlock"');
	expect(traced).not.toMatch(/xyzzy|plugh/);
});

test('a wrong one is told, and the third ends the connection, after which one goes on', async () => {
	await using server = await openGuarded();
	await using ada = await openPrompt(server.port);
	for (const _ of [1, 2]) {
		ada.type('guess');
		await ada.shows('Password  *****');
		ada.type('\r');
		await ada.shows(/Password\n +That is not the password\.\n/);
	}

	ada.type('guess\r');
	await ada.shows(
		/That is not the password\. The server has ended the\s+connection; Enter connects again\./,
	);
	ada.type(`${secret}\r`);
	await ada.shows('online as ada');
	ada.type('\x03');
	await ada.givesBack(0);
});

test.each([
	['Esc', '\x1b'],
	['Ctrl+C', '\x03'],
])('%s leaves, and the terminal is as before', async (_, key) => {
	await using server = await openGuarded();
	await using ada = await openPrompt(server.port);
	ada.type('half');
	await ada.shows('Password  ****');
	ada.type(key);
	await ada.givesBack(4);
});

test('during a run nobody is asked again; when it was changed meanwhile, one is', async () => {
	await using server = await openGuarded();
	await using ada = await openPrompt(server.port);
	ada.type(`${secret}\r`);
	await ada.shows('online as ada');
	await server.stop();
	await ada.shows('offline');
	await say(ada, 'said meanwhile');
	await server.start();
	await ada.shows('online as ada');
	await untilMessages(ada, 'ada said meanwhile');
	await server.change('another');
	await ada.shows(sentence, 'That is not the password.');
	ada.type('another\r');
	await ada.shows('online as ada', 'said meanwhile');
});

test('a password of the environment that is wrong leads to the same question', async () => {
	await using server = await openGuarded();
	await using ada = await openPrompt(server.port, {env: {CHATROOM_PASSWORD: 'wrong'}});
	await ada.shows('That is not the password.');
});

test('without a terminal nobody is asked: what to do is told, and it ends with 4', async () => {
	await using server = await openGuarded();
	const give = 'Give it in CHATROOM_PASSWORD, or with --password-file FILE.';
	for (const [env, reason] of [
		[{}, 'This server has a password.'],
		[{CHATROOM_PASSWORD: 'wrong'}, 'That is not the password.'],
	] as const) {
		expect(await run(join(server.port, '--plain'), {env, input: 'hello\n'})).toEqual({
			status: 4,
			stdout: '',
			stderr: `chatroom: ${reason} ${give}\n`,
		});
		expect(await run(chatroom('who', ...at(server.port)), {env})).toEqual({
			status: 4,
			stdout: '',
			stderr: `chatroom: The server says: ${reason} ${give}\n`,
		});
	}

	const {env} = server;
	expect(await run(join(server.port, '--plain'), {env, input: 'hello\n'})).toMatchObject({
		status: 0,
	});
	await using open = startProgram(join(server.port, '--plain'));
	expect(await open.exit()).toBe(4);
});

test('join --plain asks on a terminal without showing what is typed, keys that correct it and all', async () => {
	await using server = await openGuarded();
	await using ada = openTerminal(join(server.port, '--plain'));
	await ada.shows(`The password of 127.0.0.1:${server.port}? (It is not shown.)`);
	ada.type('wrong\r');
	await ada.shows('! That is not the password.');
	ada.type(`no\x15${secret}x\x7f\r`);
	await ada.shows('You are ada at here.');
	expect(ada.written).not.toMatch(/xyzzy|plugh|wrong/);
	ada.type('shown again\r');
	await ada.shows('ada (you): shown again');
	// Typed, and said.
	await untilEqual(() => ada.text().match(/shown again/g)?.length, 2);
	ada.type('\x03');
	await ada.givesBack(0);
});

test('Ctrl+C leaves there, too', async () => {
	await using server = await openGuarded();
	await using ada = openTerminal(join(server.port, '--plain'));
	await ada.shows('The password of');
	ada.type('half\x03');
	await ada.givesBack(4);
});

test('whoever has it already is not asked', async () => {
	await using server = await openGuarded();
	await using ada = await joinRoom(server.port, 'ada', {env: server.env});
	expect(ada.written).not.toContain(sentence);
});
