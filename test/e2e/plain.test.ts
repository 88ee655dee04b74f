import {expect, test} from 'vitest';
import {at} from '../helpers/client.ts';
import {freePort} from '../helpers/free-port.ts';
import {openHome} from '../helpers/home.ts';
import {joinAsPeer, openPeer} from '../helpers/peer.ts';
import {chatroom, run, startProgram} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';
import {idOf, openTalker} from '../helpers/talker.ts';
import {openTerminal} from '../helpers/terminal.ts';

const join = (port: number, ...more: readonly string[]) =>
	chatroom('join', ...at(port), '--username', 'ada', ...more);

test('without a terminal, lines are said and what is said is printed, without one escape', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	await using ada = startProgram(join(server.port));
	await ada.prints('-- You are ada at here.');
	ada.write('hello\n');
	await bob.hears('<ada> hello\n');
	await ada.prints(/\n\d\d:\d\d ada \(you\): hello\n/);
	bob.say('good morning 漢字');
	await ada.prints(/\n\d\d:\d\d bob: good morning 漢字\n/);
	bob.say('/me waves');
	await ada.prints(/\n\d\d:\d\d \* bob waves\n/);
	ada.write('/who\n');
	await ada.prints('2 here: bob (plain text), ada');
	bob.say('---quit---');
	await ada.prints('-- bob left');
	ada.end();
	expect(await ada.exit()).toBe(0);
	expect(ada.stderr()).toBe('');
	expect(ada.stdout()).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
	// Each of them is printed once.
	expect(ada.stdout().match(/You are ada/g)).toHaveLength(1);
	expect(ada.stdout().match(/hello|good morning|waves/g)).toHaveLength(3);
});

test('what is done to a message is told in words', async () => {
	await using server = await openServer();
	await using ada = startProgram(join(server.port));
	await ada.prints('-- You are ada at here.');
	using bob = await openTalker(server.port, 'bob');
	bob.say(idOf('1'), 'helo');
	const {seq: re} = await bob.answered(idOf('1'));
	const about = {type: 'say', room: '#lobby', re};
	bob.tell({...about, id: idOf('2'), kind: 'edit', text: 'hello'});
	bob.tell({...about, id: idOf('3'), kind: 'react', text: '👍'});
	await ada.prints(/\n\d\d:\d\d bob: helo\n\d\d:\d\d \* bob edited: hello\n/);
	await ada.prints('* bob reacts with 👍 to: hello\n');
	bob.tell({...about, id: idOf('4'), kind: 'redact', text: ''});
	await ada.prints('* bob takes back a message\n');
});

test('at the end of the input it leaves when everything is said', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	const lines = Array.from({length: 100}, (_, index) => `line ${index}`);
	const {status, stdout} = await run(join(server.port), {input: lines.join('\n')});
	expect(status).toBe(0);
	expect(stdout).toContain('ada (you): line 99');
	await bob.hears('* ada has left the chat\n');
	const heard = [...bob.heard().matchAll(/^<ada> (.*)$/gm)].map(([, text]) => text);
	expect(heard).toEqual(lines);
});

test.each(['---quit---', '/quit'])(
	'what was said before %s is said before it leaves',
	async quit => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		const {status} = await run(join(server.port), {input: `one\ntwo\n${quit}\nnever\n`});
		expect(status).toBe(0);
		await bob.hears('* ada has left the chat\n');
		const heard = [...bob.heard().matchAll(/^<ada> (.*)$/gm)].map(([, text]) => text);
		expect(heard).toEqual(['one', 'two']);
	},
);

test.each([
	['--plain', ['--plain'], {}],
	['TERM=dumb', [], {TERM: 'dumb'}],
])('in a terminal with %s there is no escape either', async (_, flags, env) => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	await using ada = openTerminal(join(server.port, ...flags), {env});
	await ada.shows('-- You are ada at here.');
	ada.type('typed by hand\r');
	await bob.hears('<ada> typed by hand\n');
	bob.say('and answered');
	await ada.shows('bob: and answered');
	ada.type('\x03');
	await bob.hears('* ada has left the chat\n');
	await ada.givesBack(0);
	expect(ada.written).not.toContain('\x1b');
});

test('the end of input by Ctrl+D and the quit line leave as well', async () => {
	await using server = await openServer();
	for (const keys of ['\x04', '---quit---\r', '/quit\r']) {
		await using ada = openTerminal(join(server.port, '--plain'));
		await ada.shows('-- You are ada at here.');
		ada.type(keys);
		await ada.givesBack(0);
	}
});

test('a name that is taken is asked for again', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'ada');
	await using ada = openTerminal(join(server.port, '--plain'));
	await ada.shows(`! That name is taken. Your name at 127.0.0.1:${server.port}?`);
	ada.type('Ada\r');
	await ada.shows(/taken[^]*taken/);
	ada.type('eve\r');
	await ada.shows('-- You are eve at here.');
	await bob.hears('* eve has joined\n');
});

test('nobody there is exit status 3, and a full room 4, each with the reason', async () => {
	const nobody = await run(join(await freePort()));
	expect(nobody.status).toBe(3);
	expect(nobody.stderr).toMatch(/^chatroom: Nothing is listening on 127\.0\.0\.1:[^\n]*\n$/);
	await using server = await openServer('--limit', '1');
	using bob = await joinAsPeer(server.port, 'bob');
	const full = await run(join(server.port));
	expect(full.status).toBe(4);
	expect(full.stderr).toMatch(/^chatroom: The room is full \(1\/1\)\.[^\n]*\n$/);
	expect(bob.heard()).not.toContain('ada');
});

test('a restart of the server is told, and what was typed meanwhile arrives once', async () => {
	await using server = await openServer();
	using home = openHome();
	await using ada = startProgram(join(server.port), {home});
	await ada.prints('-- You are ada at here.');
	await server.stop('SIGKILL');
	await ada.prints('Trying again by itself.');
	ada.write('said meanwhile\n');
	await server.start();
	using bob = await joinAsPeer(server.port, 'bob');
	await bob.hears('<ada> said meanwhile\n');
	await ada.prints('ada (you): said meanwhile');
	expect(ada.stdout().match(/said meanwhile/g)).toHaveLength(1);
});

test('without a terminal a name that is taken is exit status 4, and no line becomes a name', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'ada');
	const reason = 'chatroom: That name is taken. Give another with --username.\n';
	for (const input of ['', 'eve\n', 'eve\nhello\n']) {
		const {status, stderr} = await run(join(server.port), {input});
		expect({status, stderr}).toEqual({status: 4, stderr: reason});
	}

	await using open = startProgram(join(server.port));
	expect(await open.exit()).toBe(4);
	expect(bob.heard()).not.toContain('eve');
});

test('the end of the input where a name is asked for is exit status 2', async () => {
	await using server = await openServer();
	await using ada = startProgram(chatroom('join', ...at(server.port)));
	await ada.prints('Your name at');
	ada.end();
	expect(await ada.exit()).toBe(2);
	expect(ada.stderr()).toBe('chatroom: A name is needed. Give one with --username.\n');
});

test('what is typed after a name, before the server has answered it, is said', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	await using eve = startProgram(chatroom('join', ...at(server.port)));
	await eve.prints('Your name at');
	eve.write('eve\none\ntwo\n');
	eve.end();
	expect(await eve.exit()).toBe(0);
	await bob.hears('<eve> one\n<eve> two\n* eve has left the chat\n');
});

test('an emptied topic is told in words', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	await using ada = startProgram(join(server.port));
	await ada.prints('-- You are ada at here.');
	bob.say('/topic the weather');
	await ada.prints('* bob set the topic: the weather\n');
	using eve = await openPeer(server.port);
	eve.say('{"type":"hello","v":[1,1],"nick":"eve"}');
	eve.say('{"type":"say","room":"#lobby","id":"AAAAAAAAAAAAAAAAAAAAAA","kind":"topic","text":""}');
	await ada.prints('* eve took the topic away\n');
});

test('a script whose words were refused learns it by the exit status', async () => {
	await using server = await openServer();
	const {status, stdout} = await run(join(server.port), {input: 'heard\n/msg nobody hello\n'});
	expect(status).toBe(4);
	expect(stdout).toContain('ada (you): heard');
});
