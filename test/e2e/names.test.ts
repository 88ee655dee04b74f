import {expect, test} from 'vitest';
import {at, inClearAt, joinRoom, untilMessages} from '../helpers/client.ts';
import {patience} from '../helpers/patience.ts';
import {joinAsPeer, openPeer} from '../helpers/peer.ts';
import {chatroom} from '../helpers/program.ts';
import {openProxy} from '../helpers/proxy.ts';
import {openServer} from '../helpers/serve.ts';
import {openTerminal} from '../helpers/terminal.ts';

test('a name that is taken is refused with the reason, and the next one taken over the same connection', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'lily');
	await using proxy = await openProxy(server.port);
	await using bob = openTerminal(chatroom('join', ...inClearAt(proxy.port), '--username', 'lily'));
	await bob.shows(`Your name at 127.0.0.1:${proxy.port}`, 'That name is taken.', 'Name  lily');

	// Another capital letter, and a capital I for an l.
	const refusals = () => proxy.answers().split('"nick-taken"').length - 1;
	for (const [index, name] of ['LILY', 'Iily'].entries()) {
		bob.type(`\x15${name}\r`);
		await expect.poll(refusals).toBe(index + 2);
		await bob.shows(`Name  ${name}`, 'That name is taken.');
	}

	bob.type('\x15not a name\r');
	await bob.shows('A name starts with a letter or digit');
	bob.type('\x15lіly\r');
	await bob.shows('A name keeps to one alphabet');
	bob.type('\x15bob\r');
	await bob.shows('online as bob', '2 here: lily, bob');
	expect(proxy.connections()).toBe(1);
	bob.type('at last\r');
	await untilMessages(ada, 'bob at last');
});

test('a plain peer is asked again and again until the name is good', async () => {
	await using server = await openServer();
	using ada = await joinAsPeer(server.port, 'ada');
	using other = await openPeer(server.port);
	await other.hears('Welcome to here, please enter your username\n');
	other.say('ada');
	await other.hears("Username 'ada' is taken, please enter another one\n");
	other.say('a b');
	await other.hears('A name starts with a letter or digit');
	other.say('Ada');
	await other.hears(/taken[^]*taken/);
	other.say('bob');
	await other.hears('Welcome bob');
	await ada.hears('* bob has joined\n');
	expect(ada.heard().match(/joined/g)).toHaveLength(1);
});

test('a name is free again as soon as its owner has left', async () => {
	await using server = await openServer();
	using ada = await joinAsPeer(server.port, 'ada');
	await using other = openTerminal(chatroom('join', ...at(server.port), '--username', 'ada'));
	await other.shows('That name is taken.');
	ada.say('---quit---');
	await ada.ended();
	other.type('\r');
	await other.shows('online as ada');
});

test('who gave no name is asked for it before anything else, and the keys go there', async () => {
	await using server = await openServer();
	await using ada = openTerminal(chatroom('join', ...at(server.port)));
	await ada.shows('Your name at');
	ada.type('\x15zed');
	await ada.shows('Name  zed');
	expect(ada.written).not.toContain('#lobby');
	await ada.showsNot('connecting to');
	ada.type('\r');
	await ada.shows('online as zed', '1 here: zed');
	await ada.showsDraft('›', 2);
});

test('a name that is entered while it still connects is used when the server is there', async () => {
	await using server = await openServer();
	process.kill(server.pid(), 'SIGSTOP');
	await using ada = openTerminal(chatroom('join', ...at(server.port)));
	await ada.shows('Your name at');
	ada.type('\x15early\r');
	process.kill(server.pid(), 'SIGCONT');
	await ada.shows('online as early');
	await expect.poll(() => ada.rows().at(-1), patience).toBe('›');
});
