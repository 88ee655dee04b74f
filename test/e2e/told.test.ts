import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {at, joinRoom, untilMessages} from '../helpers/client.ts';
import {openHome} from '../helpers/home.ts';
import {patience, untilContains} from '../helpers/patience.ts';
import {joinAsPeer} from '../helpers/peer.ts';
import {chatroom, run} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';
import type {Terminal} from '../helpers/terminal.ts';

const looksAway = '\x1b[O';
const looksBack = '\x1b[I';

/** What the program has written from now on. */
function listen(terminal: Terminal): () => string {
	const from = terminal.written.length;
	return () => terminal.written.slice(from);
}

const titles = (written: string): readonly string[] =>
	[...written.matchAll(/\x1b\]2;([^\x07]*)\x07/g)].map(([, title]) => title!);

test('who is named while looking away is called, and only then', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	using bob = await joinAsPeer(server.port, 'bob');
	expect(ada.written).toContain('\x1b[?1004h');
	const before = listen(ada);
	bob.say('ada, are you there');
	await ada.shows('ada, are you there');
	expect(before()).not.toMatch(/\x07|\x1b\](?:9|99|777);/);

	ada.type(looksAway);
	const away = listen(ada);
	bob.say('hello everyone');
	bob.say('ada: lunch?');
	await untilContains(away, '\x07\x1b]9;chatroom: bob in #lobby: ada: lunch?\x07');
	expect(away()).toContain('\x1b]777;notify;chatroom;bob in #lobby: ada: lunch?\x07');
	expect(away()).toContain('\x1b]99;i=chatroom:d=0;chatroom\x1b\\');
	await expect.poll(() => titles(away()).at(-1), patience).toBe('(2) #lobby – chatroom');

	const back = listen(ada);
	ada.type(looksBack);
	await expect.poll(() => titles(back()).at(-1), patience).toBe('#lobby – chatroom');
	ada.type('/quit\r');
	await ada.givesBack();
});

test('nothing that others say reaches the terminal as more than text', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	ada.type(looksAway);
	const heard = listen(ada);
	const nasty = 'ada \x1b]52;c;aGFja2Vk\x07\x1b]0;mine\x07\x1b[2J;\x9d9;x\x9c\x07 end';
	await run(chatroom('send', ...at(server.port), '--username', 'eve', nasty));
	await untilContains(heard, '\x1b]777;notify;chatroom;');
	expect(heard()).not.toMatch(/\x1b\](?:52|0);|\x9d|\x9c|\x1b\[2J/);
	const calls = [...heard().matchAll(/\x1b\](?:9|777);[^\x07]*\x07/g)].map(([call]) => call);
	expect(calls).toHaveLength(2);
	for (const call of calls) {
		expect(call.slice(1, -1)).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
	}
});

test('in tmux, calls and copies are wrapped for the terminal around it', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada', {
		env: {TMUX: '/tmp/tmux-0/default,1,0', TERM: 'tmux-256color'},
	});
	using bob = await joinAsPeer(server.port, 'bob');
	ada.type(looksAway);
	const heard = listen(ada);
	bob.say('ada!');
	await untilContains(heard, '\x1bPtmux;\x1b\x1b]9;chatroom: bob in #lobby: ada!\x07\x1b\\');
});

test('a selected message is copied exactly, by the terminal', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	const text = 'so  many   spaces, 漢字 https://example.org/x';
	ada.type(`${text}\r`);
	await untilMessages(ada, `ada ${text}`);
	const heard = listen(ada);
	ada.type('\x1b[1;3A');
	ada.type('y');
	await untilContains(heard, `\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`);
	await ada.shows(`copied ${Array.from(text).length} characters`);
	ada.type('o');
	await ada.shows('https://example.org/x (copied)');
	const link = Buffer.from('https://example.org/x').toString('base64');
	await untilContains(heard, `\x1b]52;c;${link}\x07`);
});

test('what one wants to hear of outlives the program', async () => {
	using home = openHome();
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	await using ada = await joinRoom(server.port, 'ada', {home});
	ada.type('/ignore bob\r');
	await ada.shows('You do not see what bob says any more');
	ada.type('/notify off\r');
	await ada.shows('You are never called.');
	ada.type('/quit\r');
	await ada.givesBack();

	await using again = await joinRoom(server.port, 'ada', {home});
	bob.say('can you hear me');
	again.type('/ignore\r');
	await again.shows('Ignored: bob. Muted: no room.');
	again.type('/notify\r');
	await again.shows('You are never called.');
	expect(again.text()).not.toContain('can you hear me');
});

test('a conversation is written into a file', async () => {
	using home = openHome();
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada', {home});
	ada.type('for the record\r');
	await untilMessages(ada, 'ada for the record');
	const file = path.join(home.directory, 'talk.jsonl');
	ada.type(`/export ${file}\r`);
	await ada.shows('1 message written to');
	ada.type(`/export ${file}\r`);
	await expect
		.poll(() => readdirSync(home.directory).filter(name => name.startsWith('talk')), patience)
		.toEqual(['talk-2.jsonl', 'talk.jsonl']);
	expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
		author: 'ada',
		text: 'for the record',
	});
});

test('who is away is said to be so to whoever writes to them alone', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	await using bob = await joinRoom(server.port, 'bob');
	ada.type('/away lunch\r');
	await ada.shows('You are away: lunch.');
	bob.type('/msg ada are you there\r');
	await bob.shows('ada is away: lunch', 'are you there');
	ada.type('/back\r');
	await ada.shows('You are back.');
});
