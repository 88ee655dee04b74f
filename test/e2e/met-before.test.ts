import {rmSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {say} from '../helpers/client.ts';
import {openHome} from '../helpers/home.ts';
import {untilEqual} from '../helpers/patience.ts';
import {chatroom, run, startProgram} from '../helpers/program.ts';
import {openServer, type Server} from '../helpers/serve.ts';
import {openTerminal, type Terminal} from '../helpers/terminal.ts';

// The system leads it to this machine, but it is no name of ours for that: what is met there is kept.
const host = '0.0.0.0';
const elsewhere = ({port}: Server) => ['--host', host, '--port', String(port)];
const join = (server: Server, ...more: readonly string[]) =>
	chatroom('join', ...elsewhere(server), '--username', 'ada', ...more);
const pinOf = (server: Server) => String(server.events()[0]!['pin']);

/** As if it were another server, or somebody in between. */
async function changeKey(server: Server): Promise<{before: string; after: string}> {
	const before = pinOf(server);
	await server.stop();
	rmSync(path.join(server.data, 'identity.pem'));
	await server.start();
	return {before, after: pinOf(server)};
}

/** Both keys stand on the screen, each in one piece, and what one can do about it. */
async function showsChange(
	ada: Terminal,
	{port}: Server,
	{before, after}: {before: string; after: string},
) {
	await ada.shows(`THE KEY OF ${host}:${port}`, before, after);
	expect(ada.text().replaceAll(/\s+/g, ' ')).toMatch(
		new RegExp(
			`THE KEY OF ${host}:${port} HAS CHANGED: .*${before}.*${after}.* chatroom trust ${host}:${port} --replace`,
		),
	);
}

test('the first time one reads the key, in the room; the second time nothing', async () => {
	await using server = await openServer();
	using home = openHome();
	{
		await using ada = openTerminal(join(server), {home});
		await ada.shows('online as ada', `First time at ${host}:${server.port}.`, pinOf(server));
		ada.type('\x03');
		await ada.givesBack(0);
	}

	await using again = openTerminal(join(server), {home});
	await again.shows('online as ada');
	await say(again, 'nothing else');
	expect(again.text()).not.toContain('First time');
});

test('lines of text tell it as a line, and commands on standard error', async () => {
	await using server = await openServer();
	using home = openHome();
	await using ada = startProgram(join(server, '--plain'), {home});
	await ada.prints(`-- First time at ${host}:${server.port}. Its key is ${pinOf(server)}`);
	using other = openHome();
	const sent = await run(chatroom('send', ...elsewhere(server), '--username', 'cron', 'hello'), {
		home: other,
	});
	expect(sent).toMatchObject({status: 0, stdout: ''});
	expect(sent.stderr).toContain(
		`chatroom: First time at ${host}:${server.port}. Its key is ${pinOf(server)}`,
	);
});

test('a changed key ends the full screen in the prompt, all of it readable at 80x24, and nothing is said', async () => {
	await using server = await openServer();
	using home = openHome();
	await run(chatroom('who', ...elsewhere(server)), {home});
	const keys = await changeKey(server);
	await using ada = openTerminal(join(server), {home, columns: 80, rows: 24});
	await showsChange(ada, server, keys);
	ada.type('\x03');
	await ada.givesBack(3);
	expect(server.events().map(({event}) => event)).toEqual(['listening']);
});

test('so does one that changes during a run', async () => {
	await using server = await openServer();
	using home = openHome();
	await using ada = openTerminal(join(server), {home});
	await ada.shows('online as ada');
	const keys = await changeKey(server);
	await showsChange(ada, server, keys);
	ada.type('\x03');
	await ada.givesBack(3);
});

test.each([
	['join', '--plain', '--username', 'ada'],
	['who'],
	['tail'],
	['send', 'x', '--username', 'ada'],
])(
	'chatroom %s tells of a changed key in one line, with what to do, and ends with 3',
	async (command, ...rest) => {
		await using server = await openServer();
		using home = openHome();
		await run(chatroom('who', ...elsewhere(server)), {home});
		const {before, after} = await changeKey(server);
		const {status, stdout, stderr} = await run(chatroom(command, ...rest, ...elsewhere(server)), {
			home,
		});
		expect({status, stdout}).toEqual({status: 3, stdout: ''});
		expect(stderr).toMatch(/^chatroom: THE KEY OF [^\n]*\n$/);
		for (const part of [before, after, `chatroom trust ${host}:${server.port} --replace`]) {
			expect(stderr).toContain(part);
		}
	},
);

test('a server that was met encrypted is not spoken to without, and that is told in full', async () => {
	await using server = await openServer();
	using home = openHome();
	await run(chatroom('who', ...elsewhere(server)), {home});
	const who = await run(chatroom('who', ...elsewhere(server), '--no-tls'), {home});
	expect(who).toMatchObject({status: 3, stdout: ''});
	expect(who.stderr).toContain(`chatroom trust ${host}:${server.port} --forget`);
	await using ada = openTerminal(join(server, '--no-tls'), {home});
	await ada.shows('Join a chat room', 'met encrypted before');
	await untilEqual(
		() =>
			ada.text().replaceAll(/\s+/g, ' ').includes(`chatroom trust ${host}:${server.port} --forget`),
		true,
	);
	ada.type('\x03');
	await ada.givesBack(3);
});

test('a server that lets one in without knowing the password itself is left, and that is told', async () => {
	await using server = await openServer();
	const env = {CHATROOM_PASSWORD: 'secret'};
	const who = await run(chatroom('who', ...elsewhere(server)), {env});
	expect(who).toMatchObject({status: 3, stdout: ''});
	expect(who.stderr).toContain("does not know the room's password itself");
	await using ada = openTerminal(join(server), {env});
	await ada.shows('Join a chat room', "does not know the room's");
	ada.type('\x03');
	await ada.givesBack(3);
});
