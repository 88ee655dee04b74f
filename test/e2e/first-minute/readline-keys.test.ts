import {describe, expect, test} from 'vitest';
import {joinRoom, say, untilMessages} from '../../helpers/client.ts';
import {untilEqual} from '../../helpers/patience.ts';
import {joinAsPeer} from '../../helpers/peer.ts';
import {openServer} from '../../helpers/serve.ts';

const up = '\x1b[A';
const down = '\x1b[B';
const escape = '\x1b';
const ctrl = (letter: string) => String.fromCharCode(letter.charCodeAt(0) - 96);
const alt = (letter: string) => `\x1b${letter}`;

describe('6. Readline keys', () => {
	// What is written, the keys, the row that they make of it, and the column of the cursor.
	test.each([
		['Ctrl+A goes to the start', 'one two', ctrl('a'), '› one two', 2],
		['Ctrl+E goes to the end', 'one two', ctrl('a') + ctrl('e'), '› one two', 9],
		['Ctrl+K kills to the end', 'one two', alt('b') + ctrl('k'), '› one', 6],
		['Ctrl+U kills to the start', 'one two', alt('b') + ctrl('u'), '› two', 2],
		['Ctrl+W kills a word as a shell does', 'cd /usr/lib', ctrl('w'), '› cd', 5],
		[
			'Ctrl+Y brings back what was killed',
			'one two',
			ctrl('w') + ctrl('y') + ctrl('y'),
			'› one twotwo',
			12,
		],
		['Ctrl+T swaps two characters', 'teh', ctrl('t'), '› the', 5],
		['Alt+B goes a word back', 'one two', alt('b'), '› one two', 6],
		['Alt+F goes a word forward', 'one two', ctrl('a') + alt('f'), '› one two', 5],
		['Alt+D kills a word', 'one two', ctrl('a') + alt('d'), '›  two', 2],
	])('%s', async (_, written, keys, row, column) => {
		await using server = await openServer();
		await using ada = await joinRoom(server.port, 'ada');
		ada.type(written);
		await ada.showsDraft(`› ${written}`, written.length + 2);
		ada.type(keys);
		await ada.showsDraft(row, column);
	});
});

describe('6. Keys that find, bring back, redraw and leave', () => {
	test('Ctrl+R finds what one said oneself, older with each press, and sends nothing', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using ada = await joinRoom(server.port, 'ada');
		bob.say('the third thing');
		await ada.shows('bob the third thing');
		await say(ada, 'the first thing');
		await say(ada, 'another thing');
		ada.type('half');
		await ada.showsDraft('› half', 6);
		ada.type(`${ctrl('r')}thing`);
		await ada.shows(/ › another thing$/);
		ada.type(ctrl('r'));
		await ada.shows(/ › the first thing$/);
		// There is none before it that one has said oneself.
		ada.type(ctrl('r'));
		await ada.shows(/ › the first thing$/);
		ada.type('\r');
		await ada.showsDraft('› the first thing', 17);
		await untilMessages(ada, 'bob the third thing', 'ada the first thing', 'ada another thing');

		ada.type(`${ctrl('u')}half`);
		await ada.showsDraft('› half', 6);
		ada.type(`${ctrl('r')}first`);
		await ada.shows(/ › the first thing$/);
		ada.type(escape);
		await ada.showsDraft('› half', 6);
	});

	test('Up and Down go through what one has said and keep the draft', async () => {
		await using server = await openServer();
		await using ada = await joinRoom(server.port, 'ada');
		await say(ada, 'first');
		await say(ada, 'second');
		ada.type('a draft');
		await ada.showsDraft('› a draft', 9);
		for (const [key, row] of [
			[up, '› second'],
			[up, '› first'],
			[up, '› first'],
			[down, '› second'],
			[down, '› a draft'],
			[down, '› a draft'],
		] as const) {
			ada.type(key);
			await ada.showsDraft(row, row.length);
		}
	});

	test('Ctrl+L draws everything anew when something else has written on the screen', async () => {
		await using server = await openServer();
		await using ada = await joinRoom(server.port, 'ada');
		await say(ada, 'hello');
		await untilMessages(ada, 'ada hello');
		ada.type('a draft\x1b[D');
		await ada.showsDraft('› a draft', 8);
		const before = ada.rows();
		// It leaves its colours and a region that scrolls behind.
		await ada.spoil('\x1b[1;30Hrubbish\x1b[10;1Hrubbish\x1b[3;8r\x1b[24;1H\x1b[31;44mrubbish');
		expect(ada.rows().filter(row => row.includes('rubbish'))).toHaveLength(3);
		ada.type(ctrl('l'));
		await untilEqual(() => ada.rows(), before);
		await untilEqual(() => ada.cursor(), {x: 8, y: 23});
		expect(ada.cell(4, 23)).toMatchObject({text: 'd', hasColour: false, hasBackground: false});
		expect(ada.cell(40, 5)).toMatchObject({hasBackground: false});
	});

	test('Ctrl+C clears a draft first, and leaves on an empty line', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using ada = await joinRoom(server.port, 'ada');
		ada.type('not yet');
		await ada.showsDraft('› not yet', 9);
		ada.type(ctrl('c'));
		await ada.showsDraft('›', 2);
		expect(bob.heard()).not.toContain('left');

		ada.type(ctrl('c'));
		await bob.hears('* ada has left the chat\n');
		await ada.givesBack(0);
		expect(bob.heard()).not.toContain('not yet');
	});

	test('Ctrl+D deletes, and leaves only when nothing is written', async () => {
		await using server = await openServer();
		await using ada = await joinRoom(server.port, 'ada');
		ada.type(`ab${ctrl('d')}`);
		await ada.showsDraft('› ab', 4);
		ada.type(ctrl('a') + ctrl('d'));
		await ada.showsDraft('› b', 2);
		ada.type(ctrl('d'));
		await ada.showsDraft('›', 2);
		ada.type(ctrl('d'));
		await ada.givesBack(0);
	});
});
