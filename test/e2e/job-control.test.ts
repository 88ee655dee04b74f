import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {at, untilMessages} from '../helpers/client.ts';
import {openHome} from '../helpers/home.ts';
import {joinAsPeer} from '../helpers/peer.ts';
import {chatroom} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';
import {modesLeftOn} from '../helpers/terminal-modes.ts';
import {openTerminal} from '../helpers/terminal.ts';

const bash = ['bash', '--norc', '--noprofile', '-i'];

const root = path.resolve(import.meta.dirname, '../..');
const directly = (...args: readonly string[]) => chatroom(...args).join(' ');
// As the README says it: npm and a shell of its own stand between.
const byNpx = (...args: readonly string[]) => `(cd ${root} && npx chatroom ${args.join(' ')})`;

test.each([
	['started directly', directly],
	['started by npx', byNpx],
])('Ctrl+Z goes to the shell, and fg comes back to the same room, %s', async (_, command) => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	using home = openHome({PS1: 'shell> '});
	// What is left on is then our own doing.
	writeFileSync(path.join(home.directory, '.inputrc'), 'set enable-bracketed-paste off\n');
	await using shell = openTerminal(bash, {home});
	await shell.shows('shell>');
	shell.type(`${command('join', ...at(server.port), '--username', 'ada')}\r`);
	await shell.shows('online as ada', '2 here: bob, ada');
	shell.type('a draft');
	await shell.showsDraft('› a draft', 9);
	const before = shell.rows();

	shell.type('\x1a');
	await shell.shows('Stopped', /shell>\s*$/);
	await shell.showsNot('a draft');
	expect(modesLeftOn(shell.written)).toEqual([]);
	// The shell's line is edited as ever.
	shell.type('echo cooked$((40 + 2))\r');
	await shell.shows('cooked42');
	bob.say('said meanwhile');

	shell.type('fg\r');
	await untilMessages(shell, 'bob said meanwhile');
	await shell.showsDraft('› a draft', 9);
	expect(shell.rows().slice(0, 1)).toEqual(before.slice(0, 1));
	const drawn = shell.rows();
	shell.type('\x0c');
	await expect.poll(() => shell.rows()).toEqual(drawn);

	shell.type('\x15\x1a');
	await shell.shows(/shell>\s*$/);
	shell.type('fg\r');
	await shell.showsDraft('›', 2);
	shell.type('still here\r');
	await bob.hears('<ada> still here\n');
	shell.type('\x03');
	await bob.hears('* ada has left the chat\n');
	await shell.shows(/shell>\s*$/);
	shell.type('exit\r');
	await shell.givesBack(0);
});
