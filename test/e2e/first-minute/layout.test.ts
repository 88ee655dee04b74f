import {describe, expect, test} from 'vitest';
import {inClearAt, joinRoom, untilMessages} from '../../helpers/client.ts';
import {
	entryOf,
	personOf,
	roomFrame,
	seqOf,
	tagFor,
	welcomeFrame,
} from '../../helpers/client-fakes.ts';
import {openHostileServer} from '../../helpers/hostile-server.ts';
import {untilEqual} from '../../helpers/patience.ts';
import {joinAsPeer} from '../../helpers/peer.ts';
import {chatroom} from '../../helpers/program.ts';
import {openServer} from '../../helpers/serve.ts';
import {type Cell, openTerminal, type Terminal} from '../../helpers/terminal.ts';
import type {Nick} from '../../../source/protocol/ids.ts';

const onSaturday = (hours: number, minutes: number) => Date.UTC(2026, 10, 21, hours, minutes);
const onSunday = (hours: number, minutes: number) => Date.UTC(2026, 10, 22, hours, minutes);
// Tags are ASCII.
const tagOf = (nick: string) => tagFor(nick === '小林' ? 'kobayashi' : nick);
const said = (seq: number, author: string, when: number, text: string) =>
	entryOf(seq, text, {author: author as Nick, at: when, tag: tagOf(author)});

const long =
	'a message with so many words in it that no row of eighty columns holds it, and then the rest of it';
const entries = [
	said(1, 'bob', onSaturday(23, 58), 'the day before'),
	said(2, 'bob', onSunday(9, 5), long),
	said(3, 'alexandra-the-great', onSunday(9, 6), 'my name is long'),
	said(4, 'ada', onSunday(9, 7), 'this is mine'),
	said(5, '小林', onSunday(9, 8), 'wide'),
];

/** Ada, in a room in which all of that was said. */
async function openRoom() {
	const server = await openHostileServer(say => {
		const people = ['ada', 'bob', 'alexandra-the-great', '小林'].map(nick => ({
			...personOf(nick),
			tag: tagOf(nick),
		}));
		say(welcomeFrame({head: seqOf(5)}), roomFrame({people, entries}));
		say({type: 'caught-up', seq: 5});
	});
	const command = chatroom('join', ...inClearAt(server.port), '--username', 'ada');
	const ada = openTerminal(command, {env: {TZ: 'UTC'}});
	return {
		ada,
		async [Symbol.asyncDispose]() {
			await ada[Symbol.asyncDispose]();
			await server[Symbol.asyncDispose]();
		},
	};
}

const cells = (terminal: Terminal, y: number, from: number, to: number): readonly Cell[] =>
	Array.from({length: to - from}, (_, index) => terminal.cell(from + index, y)).filter(
		({text}) => text.trim() !== '',
	);

const plain = {isBold: false, isDim: false, isInverse: false, hasColour: false};

describe('8. The layout', () => {
	test('has short times, names that are aligned right in a column that is no wider than it must be, and text that hangs below itself', async () => {
		await using room = await openRoom();
		const {ada} = room;
		await ada.shows('online as ada at home', 'wide');
		const rule = (day: string) => `── ${day} `.padEnd(79, '─');
		await untilEqual(
			() => ada.rows().slice(14),
			[
				rule('Saturday, 2026-11-21'),
				'23:58          bob the day before',
				rule('Sunday, 2026-11-22'),
				'09:05          bob a message with so many words in it that no row of eighty',
				`${' '.repeat(19)}columns holds it, and then the rest of it`,
				'09:06 alexandra-t… my name is long',
				'09:07          ada this is mine',
				'09:08         小林 wide',
				expect.stringMatching(/^ online as ada at home {2,}\S.* \/help$/),
				'›',
			],
		);
		expect(ada.cursor()).toEqual({x: 2, y: 23});
		// Above it nothing but where one is and who else is.
		expect(ada.rows().slice(1, 14).join('')).toBe('');
		expect(ada.rows()[0]).toMatch(/^ #lobby at home +4 here: ada, bob, alexandra-the-great, 小林$/);
	});

	test('has faint times and day lines, own lines that look different, names in colours, and nothing on the text', async () => {
		await using room = await openRoom();
		const {ada} = room;
		await ada.shows('online as ada at home', 'wide');
		for (const y of [14, 16]) {
			expect(cells(ada, y, 0, 80).every(cell => cell.isDim && !cell.hasColour)).toBe(true);
		}

		for (const y of [15, 17, 19, 20, 21]) {
			expect(cells(ada, y, 0, 5)).toHaveLength(5);
			expect(cells(ada, y, 0, 5).every(cell => cell.isDim && !cell.hasColour)).toBe(true);
			cells(ada, y, 19, 80).forEach(cell => expect(cell).toMatchObject(plain));
		}

		for (const y of [15, 17, 19, 21]) {
			cells(ada, y, 6, 18).forEach(cell => expect(cell).toMatchObject({...plain, hasColour: true}));
		}

		cells(ada, 20, 6, 18).forEach(cell => expect(cell).toMatchObject({...plain, isBold: true}));
		// All of a name looks the same, whoever says it again as well, and another person different.
		const [bob, again, other] = [15, 17, 21].map(
			y => new Set(cells(ada, y, 6, 18).map(({colour}) => colour)),
		);
		expect(bob).toEqual(again);
		expect(bob!.size).toBe(1);
		expect(other).not.toEqual(bob);
	});

	test('has no decoration: no borders, no boxes, only the lines of the days', async () => {
		await using room = await openRoom();
		const {ada} = room;
		await ada.shows('online as ada at home', 'wide');
		const rows = ada.rows().filter(row => !row.startsWith('── '));
		expect(rows.join('\n')).not.toMatch(/[\u2500-\u259f]/);
		// Only the bar at the top is inverse.
		const inverse = Array.from({length: 24}, (_, y) => y).filter(y => ada.cell(0, y).isInverse);
		expect(inverse).toEqual([0]);
	});
});

describe('8. The colours of names', () => {
	test('are the same in every client, also in one that comes later and when their people have left', async () => {
		await using server = await openServer();
		await using ada = await joinRoom(server.port, 'ada');
		await using carol = await joinRoom(server.port, 'carol');
		{
			await using bob = await joinRoom(server.port, 'bob');
			bob.type('hello\r');
			await untilMessages(ada, 'bob hello');
			await untilMessages(carol, 'bob hello');
		}

		using dave = await joinAsPeer(server.port, 'dave');
		dave.say('hi');
		await untilMessages(ada, 'bob hello', 'dave hi');
		await using later = await joinRoom(server.port, 'eve');
		await untilMessages(later, 'bob hello', 'dave hi');
		const colourOf = (terminal: Terminal, said: string): number => {
			const y = terminal.rows().findIndex(row => row.endsWith(said));
			const [first] = cells(terminal, y, 6, 18);
			expect(first).toMatchObject({...plain, hasColour: true});
			return first!.colour;
		};
		for (const line of ['bob hello', 'dave hi']) {
			expect(colourOf(later, line)).toBe(colourOf(ada, line));
		}

		expect(colourOf(carol, 'bob hello')).toBe(colourOf(ada, 'bob hello'));
	});
});
