import {expect, test} from 'vitest';
import {at, joinRoom} from '../helpers/client.ts';
import {freePort} from '../helpers/free-port.ts';
import {openHome} from '../helpers/home.ts';
import {joinAsPeer} from '../helpers/peer.ts';
import {chatroom, startProgram} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';
import {openTerminal} from '../helpers/terminal.ts';

const enter = '\n';

test('without a terminal it prints JSON lines and nothing else, listening first', async () => {
	await using server = await openServer('--limit', '7');
	using ada = await joinAsPeer(server.port, 'ada');
	ada.say('hello');
	ada.say('---quit---');
	await ada.ended();
	expect(await server.stop()).toBe(0);
	// What is said is none of the host's business.
	expect(server.events()).toMatchObject([
		{event: 'listening', host: '127.0.0.1', port: server.port, limit: 7, history: server.data},
		{event: 'came', person: {nick: 'ada', dialect: 'plain'}, people: 1},
		{event: 'went', person: {nick: 'ada'}, people: 0},
		{event: 'stopping', signal: 'SIGTERM'},
		{event: 'stopped'},
	]);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s tells everybody and ends with 0', async signal => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	using bob = await joinAsPeer(server.port, 'bob');
	expect(await server.stop(signal)).toBe(0);
	await bob.hears('* The server is shutting down.\n');
	await bob.ended();
	await ada.shows('The server is shutting down.', 'offline');
});

test('in a terminal it shows where to join and who comes and goes', async () => {
	await using host = openTerminal(
		chatroom('serve', ...at(0), '--ephemeral', '--name', 'the workshop'),
		{columns: 100},
	);
	await host.shows('the room of the workshop is open', 'npx chatroom join --port', 'none kept');
	const port = Number(/join --port (\d+)/.exec(host.text())![1]);
	await using ada = await joinRoom(port, 'ada');
	await host.shows('ada came (json). 1 person is here.');
	using bob = await joinAsPeer(port, 'bob');
	await host.shows('bob came (plain). 2 people are here.');
	bob.say('/nick robert');
	await host.shows('bob is now robert.');
	bob.say('---quit---');
	await host.shows('robert went. 1 person is here.');
	host.type('\x03');
	await host.shows('Closing', 'Closed.');
	await host.givesBack(0);
	await ada.shows('The server is shutting down.');
	expect(host.written).not.toContain('{"event"');
});

test('--ask asks three questions on standard error, and Enter keeps each default', async () => {
	const port = await freePort();
	await using server = startProgram(chatroom('serve', '--ask', '--ephemeral', ...at(port)));
	await server.complains('Host [127.0.0.1]: ');
	server.write(enter);
	await server.complains(`Port [${port}]: `);
	server.write(enter);
	await server.complains('Most people at once [100]: ');
	expect(server.stdout()).toBe('');
	server.write(enter);
	await server.prints(/^\{"event":"listening".*\n/);
	expect(JSON.parse(server.stdout())).toMatchObject({host: '127.0.0.1', port, limit: 100});
	expect(server.stderr()).toBe(`Host [127.0.0.1]: Port [${port}]: Most people at once [100]: `);
	server.signal('SIGTERM');
	expect(await server.exit()).toBe(0);
});

test('--ask asks again after a bad answer, saying why', async () => {
	await using server = startProgram(chatroom('serve', '--ask', '--ephemeral'));
	await server.complains('Host [every interface]: ');
	server.write(`127.0.0.1${enter}`);
	await server.complains('Port [12312]: ');
	server.write(`chat${enter}`);
	await server.complains(/The port takes a whole number .*, not "chat"\.\nPort \[12312\]: $/);
	server.write(`0${enter}`);
	await server.complains('Most people at once [100]: ');
	server.write(`0${enter}`);
	await server.complains(/The limit takes .*, not "0"\.\nMost people at once \[100\]: $/);
	server.write(`3${enter}`);
	await server.prints(/^\{"event":"listening".*\n/);
	const {host, limit} = JSON.parse(server.stdout()) as Record<string, unknown>;
	expect({host, limit}).toEqual({host: '127.0.0.1', limit: 3});
});

test('--ask takes its defaults when there is no more input, and answers that come all at once', async () => {
	await using server = startProgram(chatroom('serve', '--ask', '--ephemeral', ...at(0)), {
		input: '127.0.0.1\n0\n',
	});
	await server.prints(/^\{"event":"listening".*\n/);
	expect(JSON.parse(server.stdout())).toMatchObject({host: '127.0.0.1', limit: 100});
});

test('--ask in a terminal can be answered there', async () => {
	using home = openHome();
	await using host = openTerminal(chatroom('serve', '--ask', '--ephemeral', ...at(0)), {home});
	await host.shows('Host [127.0.0.1]:');
	host.type('\r');
	await host.shows('Port [0]:');
	host.type('\r');
	await host.shows('Most people at once [100]:');
	host.type('2\r');
	await host.shows('2 at once', 'Ctrl+C tells everyone');
	host.type('\x03');
	await host.givesBack(0);
});

test('the room stays open when nobody reads what it prints any more', async () => {
	const serve = chatroom('serve', '--ephemeral', ...at(0));
	await using pipeline = startProgram(['sh', '-c', '"$0" "$@" | head -n 1', ...serve]);
	await pipeline.prints(/^\{"event":"listening".*\n/);
	const {port, pid} = JSON.parse(pipeline.stdout()) as {port: number; pid: number};
	for (const name of ['ada', 'bob', 'eve']) {
		using peer = await joinAsPeer(port, name);
		peer.say('---quit---');
		await peer.ended();
	}

	process.kill(pid, 'SIGTERM');
	expect(await pipeline.exit()).toBe(0);
	expect(pipeline.stderr()).toBe('');
});
