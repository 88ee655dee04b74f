import fc from 'fast-check';
import {type Body, clean, cleanLine, isBlank} from '../../source/protocol/body.ts';
import type {ClientFrame, ClientFrameOf} from '../../source/protocol/client-frame.ts';
import {entryKinds} from '../../source/protocol/entry.ts';
import {
	type EntryId,
	type LogId,
	type Nick,
	parseRoomName,
	type DeviceKey,
	type Seq,
	type Tag,
} from '../../source/protocol/ids.ts';
import {limits} from '../../source/protocol/limits.ts';
import {parseNick} from '../../source/protocol/nick.ts';
import {refusalCodes} from '../../source/protocol/refusal.ts';
import type {ServerFrame, ServerFrameOf} from '../../source/protocol/server-frame.ts';

// What terminals, alphabets, emoji and normal forms have troubles of their own with.
const troublesome = [
	...Array.from('\u001B\u009B\u0007\b\r\n\0\u007F\t ]['),
	...Array.from('\u202E\u2066\u2069\u200B\u200C\u200D\u200D\u200E\u200F\u061C'),
	...Array.from('\uFE0E\uFE0F\u{E0041}\u{E0067}\u{E007F}\u{E0100}\u034F\u180B\uFEFF\u2800\u3164'),
	...Array.from('\u0301\u0323\u20E3\u3099\u0344\u0F71\u094D\u0600\u0D4E\u1100\u1161\u11A8'),
	...Array.from('a1éمकか漢한👩❤🇩🇪👍🏽🏴\uFFFE\uFFFC'),
	...'52;c; 👩‍🚀 👨‍👩‍👧 ❤️‍🔥 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ \uD800 \uDC00'.split(' '),
	'\u0301'.repeat(7),
];

/** Any text, and text made to break what cleans it. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
	{arbitrary: fc.string({unit: 'binary', maxLength: 20, size: 'max'}), weight: 1},
	{
		arbitrary: fc
			.array(fc.constantFrom(...troublesome), {maxLength: 14, size: 'max'})
			.map(all => all.join('')),
		weight: 3,
	},
);

export const nick: fc.Arbitrary<Nick> = fc
	.stringMatching(/^[a-zé0-9](?:[_.-]?[A-Za-z0-9]){0,12}$/)
	.map(text => parseNick(text))
	.filter(made => typeof made === 'string');
export const room = fc
	.oneof(
		fc.stringMatching(/^#[a-zß漢0-9_-]{1,20}$/),
		nick.map(to => `@${to}`),
	)
	.map(parseRoomName)
	.filter(made => made !== undefined);
export const seq = fc.maxSafeNat() as fc.Arbitrary<Seq>;
const ofLength = (length: number) =>
	fc.string({
		unit: fc.constantFrom(...Array.from('ABCXYZabcxyz0189_-')),
		minLength: length,
		maxLength: length,
	});
export const entryId = ofLength(22) as fc.Arbitrary<EntryId>;
export const deviceKey = ofLength(43) as fc.Arbitrary<DeviceKey>;
export const logId = ofLength(22) as fc.Arbitrary<LogId>;
export const tag = ofLength(8) as fc.Arbitrary<Tag>;
export const body = hostileText.map(text => clean(text) as Body).filter(text => !isBlank(text));
const line = hostileText.map(cleanLine);
const ticket = fc.string({maxLength: 32});
const rawText = (maxLength: number) => fc.string({unit: 'binary', maxLength: maxLength / 2});
const count = fc.nat({max: 1000});
const type = <Type extends string>(name: Type) => fc.constant(name);

export const person = fc.record(
	{nick, tag, dialect: line, bot: fc.boolean(), away: line},
	{requiredKeys: ['nick', 'tag', 'dialect']},
);
const entryFields = {
	seq,
	prev: seq,
	room,
	id: entryId,
	author: nick,
	tag,
	at: fc.maxSafeInteger(),
	kind: fc.constantFrom(...entryKinds, 'unknown' as const),
	text: body,
	re: seq,
};
const entryKeys = ['seq', 'prev', 'room', 'id', 'author', 'tag', 'at', 'kind', 'text'] as const;
export const entry = fc.record(entryFields, {requiredKeys: [...entryKeys]});
const entries = fc.array(entry, {maxLength: 3});
const people = fc.array(person, {maxLength: 3});

const typingState = fc.constantFrom('active', 'paused', 'done');

const clientFrames: {
	readonly [Type in ClientFrame['type']]: fc.Arbitrary<ClientFrameOf<Type>>;
} = {
	hello: fc.record(
		{
			type: type('hello'),
			v: fc.tuple(count, count),
			nick: rawText(256),
			password: rawText(256),
			scram: rawText(256),
			key: deviceKey,
			run: ticket,
			software: rawText(64),
			rooms: fc.array(room, {maxLength: limits.helloRooms}),
			backlog: count,
			resume: fc.record({log: logId, seq}),
			bot: fc.boolean(),
			visitor: fc.boolean(),
		},
		{requiredKeys: ['type', 'v']},
	),
	join: fc.record(
		{type: type('join'), room, backlog: count, tag: ticket},
		{requiredKeys: ['type', 'room']},
	),
	leave: fc.record({type: type('leave'), room, tag: ticket}, {requiredKeys: ['type', 'room']}),
	say: fc.record(
		{
			type: type('say'),
			room,
			id: entryId,
			kind: fc.constantFrom('message', 'action', 'topic', 'edit', 'react', 'redact'),
			text: fc.oneof(hostileText, rawText(256)),
			re: seq,
		},
		{requiredKeys: ['type', 'room', 'id', 'text']},
	),
	nick: fc.record(
		{type: type('nick'), nick: rawText(256), tag: ticket},
		{requiredKeys: ['type', 'nick']},
	),
	who: fc.record({type: type('who'), room, tag: ticket}, {requiredKeys: ['type']}),
	rooms: fc.record({type: type('rooms'), tag: ticket}, {requiredKeys: ['type']}),
	history: fc.record(
		{
			type: type('history'),
			room,
			before: seq,
			after: seq,
			limit: fc.nat({max: limits.pageEntries}),
			tag: ticket,
		},
		{requiredKeys: ['type', 'room']},
	),
	search: fc.record(
		{
			type: type('search'),
			text: rawText(512),
			room,
			before: seq,
			limit: fc.nat({max: limits.searchHits}),
			tag: ticket,
		},
		{requiredKeys: ['type', 'text']},
	),
	command: fc.record(
		{type: type('command'), text: rawText(300), room, tag: ticket},
		{requiredKeys: ['type', 'text']},
	),
	prove: fc.record(
		{type: type('prove'), signature: rawText(128), scram: rawText(512)},
		{requiredKeys: ['type']},
	),
	typing: fc.record({type: type('typing'), room, state: typingState}),
	read: fc.record({type: type('read'), room, seq}),
	away: fc.record({type: type('away'), why: rawText(512)}, {requiredKeys: ['type']}),
	ping: fc.record({type: type('ping'), n: count}, {requiredKeys: ['type']}),
	pong: fc.record({type: type('pong'), n: count}, {requiredKeys: ['type']}),
	quit: fc.record({type: type('quit'), why: rawText(256)}, {requiredKeys: ['type']}),
};

const serverFrames: {
	readonly [Type in ServerFrame['type']]: fc.Arbitrary<ServerFrameOf<Type>>;
} = {
	told: fc.record({type: type('told'), text: body, tag: ticket}, {requiredKeys: ['type']}),
	challenge: fc.record(
		{type: type('challenge'), nonce: ofLength(22), scram: line},
		{requiredKeys: ['type', 'nonce']},
	),
	welcome: fc.record(
		{
			type: type('welcome'),
			v: count,
			server: fc.record({name: line, software: line}),
			log: logId,
			head: seq,
			nick,
			tag,
			resumed: fc.constantFrom('fresh', 'resumed', 'reset'),
			scram: line,
		},
		{requiredKeys: ['type', 'v', 'server', 'log', 'head', 'resumed']},
	),
	room: fc.record(
		{
			type: type('room'),
			room,
			topic: line,
			people,
			visitors: count,
			entries,
			more: fc.boolean(),
			read: seq,
			tag: ticket,
		},
		{requiredKeys: ['type', 'room', 'people', 'visitors', 'entries', 'more']},
	),
	'caught-up': fc.record({type: type('caught-up'), seq}),
	entry: fc.record({type: type('entry'), ...entryFields}, {requiredKeys: ['type', ...entryKeys]}),
	ack: fc.record(
		{type: type('ack'), id: entryId, seq, dup: fc.boolean(), altered: fc.boolean()},
		{requiredKeys: ['type', 'id', 'seq']},
	),
	refused: fc.record(
		{
			type: type('refused'),
			code: fc.constantFrom(...refusalCodes),
			text: line,
			id: entryId,
			tag: ticket,
		},
		{requiredKeys: ['type', 'code', 'text']},
	),
	joined: fc.record({type: type('joined'), room, person}),
	left: fc.record(
		{type: type('left'), room, nick, why: line},
		{requiredKeys: ['type', 'room', 'nick']},
	),
	invited: fc.record({type: type('invited'), room, by: nick}),
	renamed: fc.record({type: type('renamed'), from: nick, to: nick}),
	people: fc.record(
		{type: type('people'), room, people, visitors: count, tag: ticket},
		{requiredKeys: ['type', 'people', 'visitors']},
	),
	rooms: fc.record(
		{
			type: type('rooms'),
			rooms: fc.array(
				fc.record({room, topic: line, people: count}, {requiredKeys: ['room', 'people']}),
				{maxLength: 3},
			),
			tag: ticket,
		},
		{requiredKeys: ['type', 'rooms']},
	),
	page: fc.record(
		{type: type('page'), room, entries, more: fc.boolean(), tag: ticket},
		{requiredKeys: ['type', 'room', 'entries', 'more']},
	),
	found: fc.record(
		{type: type('found'), entries, more: fc.boolean(), tag: ticket},
		{requiredKeys: ['type', 'entries', 'more']},
	),
	parted: fc.record({type: type('parted'), room, tag: ticket}, {requiredKeys: ['type', 'room']}),
	read: fc.record({type: type('read'), room, seq}),
	typing: fc.record({type: type('typing'), room, nick, state: typingState}),
	away: fc.record({type: type('away'), nick, why: line}, {requiredKeys: ['type', 'nick']}),
	ping: fc.record({type: type('ping'), n: count}, {requiredKeys: ['type']}),
	pong: fc.record({type: type('pong'), n: count}, {requiredKeys: ['type']}),
	bye: fc.record(
		{type: type('bye'), why: line, retryMs: fc.nat({max: 3_600_000})},
		{requiredKeys: ['type', 'why']},
	),
};

export const clientFrame: fc.Arbitrary<ClientFrame> = fc.oneof(...Object.values(clientFrames));
export const serverFrame: fc.Arbitrary<ServerFrame> = fc.oneof(...Object.values(serverFrames));
