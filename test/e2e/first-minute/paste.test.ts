import {describe, expect, test} from 'vitest';
import {joinRoom, messagesOn} from '../../helpers/client.ts';
import {patience} from '../../helpers/patience.ts';
import {joinAsPeer, readLobby} from '../../helpers/peer.ts';
import {openServer} from '../../helpers/serve.ts';

const lines = Array.from({length: 50}, (_, index) => `pasted ${index}`).join('\n');

describe('5. Pasting fifty lines with a new line at the end', () => {
	test('sends nothing, and leaves the conversation on screen', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using ada = await joinRoom(server.port, 'ada');
		bob.say('do not go away');
		await ada.shows('bob do not go away');
		const before = ada.rows();
		ada.paste(`${lines}\n`);
		await ada.showsDraft('› [pasted 50 lines]', 19);
		expect(ada.rows().slice(0, 22)).toEqual(before.slice(0, 22));
		// Opened, it takes a third of the screen.
		ada.type('\t');
		await ada.shows('pasted 49', 'bob do not go away', 'online as ada');
		await expect.poll(() => ada.cursor(), patience).toEqual({x: 11, y: 23});
		expect(ada.rows().filter(row => row.includes('pasted '))).toHaveLength(8);
		ada.type('\x03');
		await ada.showsNot('pasted');
		await ada.showsDraft('›', 2);
		// Whatever had been sent would stand before this.
		ada.type('after\r');
		await bob.hears('<ada> after\n');
		expect(await readLobby(server.port)).toMatchObject([{text: 'do not go away'}, {text: 'after'}]);
	});

	test('is said whole, as one message, by Enter alone', async () => {
		await using server = await openServer();
		await using ada = await joinRoom(server.port, 'ada');
		ada.paste(`${lines}\n`);
		await ada.showsDraft('› [pasted 50 lines]', 19);
		ada.type('\r');
		await expect.poll(() => readLobby(server.port), patience).toHaveLength(1);
		expect(await readLobby(server.port)).toMatchObject([{text: lines}]);
	});

	test('sends nothing either on a terminal that does not tell what is pasted', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using ada = await joinRoom(server.port, 'ada', {env: {TERM: 'linux'}});
		ada.type(`${lines.replaceAll('\n', '\r')}\r`);
		await ada.showsDraft('› [pasted 50 lines]', 19);
		ada.type('\x03');
		await ada.showsDraft('›', 2);
		ada.type('after');
		await ada.showsDraft('› after', 7);
		ada.type('\r');
		await bob.hears('<ada> after\n');
		expect(await readLobby(server.port)).toMatchObject([{text: 'after'}]);
	});

	test('a few pasted lines are a block that can be edited, and are said as one message', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using ada = await joinRoom(server.port, 'ada');
		ada.paste('first line\n\tsecond, indented\nthird line\n');
		await expect
			.poll(() => ada.rows().slice(-4), patience)
			.toEqual(['› first line', expect.stringMatching(/^ +second, indented$/), '  third line', '']);
		ada.type('and a fourth');
		await ada.showsDraft('  and a fourth', 14);
		expect(messagesOn(ada)).toEqual([]);
		expect(bob.heard()).not.toContain('first line');

		ada.type('\r');
		await bob.hears(/<ada> first line\n +second, indented\n +third line\n +and a fourth\n/);
		await ada.showsDraft('›', 2);
		expect(await readLobby(server.port)).toHaveLength(1);
	});
});
