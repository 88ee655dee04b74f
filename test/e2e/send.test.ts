import {expect, test} from 'vitest';
import {at, joinRoom} from '../helpers/client.ts';
import {freePort} from '../helpers/free-port.ts';
import {joinAsPeer, readLobby} from '../helpers/peer.ts';
import {chatroom, run} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';

test('send says its argument and ends with 0, without a word', async () => {
	await using server = await openServer();
	using ada = await joinAsPeer(server.port, 'ada');
	const {status, stdout, stderr} = await run(
		chatroom('send', ...at(server.port), '--username', 'cron', 'the build', 'is green'),
	);
	expect({status, stdout, stderr}).toEqual({status: 0, stdout: '', stderr: ''});
	await ada.hears('<cron> the build is green\n');
	// It came to say one thing: nobody is told that it came and went.
	expect(ada.heard()).not.toMatch(/cron (?:joined|left)/);
});

test('several lines from standard input are one message', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	const input = 'first\n  second, indented\n\nlast: 漢字 👩‍👩‍👧\n';
	const command = chatroom('send', ...at(server.port), '--username', 'cron');
	expect(await run(command, {input})).toMatchObject({status: 0, stdout: '', stderr: ''});
	await ada.shows(/cron first\n +second, indented\n\n +last: 漢字 👩‍👩‍👧/);
	const [entry, ...more] = await readLobby(server.port);
	expect(more).toEqual([]);
	expect(entry).toMatchObject({author: 'cron', text: input.trimEnd()});
});

test('nothing to say is told, and is exit status 2', async () => {
	await using server = await openServer();
	const command = chatroom('send', ...at(server.port), '--username', 'cron');
	const {status, stderr} = await run(command, {input: '\n \n'});
	expect(status).toBe(2);
	expect(stderr).toMatch(/^chatroom: Nothing was sent: [^\n]*\n$/);
	expect(await readLobby(server.port)).toEqual([]);
});

test.each(['send', 'who', 'tail'])('%s to nobody is exit status 3', async command => {
	const port = await freePort();
	const more = command === 'send' ? ['--username', 'cron', 'hello'] : [];
	const {status, stdout, stderr} = await run(chatroom(command, ...at(port), ...more));
	expect({status, stdout}).toEqual({status: 3, stdout: ''});
	expect(stderr).toBe(
		`chatroom: Nothing is listening on 127.0.0.1:${port}. Is the server running there?\n`,
	);
});

test('the name of somebody else is exit status 4', async () => {
	await using server = await openServer();
	using ada = await joinAsPeer(server.port, 'ada');
	const command = chatroom('send', ...at(server.port), '--username', 'Ada', 'it was me');
	const {status, stdout, stderr} = await run(command);
	expect({status, stdout}).toEqual({status: 4, stdout: ''});
	expect(stderr).toMatch(/^chatroom: .*That name is taken\..*\n$/);
	expect(ada.heard()).not.toContain('it was me');
});

test('a name that none can be is exit status 2', async () => {
	const command = chatroom('send', '--username', 'a b', 'hello');
	const {status, stderr} = await run(command);
	expect(status).toBe(2);
	expect(stderr).toMatch(/^chatroom: "a b" cannot be your name: .*--username\.\n$/);
});

test('what is sent to another room is not said in the lobby', async () => {
	await using server = await openServer();
	using ada = await joinAsPeer(server.port, 'ada');
	ada.say('/join #ops');
	await ada.hears('* You are in #ops: ada\n');
	const command = chatroom('send', ...at(server.port), '--username', 'cron', '--room', 'ops');
	expect(await run(command, {input: 'elsewhere'})).toMatchObject({status: 0});
	await ada.hears('<cron> [#ops] elsewhere\n');
	expect(await readLobby(server.port)).toEqual([]);
});
