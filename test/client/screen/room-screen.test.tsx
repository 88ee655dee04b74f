import {expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import type {State} from '../../../source/client/state/state.ts';
import {
	ada,
	atStart,
	entryOf,
	heard,
	idOf,
	lost,
	noon,
	online,
	opened,
	ops,
	play,
	received,
	refused,
	roomFrame,
	said,
	started,
	typed,
	withBob,
} from '../../helpers/client-fakes.ts';
import {openClient} from '../../helpers/screen.tsx';

const small = {columns: 40, rows: 10};
const after = (...actions: readonly Action[]): State => play(online(), ...actions).state;

test('the conversation stands above the line one writes, newest at the bottom', async () => {
	using client = await openClient(online([entryOf(1, 'hello'), entryOf(2, 'anyone?')]), small);

	expect(client.rows()).toEqual([
		' #lobby at home        2 here: ada, bob',
		'',
		'',
		'',
		'',
		'── Sunday, 2026-11-22 ─────────────────',
		'12:01      bob hello',
		'12:02      bob anyone?',
		' online as ada at home            /help',
		'›',
	]);
	expect(client.cursor()).toEqual({x: 2, y: 9});
	expect(client.looks()[0]).toBe('i'.repeat(40));
	expect(client.looks()[8]).toMatch(/^d+$/);
});

test('what is typed stands at the prompt, with the cursor behind it', async () => {
	using client = await openClient(online(), small);
	await client.type('hello');

	expect(client.rows().at(-1)).toBe('› hello');
	expect(client.cursor()).toEqual({x: 7, y: 9});
});

test('the cursor counts columns, not characters', async () => {
	using client = await openClient(online(), small);
	await client.type('漢字 e\u0301 👩‍👩‍👧');
	expect(client.rows().at(-1)).toBe('› 漢字 e\u0301 👩‍👩‍👧');
	expect(client.cursor()).toEqual({x: 11, y: 9});

	await client.type('\x7f');
	expect(client.cursor()).toEqual({x: 9, y: 9});
	await client.type('\x7f\x7f');
	expect(client.rows().at(-1)).toBe('› 漢字');
	expect(client.cursor()).toEqual({x: 7, y: 9});
});

test('Enter says it: faint until the server has it', async () => {
	using client = await openClient(online(), small);
	await client.type('hello\r');

	expect(client.rows().slice(-3)).toEqual([
		'  …        ada hello',
		' online as ada at home            /help',
		'›',
	]);
	expect(client.looks()[7]!.slice(0, 5)).toBe('ddddd');
	expect(client.cursor()).toEqual({x: 2, y: 9});

	await client.dispatch(heard(1, 'hello', {id: client.getState().pending[0]!.id, author: ada}));
	expect(client.rows().at(-3)).toBe('12:01      ada hello');
});

test('what the server refused stays on screen, with the reason', async () => {
	using client = await openClient(after(...said('hello')), {columns: 60, rows: 10});
	await client.dispatch(refused('storage', 'The disk is full.', {id: idOf(1)}));

	expect(client.rows().slice(-4, -2)).toEqual([
		'  ✗            ada hello',
		'                   (not sent: The disk is full. Esc: away)',
	]);
});

test('a long text makes the composer grow, up to a third of the screen', async () => {
	using client = await openClient(online(), {columns: 30, rows: 12});
	const composer = () => client.rows().slice(client.rows().findIndex(row => row.startsWith('›')));

	await client.type('x'.repeat(27));
	expect(composer()).toEqual([`› ${'x'.repeat(27)}`, '']);
	expect(client.cursor()).toEqual({x: 2, y: 11});

	await client.type('\n\n\n');
	expect(composer()).toHaveLength(4);
	expect(client.cursor()).toEqual({x: 2, y: 11});
	expect(client.rows()[0]).toContain('#lobby');

	await client.type('\x03');
	expect(composer()).toEqual(['›']);
	expect(client.cursor()).toEqual({x: 2, y: 11});
});

test('a second conversation brings a row that names them all, with what is unread', async () => {
	using client = await openClient(online(), small);
	expect(client.rows()[1]).toBe('');

	await client.dispatch(
		received(roomFrame({room: ops})),
		heard(1, 'one', {room: ops}),
		heard(2, 'psst', {room: withBob}),
	);
	expect(client.rows()[1]).toBe(' 1 #lobby  2 #ops (1)  3 @bob (1)');

	await client.type('\x1b3');
	expect(client.rows()[0]).toContain('@bob');
	expect(client.rows()[1]).toBe(' 1 #lobby  2 #ops (1)  3 @bob');
	expect(client.rows().at(-3)).toContain('bob psst');
});

test('scrolled up it holds still, counts what comes, and End leads back', async () => {
	const entries = Array.from({length: 30}, (_, index) =>
		entryOf(index + 1, `message ${index + 1}`),
	);
	using client = await openClient(online(entries), small);
	const shown = () => client.rows().slice(1, -2);

	await client.type('\x1b[5~');
	const before = shown();
	expect(before.at(-1)).toContain('message 25');
	expect(client.rows().at(-2)).toMatch(/End: newest$/);

	await client.dispatch(heard(31, 'later'), heard(32, 'even later'));
	expect(shown()).toEqual(before);
	expect(client.rows().at(-2)).toMatch(/2 new below/);

	await client.type('\x1b[F');
	expect(shown().at(-1)).toContain('even later');
	expect(client.rows().at(-2)).toMatch(/\/help$/);
});

test('Home leads to the oldest while nothing is written, and to the start of the text otherwise', async () => {
	const entries = Array.from({length: 30}, (_, index) =>
		entryOf(index + 1, `message ${index + 1}`),
	);
	using client = await openClient(online(entries), small);

	await client.type('hello\x1b[H');
	expect(client.cursor()).toEqual({x: 2, y: 9});
	expect(client.rows().at(-3)).toContain('message 30');

	await client.type('\x03\x1b[H');
	expect(client.rows()[1]).toContain('Sunday');
	expect(client.rows()[2]).toContain('message 1');
});

test('F1 lists the keys in the conversation', async () => {
	using client = await openClient(online(), {columns: 100, rows: 60});
	await client.type('\x1bOP');

	expect(client.rows().join('\n')).toMatch(/Enter +say it/);
	expect(client.rows().join('\n')).toMatch(/Ctrl\+C +clear what is written/);
});

test.each<readonly [string, State, string]>([
	['before it begins', atStart(), ' not connected '],
	['while it connects', play(atStart(), started).state, ' connecting to chat.example:12312 … '],
	['while it says hello', play(atStart(), started, opened).state, ' connecting to chat'],
	['when it is there', online(), ' online as ada at home '],
	[
		'while it waits',
		after(lost('It broke.', noon + 3000)),
		' offline, trying again in 3 s · It broke. ',
	],
	[
		'when it tries again',
		after(lost('It broke.', noon)),
		' offline, trying again now · It broke. ',
	],
	[
		'with messages waiting',
		after(lost('It broke.'), ...said('a', 1), ...said('b', 2)),
		'in 3 s · 2 messages wait ',
	],
	['with one waiting', after(lost('It broke.'), ...said('a')), 'in 3 s · 1 message waits '],
	['when it leaves', after({type: 'quit'}), ' leaving … '],
])('the connection is told in words %s', async (_, state, words) => {
	using client = await openClient(state, {columns: 100, rows: 10});

	expect(client.rows().at(-2)).toContain(words);
});

test('the seconds until the next attempt go down', async () => {
	using client = await openClient(after(lost('It broke.', noon + 3000)));
	await client.wait(2000);

	expect(client.rows().at(-2)).toContain('trying again in 1 s');
});

test('a terminal that is too small says so, keeps what is written, and comes back', async () => {
	using client = await openClient(after(typed('draft')), small);

	await client.resize({columns: 19, rows: 10});
	expect(client.rows()).toEqual(['Too small: 20x6 ne…', ...Array.from({length: 9}, () => '')]);
	await client.resize({columns: 40, rows: 5});
	expect(client.rows()[0]).toBe('Too small: 20x6 needed');

	await client.resize({columns: 20, rows: 6});
	expect(client.rows()).toHaveLength(6);
	expect(client.rows().at(-1)).toBe('› draft');
	expect(client.cursor()).toEqual({x: 7, y: 5});
});
