import {expect, test} from 'vitest';
import {joinRoom, say, untilMessages} from '../helpers/client.ts';
import {patience} from '../helpers/patience.ts';
import {joinAsPeer, readLobby} from '../helpers/peer.ts';
import {openProxy} from '../helpers/proxy.ts';
import {openServer} from '../helpers/serve.ts';

const tall = {rows: 60};

test.each(['SIGTERM', 'SIGKILL'] as const)(
	'people stay while the server is stopped with %s and started again, and miss nothing',
	async signal => {
		await using server = await openServer();
		await using ada = await joinRoom(server.port, 'ada', tall);
		await using bob = await joinRoom(server.port, 'bob', tall);
		await say(ada, 'before one');
		await say(bob, 'before two');
		await untilMessages(ada, 'ada before one', 'bob before two');
		await untilMessages(bob, 'ada before one', 'bob before two');

		expect(await server.stop(signal)).toBe(signal === 'SIGTERM' ? 0 : 'SIGKILL');
		await ada.shows('offline, trying again');
		await bob.shows('offline, trying again');
		await say(ada, 'said meanwhile');
		await ada.shows('1 message waits');
		await untilMessages(ada, 'ada before one', 'bob before two', '… ada said meanwhile');

		await server.start();
		await ada.shows('online as ada', /2 here: (?:ada, bob|bob, ada)/);
		await bob.shows('online as bob', /2 here: (?:ada, bob|bob, ada)/);
		await say(bob, 'afterwards');
		const all = ['ada before one', 'bob before two', 'ada said meanwhile', 'bob afterwards'];
		await untilMessages(ada, ...all);
		await untilMessages(bob, ...all);
		const log = await readLobby(server.port);
		expect(log.map(({author, text}) => `${author} ${text}`)).toEqual(all);
	},
);

test('what is said while the server is killed is there once, in order, on every screen and in the log', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada', tall);
	await using bob = await joinRoom(server.port, 'bob', tall);
	const lines = Array.from({length: 24}, (_, index) => `line ${index + 1} of 24`);
	for (const line of lines.slice(0, 8)) {
		await say(ada, line);
	}

	const stopped = server.stop('SIGKILL');
	for (const line of lines.slice(8, 16)) {
		await say(ada, line);
	}

	await stopped;
	await server.start();
	for (const line of lines.slice(16)) {
		await say(ada, line);
	}

	const all = lines.map(line => `ada ${line}`);
	await untilMessages(bob, ...all);
	await untilMessages(ada, ...all);
	const log = await readLobby(server.port);
	expect(log.map(({author, text}) => `${author} ${text}`)).toEqual(all);
	expect(log.map(({seq}) => seq)).toEqual([...log.keys()].map(index => log[0]!.seq + index));
});

test('while it is offline a client can still be left', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	await server.stop('SIGKILL');
	await ada.shows('offline, trying again');
	ada.type('\x03');
	await ada.givesBack(0);
});

test('whoever was cut off for long hears all that was said meanwhile, in order', async () => {
	await using server = await openServer();
	await using proxy = await openProxy(server.port);
	await using ada = await joinRoom(proxy.port, 'ada', {rows: 200});
	using bob = await joinAsPeer(server.port, 'bob');
	bob.say('before');
	await untilMessages(ada, 'bob before');
	proxy.cut();
	await ada.shows('offline, trying again');
	const lines = Array.from({length: 150}, (_, index) => `number ${index}`);
	bob.say(lines.join('\n'));
	await expect.poll(async () => (await readLobby(server.port)).length, patience).toBe(151);
	proxy.mend();
	await untilMessages(ada, 'bob before', ...lines.map(line => `bob ${line}`));
});

test('a name comes back from its own dead connection, and nobody is told that it went', async () => {
	await using server = await openServer();
	await using proxy = await openProxy(server.port);
	await using ada = await joinRoom(proxy.port, 'ada');
	using bob = await joinAsPeer(server.port, 'bob');
	proxy.cut({ghosts: true});
	await ada.shows('offline, trying again');
	await say(ada, 'typed while away');
	proxy.mend();
	await ada.shows('online as ada');
	await bob.hears('<ada> typed while away\n');
	await untilMessages(ada, 'ada typed while away');
	expect(bob.heard()).not.toMatch(/ada (?:joined|left)/);
	expect(ada.text()).not.toMatch(/-- .*ada/);
});
