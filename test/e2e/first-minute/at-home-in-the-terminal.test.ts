import {describe, expect, test} from 'vitest';
import {at, joinRoom, say, untilMessages} from '../../helpers/client.ts';
import {freePort} from '../../helpers/free-port.ts';
import {untilEqual} from '../../helpers/patience.ts';
import {joinAsPeer} from '../../helpers/peer.ts';
import {chatroom, run} from '../../helpers/program.ts';
import {linksIn} from '../../helpers/sequences.ts';
import {openServer} from '../../helpers/serve.ts';
import {openTerminal, type Terminal} from '../../helpers/terminal.ts';
import {describeKeys} from '../../../source/client/screen/key-map.ts';

const altUp = '\x1b[1;3A';
const escape = '\x1b';
const f1 = '\x1bOP';
const pageUp = '\x1b[5~';

describe('10. The mouse and links stay with the terminal', () => {
	test('no mouse mode is ever switched on, whatever one does', async () => {
		await using server = await openServer();
		using bob = await joinAsPeer(server.port, 'bob');
		await using ada = await joinRoom(server.port, 'ada');
		bob.say(Array.from({length: 40}, (_, index) => `number ${index}.`).join('\n'));
		await ada.shows('number 39.');
		ada.type(pageUp);
		await ada.shows('End: newest');
		ada.type(altUp);
		await ada.shows('r reply');
		ada.type(escape);
		await ada.showsNot('r reply');
		ada.type(f1);
		await ada.shows('End: newest');
		ada.resize(40, 10);
		await untilEqual(() => ada.rows().length, 10);
		ada.type('\x1b[O\x1b[I\x0c');
		ada.type('/quit\r');
		await ada.givesBack(0);
		const switched = [...ada.written.matchAll(/\x1b\[\?([\d;]+)h/g)].flatMap(([, modes]) =>
			modes!.split(';').map(Number),
		);
		expect(switched).toContain(1049);
		// X10, buttons, highlights, drags, all of it, UTF-8, SGR, urxvt, pixels.
		const mouse = [9, 1000, 1001, 1002, 1003, 1005, 1006, 1015, 1016];
		expect(switched.filter(mode => mouse.includes(mode))).toEqual([]);
	});

	test('a URL is a link that the terminal knows, and the whole of it where it goes on in another row', async () => {
		await using server = await openServer();
		await using ada = await joinRoom(server.port, 'ada');
		await using bob = await joinRoom(server.port, 'bob');
		await say(ada, 'see https://example.org/x?y=1.');
		const long = `https://example.org/${'long/'.repeat(20)}end`;
		ada.type(`${long}\r`);
		await bob.shows('ada see https://example.org/x?y=1.', ' end\n');
		expect([...linksIn(bob.written)]).toEqual([
			['https://example.org/x?y=1', 'https://example.org/x?y=1'],
			[long, long],
		]);
		// As one would select it: nothing but the URL, and blanks in front of its other rows.
		const rows = bob.rows();
		const first = rows.findIndex(row => row.includes('ada https://'));
		const indent = ' '.repeat(19);
		expect(rows.slice(first, first + 3)).toEqual([
			expect.stringMatching(/^\d\d:\d\d {10}ada /),
			indent + long.slice(60, 120),
			indent + long.slice(120),
		]);
		expect(rows[first]!.slice(19)).toBe(long.slice(0, 60));
	});
});

describe('10. A wrong host', () => {
	test.each([
		[['join', '--plain', '--username', 'ada']],
		[['send', '--username', 'ada', 'hello']],
		[['who']],
		[['tail']],
	])('%j says so in one line and ends with 3', async given => {
		const noHost = await run(chatroom(...given, '--host', 'no-such-host.invalid'));
		expect(noHost).toEqual({
			status: 3,
			stdout: '',
			stderr: 'chatroom: There is no host called no-such-host.invalid. Check the spelling.\n',
		});
		const port = await freePort();
		const nothing = await run(chatroom(...given, ...at(port)));
		expect(nothing).toEqual({
			status: 3,
			stdout: '',
			stderr: `chatroom: Nothing is listening on 127.0.0.1:${port}. Is the server running there?\n`,
		});
	});

	test('is told in the full screen below the host, with the cursor there to put it right', async () => {
		const port = await freePort();
		await using ada = openTerminal(chatroom('join', ...at(port), '--username', 'ada'));
		await ada.shows('Nothing is listening on 127.0.0.1:');
		const host = ada.rows().findIndex(row => /^ +Host +127\.0\.0\.1$/.test(row));
		expect(ada.rows()[host + 1]).toMatch(/^ +Nothing is listening on 127\.0\.0\.1:\d+\./);
		expect(ada.cursor()).toEqual({x: ada.rows()[host]!.length, y: host});
		expect(ada.text()).not.toMatch(/ECONNREFUSED| at .*\.js/);
		ada.type('\x03');
		await ada.givesBack(3);
	});
});

// One line of the list in each row.
async function untilListed(terminal: Terminal): Promise<void> {
	const listed = describeKeys().split('\n');
	expect(listed.length).toBeGreaterThan(45);
	const rows = () => terminal.rows().map(row => row.slice(19).trimEnd());
	await untilEqual(() => listed.filter(line => !rows().includes(line)), []);
}

describe('10. The list of keys', () => {
	test('F1 shows every key of the key map, and so does ? on a selected message', async () => {
		await using server = await openServer();
		const tall = {columns: 120, rows: 80};
		await using ada = await joinRoom(server.port, 'ada', tall);
		ada.type(f1);
		await untilListed(ada);
		await ada.showsDraft('›', 2);

		await using bob = await joinRoom(server.port, 'bob', tall);
		await say(bob, 'hello');
		await untilMessages(bob, 'bob hello');
		bob.type(altUp);
		await bob.shows('r reply');
		bob.type('?');
		await untilListed(bob);
	});

	test('? on an empty line lists them for as long as nothing follows, and may still be said', async () => {
		await using server = await openServer();
		await using ada = await joinRoom(server.port, 'ada', {columns: 120, rows: 80});
		await say(ada, 'hello');
		ada.type('?');
		await ada.showsDraft('› ?', 3);
		const listed = describeKeys().split('\n');
		await untilEqual(() => listed.filter(line => !ada.rows().includes(line.trimEnd())), []);
		ada.type('?');
		await untilMessages(ada, 'ada hello');
		ada.type('\r');
		await untilMessages(ada, 'ada hello', 'ada ??');
	});
});
