import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {at, joinRoom, untilMessages} from '../../helpers/client.ts';
import {framesOf, isOneFrame, replay} from '../../helpers/frames.ts';
import {openHome} from '../../helpers/home.ts';
import {untilEqual} from '../../helpers/patience.ts';
import {joinAsPeer} from '../../helpers/peer.ts';
import {chatroom} from '../../helpers/program.ts';
import {isRunning} from '../../helpers/running.ts';
import {openServer} from '../../helpers/serve.ts';
import {modesLeftOn} from '../../helpers/terminal-modes.ts';
import {openTerminal, type Terminal} from '../../helpers/terminal.ts';

const bash = ['bash', '--norc', '--noprofile', '-i'];
const root = path.resolve(import.meta.dirname, '../../..');
const join = (port: number) => chatroom('join', ...at(port), '--username', 'ada');

// A shell that leaves nothing switched on: what is on is then our own doing.
async function openShell() {
	const home = openHome({PS1: 'shell> '});
	writeFileSync(path.join(home.directory, '.inputrc'), 'set enable-bracketed-paste off\n');
	const shell = openTerminal(bash, {home});
	await shell.shows('shell>');
	return {
		shell,
		async [Symbol.asyncDispose]() {
			await shell[Symbol.asyncDispose]();
			home[Symbol.dispose]();
		},
	};
}

describe('1. It is there at once, without a flash', () => {
	test('the first frame has the whole layout, and so has every frame after it, with the cursor where one writes', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		bob.say('said before');
		await using ada = await joinRoom(server.port, 'ada');
		await ada.shows('2 here: bob, ada', 'bob said before');
		const frames = framesOf(ada.written);
		expect(frames.slice(2).filter(frame => !isOneFrame(frame))).toEqual([]);
		for (const {rows, cursor, isCursorShown, screen} of await replay(frames)) {
			expect({screen, cursor, isCursorShown}).toEqual({
				screen: 'alternate',
				cursor: {x: 2, y: 23},
				isCursorShown: true,
			});
			expect(rows[0]).toMatch(/^ #lobby .*\d here/);
			expect(rows[22]).toMatch(/^ (?:not connected|connecting to|online as) .* \/help$/);
			expect(rows[23]).toBe('›');
		}
	});

	test('one writes before the server has answered, and from the very first moment on', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		process.kill(server.pid(), 'SIGSTOP');
		await using ada = openTerminal(join(server.port));
		// Faster than the program.
		ada.type('quick');
		await ada.shows('connecting to 127.0.0.1');
		ada.type(' fox');
		await ada.showsDraft('› quick fox', 11);
		ada.type('\r');
		await ada.showsDraft('›', 2);
		process.kill(server.pid(), 'SIGCONT');
		await bob.hears('<ada> quick fox\n');
		await untilMessages(ada, 'ada quick fox');
	});
});

describe('1. However it ends, the screen, the cursor, the echo and the paste mode are as before', () => {
	test.each([
		['Ctrl+C', '\x03', '* ada has left the chat\n'],
		['Ctrl+D', '\x04', '* ada has left the chat\n'],
		['---quit---', '---quit---\r', '* ada has left the chat\n'],
		['/quit', '/quit\r', '* ada has left the chat\n'],
		['/quit to lunch', '/quit to lunch\r', '* ada has left the chat (to lunch)\n'],
	])('%s leaves, tells the room and gives the terminal back', async (_, keys, told) => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using ada = await joinRoom(server.port, 'ada');
		expect(ada.written).toContain('\x1b[?2004h');
		ada.type(keys);
		await bob.hears(told);
		await ada.givesBack(0);
	});

	test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
		'%s is a good bye like any other',
		async signal => {
			await using server = await openServer();
			using bob = await joinAsPeer(server.port, 'bob');
			await using ada = await joinRoom(server.port, 'ada');
			ada.type('a draft');
			await ada.shows('› a draft');
			ada.signal(signal);
			await bob.hears('* ada has left the chat\n');
			await ada.givesBack(0);
		},
	);

	test('closing the window leaves, and no process stays behind', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using ada = await joinRoom(server.port, 'ada');
		const {pid} = ada;
		expect(isRunning(pid)).toBe(true);
		ada.hangUp();
		await bob.hears('* ada has left the chat\n');
		expect(await ada.statusAfterHangUp()).toBe(0);
		expect(isRunning(pid)).toBe(false);
	});

	test.each([
		['a throw', `throw new Error('made on purpose')`],
		['a promise that nobody catches', `void Promise.reject(new Error('made on purpose'))`],
	])(
		'a crash (%s) gives the terminal back first, and is told where one can read it',
		async (_, crash) => {
			await using server = await openServer();
			using bob = await joinAsPeer(server.port, 'bob');
			const fault = `process.on('SIGUSR2', () => { ${crash}; });`;
			await using ada = await joinRoom(server.port, 'ada', {
				env: {NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}`},
			});
			ada.signal('SIGUSR2');
			await bob.hears('* ada has left the chat\n');
			await ada.givesBack(1);
			expect(ada.text()).toContain('made on purpose');
			expect(ada.text()).not.toContain('#lobby');
		},
	);

	test('what was on the screen is there again, and the shell goes on below it', async () => {
		await using server = await openServer();
		await using opened = await openShell();
		const {shell} = opened;
		shell.type('clear; for n in 1 2 3; do echo "row $n"; done\r');
		await untilEqual(() => shell.rows().slice(0, 4), ['row 1', 'row 2', 'row 3', 'shell>']);
		const command = join(server.port).join(' ');
		shell.type(`${command}\r`);
		await shell.shows('online as ada');
		expect(shell.text()).not.toContain('row 1');
		shell.type('\x03');
		const drawn = ['row 1', 'row 2', 'row 3', ...wrapped(`shell> ${command}`, 80), 'shell>'];
		const expected = Array.from({length: 24}, (_, y) => drawn[y] ?? '');
		await untilEqual(() => shell.rows(), expected);
		await untilEqual(() => shell.cursor(), {x: 7, y: drawn.length - 1});
		await expectEchoes(shell);
		shell.type('exit\r');
		await shell.givesBack(0);
	});
});

const wrapped = (text: string, columns: number): readonly string[] =>
	text.match(new RegExp(`.{1,${columns}}`, 'g'))!.map(row => row.trimEnd());

// The shell's line is edited as ever: what is typed is seen, and the cursor behind it.
async function expectEchoes(shell: Terminal): Promise<void> {
	const {y} = shell.cursor();
	shell.type('echo cooked$((40 + 2))');
	await untilEqual(() => shell.rows()[y], 'shell> echo cooked$((40 + 2))');
	await untilEqual(() => shell.cursor(), {x: 29, y});
	shell.type('\r');
	await shell.shows('cooked42');
}

const directly = (port: number) => join(port).join(' ');
// As the README says it: npm and a shell of its own stand between.
const byNpx = (port: number) =>
	`(cd ${root} && npx chatroom join ${at(port).join(' ')} --username ada)`;

describe('1. Ctrl+Z and fg', () => {
	test.each([
		['started directly', directly],
		['started by npx', byNpx],
	])('Ctrl+Z goes to the shell, and fg comes back to the same room, %s', async (_, command) => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using opened = await openShell();
		const {shell} = opened;
		shell.type(`${command(server.port)}\r`);
		await shell.shows('online as ada', '2 here: bob, ada');
		shell.type('a draft');
		await shell.showsDraft('› a draft', 9);
		const before = shell.rows();

		shell.type('\x1a');
		await shell.shows('Stopped', /shell>\s*$/);
		await shell.showsNot('a draft');
		expect(modesLeftOn(shell.written)).toEqual([]);
		await expectEchoes(shell);
		bob.say('said meanwhile');

		shell.type('fg\r');
		await untilMessages(shell, 'bob said meanwhile');
		await shell.showsDraft('› a draft', 9);
		expect(shell.rows().slice(0, 1)).toEqual(before.slice(0, 1));
		const drawn = shell.rows();
		shell.type('\x0c');
		await untilEqual(() => shell.rows(), drawn);

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
});
