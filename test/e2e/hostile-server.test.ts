import {once} from 'node:events';
import net from 'node:net';
import {createInterface} from 'node:readline';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {hostileLine} from '../client/hostile/frames.ts';
import {hostileStrings} from '../client/hostile/strings.ts';
import {at} from '../helpers/client.ts';
import {untilContains} from '../helpers/patience.ts';
import {chatroom, run} from '../helpers/program.ts';
import {openTerminal, type Terminal} from '../helpers/terminal.ts';

type Frame = Readonly<Record<string, unknown>>;

/** A server that says what it likes to everyone who comes. `greet` is called with each connection after its first line. */
async function openHostile(
	greet: (say: (frame: Frame | string | Uint8Array) => void, socket: net.Socket) => void,
) {
	const sockets = new Set<net.Socket>();
	const server = net.createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => {});
		const say = (frame: Frame | string | Uint8Array): void => {
			socket.write(
				typeof frame === 'string' || frame instanceof Uint8Array
					? frame
					: `${JSON.stringify(frame)}\n`,
			);
		};
		createInterface({input: socket})
			.on('error', () => {})
			.once('line', () => greet(say, socket));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as net.AddressInfo).port,
		async [Symbol.asyncDispose]() {
			server.close();
			sockets.forEach(socket => socket.destroy());
			await once(server, 'close');
		},
	};
}

const log = 'l'.repeat(22);
const tag = 'aaaaaaaa';
const welcome = (name: string): Frame => ({
	type: 'welcome',
	v: 1,
	server: {name, software: name},
	log,
	head: 0,
	nick: 'ada',
	tag,
	resumed: 'fresh',
});
const lobby = '#lobby';
const person = (nick: string): Frame => ({nick, tag, dialect: nick});
const entry = (seq: number, author: string, text: string, room = lobby): Frame => ({
	type: 'entry',
	seq,
	prev: 0,
	room,
	id: String(seq).padStart(22, 'i'),
	author,
	tag,
	at: Date.UTC(2026, 10, 22, 12),
	kind: 'message',
	text,
});
const sentinel = (number: number) => `end of number ${number}`;

const join = (port: number, ...more: readonly string[]) =>
	chatroom('join', ...at(port), '--username', 'ada', ...more);

// What the client and Ink write by themselves. SGR 8 would hide text, and is not among the colours.
const own =
	/\x1b(?:[78]|\[\d+[LM]|\[(?:\d+;\d+)?r|\]11;\?\x1b\\|\[\?(?:7|25|100[046]|1049|2004|2026)[hl]|\[(?:>5|<)u|\[[06] q|\[2[23];0t|\]2;(?:\(\d+\) )?chatroom\x07|\[(?:[0-79]|2[1-9]|3\d|9[0-7])?(?:;[0-79])*m|\[\d*[ABCDEFGJK]|\[\d*(?:;\d+)?H)/g;
// Titles, links, and notifications with the bell before them, of which the text remains to be looked at.
const ownWithText =
	/\x07?\x1b\](?:(?:2|9|777;notify|99;[\w:=]*);(\P{Cc}*)|8;(?:id=[\da-z]+)?;((?:https?:\/\/[!-~]+)?))(?:\x07|\x1b\\)/gu;
// Text that runs from the right is kept apart, and what is begun is ended.
const isolated = /\u2068([^\u2066-\u2069\n]*)\u2069/g;
const expectOnlyOurs = ({written}: Terminal): void => {
	// The flags of countries without a code are the only ones that have tags.
	const rest = written
		.replaceAll(ownWithText, '$1$2')
		.replaceAll(isolated, '$1')
		.replaceAll(own, '')
		.replaceAll(/\p{RGI_Emoji}/gv, '')
		.replaceAll(/\r?\n/g, '');
	const foreign =
		/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}\u200b\ufeff\p{Co}\p{Noncharacter_Code_Point}].{0,20}/gu;
	expect(rest.match(foreign)).toBeNull();
};

test('nothing that a server can name or say reaches anything outside its own place on the screen', async () => {
	const tries = Object.entries(hostileStrings);
	let turn = 0;
	let end = (): void => {};
	await using server = await openHostile((say, socket) => {
		const [, text] = tries[turn]!;
		const seq = 10 * ++turn;
		say(welcome(text));
		say({
			type: 'room',
			room: lobby,
			topic: text,
			people: [person(text)],
			visitors: 0,
			entries: [],
			more: false,
		});
		say({type: 'caught-up', seq: seq - 1});
		say({
			type: 'room',
			room: `#${text}`,
			topic: text,
			people: [],
			visitors: 0,
			entries: [],
			more: false,
		});
		say(entry(seq, text, text));
		say(entry(seq + 1, text, text, `@${text}`));
		say({type: 'joined', room: lobby, person: person(`${text}2`)});
		say({type: 'left', room: lobby, nick: text, why: text});
		say({type: 'renamed', from: `${text}2`, to: text});
		say({type: 'refused', code: 'internal', text});
		say({type: 'people', people: [person(text)], visitors: 0});
		say({type: 'rooms', rooms: [{room: lobby, topic: text, people: 1}]});
		say({...entry(seq, text, text), type: 'found', entries: [entry(seq, text, text)], more: false});
		say({...entry(seq + 2, text, text), kind: 'topic'});
		say({...entry(seq + 3, text, text), kind: 'action'});
		say(entry(seq + 4, 'zed', sentinel(turn)));
		end = () => {
			say({type: 'bye', why: text});
			socket.end();
		};
	});
	await using ada = openTerminal(join(server.port), {columns: 90, rows: 30});
	ada.type('draft');
	for (const [index, [name]] of tries.entries()) {
		await ada.shows(sentinel(index + 1), 'online as ada');
		const rows = ada.rows();
		const newest = rows.findIndex(row => row.endsWith(` zed ${sentinel(index + 1)}`));
		const [status, composer] = rows.slice(-2);
		const around = {
			name,
			header: rows[0]!.slice(0, 7),
			newest,
			status: status!.slice(0, 14),
			composer,
		};
		expect(around).toEqual({
			name,
			header: ' #lobby',
			newest: rows.length - 3,
			status: ' online as ada',
			composer: '› draft',
		});
		expect(ada.cursor()).toEqual({x: 7, y: rows.length - 1});
		// Whatever was said has the columns of text: those of times hold times.
		const times = rows.slice(2, newest).map(row => row.slice(0, 6));
		expect(times.filter(time => !/^(?:\d\d:\d\d ?| *|──.*)$/.test(time))).toEqual([]);
		end();
	}

	expectOnlyOurs(ada);
	ada.type('\x03\x03');
	await ada.givesBack(0);
	expectOnlyOurs(ada);
}, 60_000);

test('a server that says anything at all neither ends the client nor stops it', async () => {
	const seed = Number(process.env['HOSTILE_SEED'] ?? 20_261_122);
	// Who is asked for another name sees nothing else until there is one, and who is told to come back in an hour does.
	const isHeeded = /"code":"nick-|"retryMs"/;
	const harmful = hostileLine.filter(line => !isHeeded.test(Buffer.from(line).toString('latin1')));
	const lines = fc.sample(harmful, {numRuns: 1500, seed});
	let next = 0;
	let connections = 0;
	await using server = await openHostile((say, socket) => {
		connections++;
		say(welcome('anything'));
		const more = (): void => {
			const batch = lines.slice(next, next + 50);
			next += batch.length;
			batch.forEach(line => {
				say(line);
				say('\n');
			});
			say({type: 'refused', code: 'internal', text: sentinel(next)});
			if (next < lines.length && !socket.destroyed) {
				setImmediate(more);
			}
		};
		more();
	});
	await using ada = openTerminal(join(server.port), {columns: 90, rows: 30});
	await untilContains(
		() => `seed ${seed}, ${connections} connections\n${ada.text()}`,
		sentinel(lines.length),
	);
	ada.type('still here');
	await ada.shows('still here');
	ada.type('\x03\x03');
	await ada.givesBack(0);
	expectOnlyOurs(ada);
}, 60_000);

const hostileReason = Object.values(hostileStrings).join(' ').slice(0, 2000);

test.each<
	[string, number, (say: (frame: Frame | string | Uint8Array) => void, socket: net.Socket) => void]
>([
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
		await using server = await openHostile(greet);
		const ended = await run(join(server.port, '--plain'));
		expect(ended).toMatchObject({status});
		expect(ended.stderr).toMatch(/^chatroom: [^\n]+\n$/);
		expect(ended.stderr).not.toMatch(/[[\p{Cc}\u202e]--\n]/v);
	},
);

test('a server of another version is left at once, with what to do', async () => {
	const text = 'This server speaks version 9.';
	await using server = await openHostile(say => say({type: 'refused', code: 'version', text}));
	const {status, stderr} = await run(join(server.port, '--plain'));
	expect({status, stderr}).toEqual({
		status: 4,
		stderr: `chatroom: ${text} Install the same version of chatroom here and there.\n`,
	});
});

test('in the full screen such a sentence stands in the prompt, and the terminal is given back', async () => {
	await using server = await openHostile(say =>
		say({type: 'refused', code: 'full', text: `full ${hostileReason}`}),
	);
	await using ada = openTerminal(join(server.port), {columns: 90, rows: 30});
	await ada.shows('Join a chat room', 'full');
	ada.type('\x03');
	await ada.givesBack(4);
	expectOnlyOurs(ada);
});
