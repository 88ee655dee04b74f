import {expect, test} from 'vitest';
import {joinRoom, untilMessages} from '../helpers/client.ts';
import {joinAsPeer} from '../helpers/peer.ts';
import {openServer} from '../helpers/serve.ts';

test('two people in full screen and one with netcat talk in one room', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	await ada.shows('1 here: ada');
	await using bob = await joinRoom(server.port, 'bob');
	await ada.shows('#lobby at here', 'bob came', '2 here: ada, bob');

	ada.type('hello there\r');
	await untilMessages(bob, 'ada hello there');
	bob.type('good morning\r');
	await untilMessages(ada, 'ada hello there', 'bob good morning');
	bob.type('/me waves\r');
	await untilMessages(ada, 'ada hello there', 'bob good morning', '* bob waves');

	using carol = await joinAsPeer(server.port, 'carol');
	await ada.shows('carol came', '3 here: ada, bob, carol');
	await carol.hears('<ada> hello there\n', '<bob> good morning\n', '* bob waves\n');
	carol.say('only netcat here');
	await ada.shows('carol only netcat here');
	ada.type('welcome anyway\r');
	await carol.hears('<ada> welcome anyway\n');
	const all = [
		'ada hello there',
		'bob good morning',
		'* bob waves',
		'carol only netcat here',
		'ada welcome anyway',
	];
	await untilMessages(ada, ...all);
	await untilMessages(bob, ...all);
	expect(carol.heard()).not.toContain('<carol>');

	carol.say('---quit---');
	await carol.hears('You are out of the chat room now.');
	await carol.ended();
	await bob.shows('carol left', '2 here: ada, bob');
});

test('what one says is pending until the server has it', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	process.kill(server.pid(), 'SIGSTOP');
	ada.type('patience\r');
	await untilMessages(ada, '… ada patience');
	process.kill(server.pid(), 'SIGCONT');
	await untilMessages(ada, 'ada patience');
});

test('a message to one person alone is seen by nobody else', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	await using bob = await joinRoom(server.port, 'bob');
	await using carol = await joinRoom(server.port, 'carol');
	ada.type('/msg bob between us\r');
	await ada.shows('only you two', 'ada between us');
	await bob.shows('@ada (1)');
	bob.type('\x0e');
	await bob.shows('only you two', 'ada between us');
	bob.type('agreed\r');
	await ada.shows('bob agreed');
	ada.type('\x0ealoud\r');
	await untilMessages(carol, 'ada aloud');
	expect(carol.text()).not.toContain('@');
});
