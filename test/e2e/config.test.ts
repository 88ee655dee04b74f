import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {at, joinRoom} from '../helpers/client.ts';
import {type Home, openHome} from '../helpers/home.ts';
import {patience, untilContains} from '../helpers/patience.ts';
import {joinAsPeer} from '../helpers/peer.ts';
import {chatroom, run} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';
import {openTerminal} from '../helpers/terminal.ts';

function configure(home: Home, config: unknown): void {
	const directory = path.join(home.directory, 'config', 'chatroom');
	mkdirSync(directory, {recursive: true});
	writeFileSync(path.join(directory, 'config.json'), JSON.stringify(config));
}

test('keys do what the configuration says, and help shows it', async () => {
	using home = openHome();
	configure(home, {keys: {'C-x': 'help', 'C-t': 'nothing'}});
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada', {home, rows: 80, columns: 120});
	ada.type('\x18');
	await ada.shows('F1, Ctrl+X', 'these keys', 'On a selected message:');
	expect(ada.text()).not.toContain('swap two characters');
});

test('everybody is called for, without the bell', async () => {
	using home = openHome();
	configure(home, {notify: 'all', bell: false});
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada', {home});
	using bob = await joinAsPeer(server.port, 'bob');
	await ada.shows('2 here: ada, bob', 'bob came');
	const from = ada.written.length;
	const written = () => ada.written.slice(from);
	// The colours that the second brings are drawn when the first has been heeded.
	ada.type('\x1b[O\x1b]11;rgb:ffff/ffff/ffff\x1b\\');
	await expect.poll(written, patience).not.toBe('');
	bob.say('hello everyone');
	await untilContains(written, '\x1b]9;chatroom: bob in #lobby: hello everyone\x07');
	expect(written()).not.toContain('\x07\x1b]9;');
});

test('the terminal is asked for its background unless a theme is chosen', async () => {
	using home = openHome();
	await using server = await openServer();
	const question = '\x1b]11;?';
	await using asked = await joinRoom(server.port, 'ada', {home});
	expect(asked.written).toContain(question);
	configure(home, {theme: 'light'});
	await using bob = await joinRoom(server.port, 'bob', {home});
	expect(bob.written).not.toContain(question);
	using another = openHome();
	const without = {home: another, env: {NO_COLOR: '1'}};
	await using carol = await joinRoom(server.port, 'carol', without);
	expect(carol.written).not.toContain(question);
	// The answer is not typed, and changes the colours of names that are on the screen.
	const before = asked.written.length;
	asked.type('\x1b]11;rgb:ffff/ffff/ffff\x1b\\');
	await expect.poll(() => asked.written.length).toBeGreaterThan(before);
	asked.type('still here');
	await asked.shows('› still here');
});

test('what is wrong with the configuration is one sentence', async () => {
	using home = openHome();
	configure(home, {theme: 'blue'});
	const {status, stdout, stderr} = await run(chatroom('join', ...at(1), '--plain'), {home});
	expect({status, stdout}).toEqual({status: 2, stdout: ''});
	expect(stderr).toMatch(
		/^chatroom: \S+config\.json: "theme" is "auto", "dark", "light" or "none"\.\n$/,
	);
});

test('a screen reader is given lines of text', async () => {
	await using server = await openServer();
	const join = chatroom('join', ...at(server.port), '--username', 'ada');
	await using ada = openTerminal(join, {env: {INK_SCREEN_READER: 'true'}});
	await ada.shows('-- You are ada at here.');
	expect(ada.written).not.toContain('\x1b');
});

test('the wheel scrolls for those who want it', async () => {
	using home = openHome();
	configure(home, {mouse: true});
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	for (let line = 1; line <= 40; line++) {
		bob.say(`line ${line}`);
	}

	bob.say('/who');
	await bob.hears('1 here');
	await using ada = await joinRoom(server.port, 'ada', {home});
	await ada.shows('line 40');
	expect(ada.written).toContain('\x1b[?1000h');
	ada.type('\x1b[<64;10;5M\x1b[<64;10;5M');
	bob.say('one more');
	await ada.shows('1 new below');
	ada.type('\x1b[<65;10;5M'.repeat(4));
	await ada.shows('one more');
	ada.type('\x03');
	await ada.givesBack(0);
	expect(ada.written.lastIndexOf('\x1b[?1000l')).toBeGreaterThan(
		ada.written.lastIndexOf('\x1b[?1000h'),
	);
});
