import {expect, test} from 'vitest';
import {at, joinRoom} from '../helpers/client.ts';
import {joinAsPeer, openPeer} from '../helpers/peer.ts';
import {chatroom, run} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';
import {openTerminal} from '../helpers/terminal.ts';

const full = 'The room is full (2/2)';

test('one too many is told that the room is full, and gets in when somebody has left', async () => {
	await using server = await openServer('--limit', '2');
	await using ada = await joinRoom(server.port, 'ada');
	using bob = await joinAsPeer(server.port, 'bob');
	await using carol = openTerminal(chatroom('join', ...at(server.port), '--username', 'carol'));
	await carol.shows('Host', full);
	const rows = carol.rows();
	const host = rows.findIndex(row => /Host +127\.0\.0\.1$/.test(row));
	expect(rows[host + 1]).toContain(full);
	expect(carol.text()).not.toContain('closed the connection');

	bob.say('---quit---');
	await ada.shows(/bob (?:came and )?left/);
	carol.type('\r');
	await carol.shows('online as carol', '2 here: ada, carol');
});

test('a plain peer too many hears it at once, is closed, and can come again', async () => {
	await using server = await openServer('--limit', '2');
	using ada = await joinAsPeer(server.port, 'ada');
	using bob = await joinAsPeer(server.port, 'bob');
	using carol = await openPeer(server.port);
	await carol.hears(full);
	carol.say('carol');
	await carol.ended();
	expect(carol.heard()).not.toContain('{');

	ada.say('---quit---');
	await bob.hears('* ada has left the chat\n');
	using again = await joinAsPeer(server.port, 'carol');
	await bob.hears('* carol has joined\n');
	again.say('---quit---');
});

test('for a script that is exit status 4', async () => {
	await using server = await openServer('--limit', '1');
	using ada = await joinAsPeer(server.port, 'ada');
	const {status, stdout, stderr} = await run(
		chatroom('send', ...at(server.port), '--username', 'bob', 'hello'),
	);
	expect({status, stdout}).toEqual({status: 4, stdout: ''});
	expect(stderr).toMatch(/^chatroom: .*The room is full \(1\/1\).*\n$/);
	expect(ada.heard()).not.toContain('hello');
});
