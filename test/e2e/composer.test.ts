import {expect, test} from 'vitest';
import {joinRoom, messagesOn} from '../helpers/client.ts';
import {patience} from '../helpers/patience.ts';
import {joinAsPeer, readLobby} from '../helpers/peer.ts';
import {openServer} from '../helpers/serve.ts';

const backspace = '\x7f';

test('pasted lines are a block that can be edited, and are said as one message by Enter alone', async () => {
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

test('fifty pasted lines leave the conversation on screen', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	await using ada = await joinRoom(server.port, 'ada');
	bob.say('do not go away');
	await ada.shows('bob do not go away');
	ada.paste(Array.from({length: 50}, (_, index) => `pasted ${index}\n`).join(''));
	await ada.showsDraft('› [pasted 50 lines]', 19);
	// Opened, it takes a third of the screen.
	ada.type('\t');
	await ada.shows('pasted 49', 'bob do not go away', 'online as ada');
	await expect.poll(() => ada.cursor(), patience).toEqual({x: 11, y: 23});
	ada.type('\x03');
	await ada.showsNot('pasted');
	await ada.showsDraft('›', 2);
	expect(await readLobby(server.port)).toHaveLength(1);
});

test('Enter makes no new line, but Ctrl+J, Alt+Enter and a terminal that tells Shift+Enter do', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	ada.type('one');
	ada.type('\n');
	ada.type('two');
	ada.type('\x1b\r');
	ada.type('three');
	ada.type('\x1b[13;2u');
	ada.type('four');
	await ada.showsDraft('  four', 6);
	ada.type('\r');
	await ada.showsDraft('›', 2);
	await expect.poll(() => readLobby(server.port), patience).toHaveLength(1);
	expect(await readLobby(server.port)).toMatchObject([{text: 'one\ntwo\nthree\nfour'}]);
});

test.each([
	['漢字', ['漢', '字'], [4, 6]],
	['cafe\u0301', ['c', 'a', 'f', 'e\u0301'], [3, 4, 5, 6]],
	['👩‍👩‍👧', ['👩‍👩‍👧'], [4]],
	['a👍🏽b', ['a', '👍🏽', 'b'], [3, 5, 6]],
])(
	'typing %s and taking it back leaves the cursor in the right column',
	async (text, parts, ends) => {
		await using server = await openServer();
		await using ada = await joinRoom(server.port, 'ada');
		ada.type(`${text}|`);
		await expect.poll(() => ada.beforeCursor(), patience).toBe('|');
		expect(ada.rows().at(-1)!.normalize('NFC')).toBe(`› ${text}|`.normalize('NFC'));
		ada.type(backspace);
		for (const [index, part] of parts.toReversed().entries()) {
			const at = parts.length - 1 - index;
			await expect.poll(() => ada.cursor().x, patience).toBe(ends[at]!);
			expect(ada.beforeCursor().normalize('NFC')).toBe(part.normalize('NFC'));
			ada.type(backspace);
		}

		ada.type('\x15');
		await ada.showsDraft('›', 2);
	},
);

test('what is typed and entered at once is not lost', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	await using ada = await joinRoom(server.port, 'ada');
	ada.type('quick\rand quicker\r');
	await bob.hears('<ada> quick\n<ada> and quicker\n');
	await ada.showsDraft('›', 2);
});
