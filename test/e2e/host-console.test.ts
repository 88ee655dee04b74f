import {expect, test} from 'vitest';
import {at} from '../helpers/client.ts';
import {freePort} from '../helpers/free-port.ts';
import {joinAsPeer} from '../helpers/peer.ts';
import {chatroom, run, startProgram} from '../helpers/program.ts';
import {openTerminal, type Terminal, type TerminalOptions} from '../helpers/terminal.ts';

/** `chatroom serve` in a terminal, and the port it has found. */
async function openHost(options?: TerminalOptions) {
	const terminal = openTerminal(chatroom('serve', '--ephemeral', ...at(0)), options);
	await terminal.shows('Ctrl+C tells everyone');
	const port = Number(/--port (\d+)/.exec(terminal.text())![1]);
	return {terminal, port, [Symbol.asyncDispose]: () => terminal[Symbol.asyncDispose]()};
}

/** What stands in the row of the prompt. */
const written = (terminal: Terminal): string | undefined =>
	terminal.rows().findLast(row => row !== '');

test('a host gives orders, reads what came of them, and what is being written stays', async () => {
	await using host = await openHost({columns: 100});
	const {terminal} = host;
	using ada = await joinAsPeer(host.port, 'ada');
	await terminal.shows('ada came (plain)');
	terminal.type('/kick bob too lo');
	await terminal.shows('> /kick bob too lo');
	using bob = await joinAsPeer(host.port, 'bob');
	await terminal.shows('bob came (plain). 2 people are here.\n> /kick bob too lo');
	terminal.type('ud\r');
	await bob.hears('* host put you out: too loud.');
	await bob.ended();
	await ada.hears('*** host put bob out: too loud');
	await terminal.shows('> /kick bob too loud', 'host put bob out: too loud.');
	terminal.type('/topic tea\r/who\r');
	await ada.hears('* host set the topic: tea');
	await terminal.shows('The topic of #lobby: tea', '1 here: ada (plain)');
	terminal.type('/quit\r');
	await ada.hears('* The server is shutting down.');
	await terminal.givesBack(0);
	await terminal.shows('Closed.');
});

test('a line longer than the screen is wide survives what is printed meanwhile', async () => {
	await using host = await openHost({columns: 60, rows: 30});
	const {terminal} = host;
	const text = `/announce ${'words and '.repeat(12)}end`;
	terminal.type(text);
	await terminal.shows('and end');
	using ada = await joinAsPeer(host.port, 'ada');
	await terminal.shows('ada came (plain)');
	using bob = await joinAsPeer(host.port, 'bob');
	await terminal.shows(/ada came \(plain\)\. 1 person is here\.\n.*bob came/);
	const drawn = terminal.text().slice(terminal.text().indexOf('> /announce'));
	expect(drawn.replaceAll('\n', '').replaceAll(' ', '')).toBe(`> ${text}`.replaceAll(' ', ''));
	terminal.type('\r');
	await ada.hears('*** host announces: words and');
	await bob.hears('words and end');
});

test('Ctrl+D closes nothing, Tab completes an order, and Ctrl+C ends as ever', async () => {
	await using host = await openHost();
	const {terminal} = host;
	terminal.type('\x04');
	terminal.type('/anno\t');
	await expect.poll(() => written(terminal)).toMatch(/^> \/announce ?$/);
	terminal.type(' still here\r');
	await terminal.shows('host announces: still here.');
	terminal.type('\x03');
	await terminal.shows('Closed.');
	await terminal.givesBack(0);
});

test('the terminal is closed: the room is, too, and in order', async () => {
	await using host = await openHost();
	using ada = await joinAsPeer(host.port, 'ada');
	host.terminal.hangUp();
	await ada.hears('* The server is shutting down.');
	expect(await host.terminal.statusAfterHangUp()).toBe(0);
});

test('/link lets somebody into a server with a password, and into one that is locked', async () => {
	await using host = await openHost({columns: 200, env: {CHATROOM_PASSWORD: 'sesame'}});
	const {terminal, port} = host;
	await terminal.shows('whoever reaches 127.0.0.1 and knows the password');
	terminal.type('/link 1h\r');
	await terminal.shows(/For 1 hour, .*invite=/);
	const link = /chatroom:\/\/\S+invite=\S+/.exec(terminal.text())![0];
	const send = (...flags: readonly string[]) =>
		run(chatroom('send', '--username', 'cron', ...flags, 'hello'));
	expect(await send('--host', link)).toMatchObject({status: 0, stderr: ''});
	terminal.type('/lock for tonight\r');
	await terminal.shows('host locked the server: for tonight.');
	expect(await send('--host', link)).toMatchObject({status: 0, stderr: ''});
	const without = await send(...at(port));
	expect(without.status).toBe(4);
	const worn = await send('--host', link.replace(/invite=.{22}/, `invite=${'A'.repeat(22)}`));
	expect(worn.status).toBe(4);
	expect(worn.stderr).toContain('That invitation is not good any more.');
});

test('where nobody can write, nothing is read', async () => {
	await using server = startProgram(chatroom('serve', '--ephemeral', ...at(0)));
	await server.prints(/"event":"listening".*\n/);
	server.write('/quit\n/announce nobody hears this\n');
	server.end();
	const {port} = JSON.parse(server.stdout()) as {port: number};
	using ada = await joinAsPeer(port, 'ada');
	await server.prints('"came"');
	expect(ada.heard()).not.toContain('announces');
	server.signal('SIGTERM');
	expect(await server.exit()).toBe(0);
});

test('with --join the host gives the same orders in the room', async () => {
	const port = await freePort();
	const serve = chatroom('serve', '--join', '--ephemeral', ...at(port), '--username', 'hilda');
	await using host = openTerminal(serve, {columns: 100});
	await host.shows('online as hilda');
	using bob = await joinAsPeer(port, 'bob');
	host.type('/announce tea is ready\r');
	await bob.hears('*** hilda announces: tea is ready');
	host.type('/kick bob noise\r');
	await bob.hears('* hilda put you out: noise.');
	await bob.ended();
});
