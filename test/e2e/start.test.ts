import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {untilMessages} from '../helpers/client.ts';
import {freePort} from '../helpers/free-port.ts';
import {isRunning} from '../helpers/running.ts';
import {joinAsPeer, openPeer} from '../helpers/peer.ts';
import {chatroom, run} from '../helpers/program.ts';
import {openTerminal} from '../helpers/terminal.ts';

const root = path.resolve(import.meta.dirname, '../..');

test('serve --join opens the room and is in it; leaving closes both', async () => {
	const port = await freePort();
	const where = ['--host', '127.0.0.1', '--port', String(port), '--ephemeral', '--name', 'here'];
	await using ada = openTerminal(chatroom('serve', '--join', ...where, '--username', 'ada'));
	await ada.shows('online as ada at here', '1 here: ada');
	using bob = await joinAsPeer(port, 'bob');
	bob.say('hello host');
	await untilMessages(ada, 'bob hello host');
	ada.type('hello guest\r');
	await bob.hears('<ada> hello guest\n');
	const {pid} = ada;
	ada.type('\x03');
	await ada.shows('This room is yours: if you leave');
	ada.type('\x03');
	await bob.hears('* The host has left, and with it the room.\n');
	await bob.ended();
	await ada.givesBack(0);
	expect(isRunning(pid)).toBe(false);
	await expect(openPeer(port)).rejects.toThrow('ECONNREFUSED');
	expect(ada.written).not.toContain('{"event"');
});

test('a port in use is told by serve --join as by serve, on a terminal that is as before', async () => {
	const port = await freePort();
	const where = ['--host', '127.0.0.1', '--port', String(port), '--ephemeral'];
	await using first = openTerminal(chatroom('serve', '--join', ...where, '--username', 'ada'));
	await first.shows('online as ada');
	await using second = openTerminal(chatroom('serve', '--join', ...where, '--username', 'bob'));
	await second.shows(`chatroom: Port ${port} is in use already.`);
	await second.givesBack(2);
});

test.each([
	['a name that none can be', ['--username', 'a b'], {}, '"a b" cannot be your name'],
	[
		'a file that cannot be written',
		['--username', 'ada'],
		{CHATROOM_DEBUG: '/no/such/place'},
		'/no/such/place cannot be written (ENOENT).',
	],
])('serve --join with %s ends before anything is open', async (_, flags, env, words) => {
	const where = ['--host', '127.0.0.1', '--port', '0', '--ephemeral'];
	await using ada = openTerminal(chatroom('serve', '--join', ...where, ...flags), {env});
	await ada.shows(`chatroom: ${words}`);
	await ada.givesBack(2);
});

test('the demo shows a room in which others talk, answers, and leaves nothing behind', async () => {
	await using demo = openTerminal([process.execPath, path.join(root, 'distribution/demo.js')]);
	await demo.shows('online as newcomer at the demo', '4 here', 'mika', '小林');
	demo.type('hello everybody\r');
	await demo.shows('newcomer hello everybody', 'mika hello newcomer!');
	const {pid} = demo;
	demo.type('\x03');
	await demo.givesBack(0);
	expect(isRunning(pid)).toBe(false);
});

test('the command that npm links starts the same program', async () => {
	const link = path.join(root, 'node_modules/.bin/chatroom');
	const linked = await run([link, '--version']);
	expect(linked).toEqual(await run(chatroom('--version')));
	expect(linked.status).toBe(0);
});

test('a Node that is too old says in one sentence what is needed', async context => {
	const old = ['/usr/bin/node', '/usr/local/bin/node', '/opt/homebrew/bin/node'].find(isOld);
	if (!old) {
		console.log('skipped: there is no Node older than 24.17 on this machine');
		context.skip();
		return;
	}

	for (const given of [[], ['serve'], ['--version']]) {
		const {status, stdout, stderr} = await run([old, path.join(root, 'bin/chatroom.js'), ...given]);
		expect({status, stdout}).toEqual({status: 2, stdout: ''});
		expect(stderr).toMatch(/^chatroom: needs Node 24\.17 or newer, and this is v[\d.]+; [^\n]*\n$/);
	}
});

function isOld(file: string): boolean {
	if (!existsSync(file)) {
		return false;
	}

	const [major = 0, minor = 0] = spawnSync(file, ['-p', 'process.versions.node'], {
		encoding: 'utf8',
		timeout: 10_000,
	})
		.stdout.split('.')
		.map(Number);
	return major < 24 || (major === 24 && minor < 17);
}
