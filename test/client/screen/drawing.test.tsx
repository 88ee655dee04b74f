import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import {
	atPrompt,
	came,
	entryOf,
	heard,
	lost,
	lostForGood,
	online,
	opened,
	ops,
	received,
	refused,
	roomFrame,
	welcomeFrame,
	withBob,
} from '../../helpers/client-fakes.ts';
import {openClient} from '../../helpers/screen.tsx';

type Client = Awaited<ReturnType<typeof openClient>>;

const texts = [
	'hello there',
	'a longer message, long enough to need a second row on most of these screens',
	'漢字かな交じり文は幅が二倍です',
	'e\u0301te\u0301 👩‍👩‍👧 🇩🇪 한국어',
	'one\ntwo\n\nthree',
];
const entries = Array.from({length: 40}, (_, index) =>
	entryOf(index + 1, texts[index % texts.length]!),
);

async function expectSameAsDrawnAnew(client: Client, what: string): Promise<void> {
	const seen = {rows: client.rows(), looks: client.looks(), cursor: client.cursor()};
	expect({what, ...seen}).toEqual({what, ...(await client.drawnAnew())});
}

test.each([
	{columns: 40, rows: 24},
	{columns: 80, rows: 10},
	{columns: 23, rows: 8},
	{columns: 120, rows: 40},
	{columns: 100, rows: 12},
	{columns: 60, rows: 30},
])('a resize to $columns x $rows and back leaves nothing behind', async size => {
	using client = await openClient(online(entries));
	await client.type('what is being wri\x1b[5~');

	await client.resize(size);
	await expectSameAsDrawnAnew(client, 'there');
	await client.resize({columns: 80, rows: 24});
	await expectSameAsDrawnAnew(client, 'back');
});

test('a resize keeps what was at the bottom at the bottom', async () => {
	const numbered = Array.from({length: 40}, (_, index) => entryOf(index + 1, `message ${index}.`));
	using client = await openClient(online(numbered));
	await client.type('\x1b[5~');
	const before = client.rows().at(-3);
	expect(before).toMatch(/message \d+\.$/);

	await client.resize({columns: 50, rows: 10});
	expect(client.rows().at(-3)).toContain(before!.slice(-11));
});

test('Ctrl+L draws over what other programs have written', async () => {
	using client = await openClient(online(entries));
	const before = client.rows();
	client.terminal.write('\x1b[5;5Hwall: the printer is on fire');
	await client.flush();
	expect(client.rows()).not.toEqual(before);

	await client.type('\x0c');
	expect(client.rows()).toEqual(before);
	expect(client.cursor()).toEqual({x: 2, y: 23});
});

test('a key costs few bytes, however much is on screen', async () => {
	using client = await openClient(online(entries), {columns: 200, rows: 50});
	await client.type('h');
	const before = client.written();
	await client.type('e');

	expect(client.written() - before).toBeLessThan(100);
});

test('a new message is one write, and moves the others instead of writing them again', async () => {
	using client = await openClient(online(entries), {columns: 200, rows: 50});
	await client.type('a draft');
	client.cursorsSince();
	const before = client.written();
	await client.dispatch(heard(41, 'news'));

	expect(client.rows().at(-3)).toContain('news');
	expect(client.written() - before).toBeLessThan(200);
	const places = client.cursorsSince();
	// The second is nothing: to wait until all is shown.
	expect(places.length).toBeLessThanOrEqual(2);
	expect(new Set(places.map(({x, y}) => `${x} ${y}`))).toEqual(new Set(['9 49']));
});

test('what changes nothing on screen writes nothing', async () => {
	using client = await openClient(online(entries));
	const before = client.written();
	await client.dispatch(received({type: 'pong'}), received({type: 'caught-up', seq: 40 as never}));
	await client.type('\x7f');

	expect(client.written()).toBe(before);
});

let seq = 100;
const keys = [
	['a', 'word ', '漢', '👩‍👩‍👧', 'e\u0301', '\r', '\t', '\x1b[Z', '\x7f', '\x0a', '\x15', '\x19'],
	['\x1b[A', '\x1b[B', '\x1b[5~', '\x1b[6~', '\x1b[1;2A', '\x1b[1;2B', '\x1b[H', '\x1b[F'],
	['\x0e', '\x10', '\x1b1', '\x1b2', '\x0c', '\x1bOP', '\x01', '\x05', '\x17'],
	['\x1bk', '\x1bj', '\x12', '\x1bm', '\x1ba', '\x1bu', '\x1b[27u', '/search hello\r'],
	['\x1b[200~pasted\nlines\n\x1b[201~', `${'x'.repeat(70)} y`, '/msg bob hi\r', '/help\r'],
].flat();
const happenings: readonly (() => Action)[] = [
	...texts.map(text => () => heard(++seq, text, {prev: 0 as never})),
	() => heard(++seq, 'psst', {room: withBob}),
	() => heard(++seq, 'in ops', {room: ops, prev: 0 as never}),
	() => came('carol'),
	() => lost(),
	() => opened,
	() => received(welcomeFrame({resumed: 'resumed'})),
	() => refused('nick-taken', 'That name is taken.'),
	() => received(roomFrame({topic: 'a topic of 漢字'})),
];
const operation = fc.oneof(
	{weight: 5, arbitrary: fc.constantFrom(...keys).map(key => ({key}))},
	{weight: 4, arbitrary: fc.nat(happenings.length - 1).map(happening => ({happening}))},
	{
		weight: 2,
		arbitrary: fc.record({
			columns: fc.oneof(fc.integer({min: 20, max: 100}), fc.integer({min: 15, max: 22})),
			rows: fc.oneof(fc.integer({min: 6, max: 30}), fc.integer({min: 4, max: 8})),
		}),
	},
);

/** Wherever the cursor was between two writes, someone may have seen it there: where one writes, and nowhere else. */
function expectCalmCursor(client: Client, before: ReturnType<Client['cursor']>, what: string) {
	const {columns, rows} = client.size();
	const strays = client
		.cursorsSince()
		.filter(({x, y}) => ![before, client.cursor()].some(calm => calm.x === x && calm.y === y));
	// Where there is too little room for anything, there is no cursor.
	expect({what, strays: columns < 20 || rows < 6 ? [] : strays}).toEqual({what, strays: []});
}

async function perform(client: Client, chosen: ReturnType<typeof operation.generate>['value']) {
	if ('key' in chosen) {
		await client.type(chosen.key);
	} else if ('happening' in chosen) {
		await client.dispatch(happenings[chosen.happening]!());
	} else {
		await client.resize(chosen);
	}
}

test.each([1, 2, 3])(
	'whatever happens, the screen is as if it were drawn anew (%i)',
	async seed => {
		using client = await openClient(seed === 3 ? atPrompt() : online(entries));
		const done: string[] = [];
		for (const chosen of fc.sample(operation, {seed, numRuns: 150})) {
			done.push(JSON.stringify(chosen));
			const before = client.cursor();
			client.cursorsSince();
			await perform(client, chosen);
			expectCalmCursor(client, before, done.slice(-4).join(' '));
			if (seed === 3 && done.length === 20) {
				await client.dispatch(lostForGood('Nothing is listening there.'));
			}

			await expectSameAsDrawnAnew(client, done.slice(-4).join(' '));
		}
	},
	30_000,
);
