import type net from 'node:net';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {hostileLine} from '../client/hostile/frames.ts';
import {inClearAt} from '../helpers/client.ts';
import {
	type Place,
	placesOfBoth,
	placesOfMessages,
	type RawFrame,
	rawEnd,
	rawPerson,
	rawRoom,
	rawWelcome,
} from '../helpers/hostile-places.ts';
import {openHostileServer, type Say} from '../helpers/hostile-server.ts';
import {hostileStrings} from '../helpers/hostile-strings.ts';
import {untilContains, untilEqual} from '../helpers/patience.ts';
import {chatroom, run} from '../helpers/program.ts';
import {foreignIn} from '../helpers/sequences.ts';
import {openTerminal, type Terminal} from '../helpers/terminal.ts';

const join = (port: number, ...more: readonly string[]) =>
	chatroom('join', ...inClearAt(port), '--username', 'ada', ...more);
const size = {columns: 90, rows: 30};
const harmless = 'harmless';
const tries = Object.values(hostileStrings);

/** A text in all of these places at one time, and then a last row. Each place has ten seqs. */
function sceneOf(places: readonly Place[], text: string, number: number): readonly RawFrame[] {
	const seq = 10_000 * (number + 1);
	return [
		...rawRoom(seq),
		...places.flatMap((place, index) => place(text, seq + 10 * (index + 1))),
		rawEnd(seq + 5000, number),
	];
}

const endOf = (number: number) => ` zed end of ${String(number).padStart(3, '0')}`;

/** The screen but for those rows, each cell with its look. */
function around(terminal: Terminal, number: number, box: 'rows' | 'bars' | 'both') {
	const rows = terminal.rows();
	const newest = rows.findLastIndex(row => row.endsWith(endOf(number)));
	const status = rows.length - 2;
	const isInside = (y: number) =>
		(box !== 'bars' && y > 0 && y < newest) || (box !== 'rows' && (y === 0 || y === status));
	const lookOf = (x: number, y: number) => {
		const {isBold, isDim, isInverse, colour} = terminal.cell(x, y);
		return [isBold, isDim, isInverse].map(Number).join('') + colour;
	};
	return {
		isThere: newest > 0,
		bars: [rows[0]!.slice(0, 7), rows[status]!.slice(0, 10)],
		text: rows.map((row, y) => (isInside(y) ? '' : row.replace(/ of \d{3}$/, ''))),
		looks: rows.map((_, y) =>
			isInside(y) ? [] : Array.from({length: size.columns}, (__, x) => lookOf(x, y)),
		),
		cursor: terminal.cursor(),
	};
}

async function expectOnlyOurs(ada: Terminal): Promise<void> {
	expect(foreignIn(ada.written)).toEqual([]);
	ada.type('\x03\x03');
	await ada.givesBack(0);
	expect(foreignIn(ada.written)).toEqual([]);
}

const bars: Place = text => [
	{
		type: 'room',
		room: '#lobby',
		topic: text,
		people: [rawPerson(text.slice(0, 60)), rawPerson('ada')],
		visitors: 0,
		entries: [],
		more: false,
	},
	{type: 'typing', room: '#lobby', nick: text.slice(0, 60), state: 'active'},
];

test.each([
	['rows', Object.values(placesOfMessages)],
	['bars', [bars]],
	['both', Object.values(placesOfBoth)],
] as const)(
	'nothing that a server can say reaches anything outside its own place on the screen: %s',
	async (box, places) => {
		const connected = Promise.withResolvers<Say>();
		await using server = await openHostileServer(say => {
			say(rawWelcome(), ...sceneOf(places, harmless, 0));
			connected.resolve(say);
		});
		await using ada = openTerminal(join(server.port), size);
		const say = await connected.promise;
		ada.type('draft');
		await ada.showsDraft('› draft', 7);
		await ada.shows(endOf(0), 'online as ada');
		const expected = around(ada, 0, box);
		for (const [index, text] of tries.entries()) {
			say(...sceneOf(places, text, index + 1));
			await untilEqual(() => around(ada, index + 1, box), expected);
		}

		await expectOnlyOurs(ada);
	},
	60_000,
);

/** Comes in again for each text. */
async function expectWelcomes(texts: readonly string[]): Promise<void> {
	let turn = -1;
	let end = (): void => {};
	await using server = await openHostileServer((say, socket) => {
		const text = texts[turn++] ?? harmless;
		// With a name that is too long nobody is let in.
		const nick = text.length > 100 ? 'ada' : text;
		say(rawWelcome({server: {name: text, software: text}, nick}), ...sceneOf([], text, turn));
		end = () => {
			say({type: 'bye', why: text});
			socket.end();
		};
	});
	await using ada = openTerminal(join(server.port), size);
	ada.type('draft');
	await ada.showsDraft('› draft', 7);
	await ada.shows(endOf(0), 'online as harmless');
	const expected = around(ada, 0, 'both');
	for (const index of texts.keys()) {
		end();
		await untilEqual(() => around(ada, index + 1, 'both'), expected);
	}

	await expectOnlyOurs(ada);
}

test('nor does the name of a server, or the one that it gives', async () => {
	// To come back takes a while: several do it at one time.
	const crews = Array.from({length: 4}, (_, crew) => tries.filter((__, at) => at % 4 === crew));
	await Promise.all(crews.map(expectWelcomes));
}, 60_000);

test('a server that says anything at all neither ends the client nor stops it', async () => {
	const seed = Number(process.env['HOSTILE_SEED'] ?? 20_261_122);
	// Who is asked for another name sees nothing else until there is one, and who is told to come back in an hour does.
	const isHeeded = /"code":"nick-|"retryMs"/;
	const harmful = hostileLine.filter(line => !isHeeded.test(Buffer.from(line).toString('latin1')));
	const lines = fc.sample(harmful, {numRuns: 1500, seed});
	let next = 0;
	let connections = 0;
	await using server = await openHostileServer((say, socket) => {
		connections++;
		say(rawWelcome());
		const more = (): void => {
			const batch = lines.slice(next, next + 50);
			next += batch.length;
			batch.forEach(line => {
				say(line, '\n');
			});
			say({type: 'refused', code: 'internal', text: `end of number ${next}`});
			if (next < lines.length && !socket.destroyed) {
				setImmediate(more);
			}
		};
		more();
	});
	await using ada = openTerminal(join(server.port), size);
	await untilContains(
		() => `seed ${seed}, ${connections} connections\n${ada.text()}`,
		`end of number ${lines.length}`,
	);
	ada.type('still here');
	await ada.shows('still here');
	ada.type('\x03\x03');
	await ada.givesBack(0);
	expect(foreignIn(ada.written)).toEqual([]);
}, 60_000);

const hostileReason = Object.values(hostileStrings).join(' ').slice(0, 2000);

test.each<[string, number, (say: Say, socket: net.Socket) => void]>([
	[
		'refuses with hostile words',
		4,
		say => say({type: 'refused', code: 'full', text: hostileReason}),
	],
	[
		'goes on and on about something else',
		3,
		say => say('\x1b]0;owned\x07 HTTP/1.1 200 OK\r\n'.repeat(1000)),
	],
	['closes', 3, (_, socket) => socket.end('\x1b]0;owned\x07')],
	['never ends its line', 3, say => say('x'.repeat(3_000_000))],
])(
	'of a server that %s a newcomer reads one sentence, and it is over',
	async (_, status, greet) => {
		await using server = await openHostileServer(greet);
		const ended = await run(join(server.port, '--plain'));
		expect(ended).toMatchObject({status});
		expect(ended.stderr).toMatch(/^chatroom: [^\n]+\n$/);
		expect(ended.stderr).not.toMatch(/[[\p{Cc}\u202e]--\n]/v);
	},
);

test('a server of another version is left at once, with what to do', async () => {
	const text = 'This server speaks version 9.';
	await using server = await openHostileServer(say =>
		say({type: 'refused', code: 'version', text}),
	);
	const {status, stderr} = await run(join(server.port, '--plain'));
	expect({status, stderr}).toEqual({
		status: 4,
		stderr: `chatroom: ${text} Install the same version of chatroom here and there.\n`,
	});
});

test('in the full screen such a sentence stands in the prompt, and the terminal is given back', async () => {
	await using server = await openHostileServer(say =>
		say({type: 'refused', code: 'full', text: `full ${hostileReason}`}),
	);
	await using ada = openTerminal(join(server.port), size);
	await ada.shows('Join a chat room', 'full');
	ada.type('\x03');
	await ada.givesBack(4);
	expect(foreignIn(ada.written)).toEqual([]);
});
