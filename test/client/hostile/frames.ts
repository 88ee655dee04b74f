import fc from 'fast-check';
import {encodeFrame} from '../../../source/protocol/codec.ts';
import {hostileText, serverFrame} from '../../helpers/arbitraries.ts';
import {firstLog, idOf, otherLog} from '../../helpers/client-fakes.ts';
import {hostileStrings} from '../../helpers/hostile-strings.ts';

const text = fc.oneof(fc.constantFrom(...Object.values(hostileStrings)), hostileText);

/** Now and then something else than what may stand there. */
const mostly = (right: fc.Arbitrary<unknown>, ...wrong: readonly unknown[]) =>
	fc.oneof({weight: 30, arbitrary: right}, fc.constantFrom(...wrong));
const nick = mostly(fc.oneof(fc.constantFrom('ada', 'bob', 'carol', ''), text), 7, null);
const rooms = fc.oneof(
	{weight: 8, arbitrary: fc.constantFrom('#lobby', '#LOBBY', '#ops', '@bob', '@ada')},
	fc.nat(500).map(number => `#room-${number}`),
	text.map(name => `#${name}`),
);
const room = mostly(rooms, '@', '#', '', '__proto__', null);
const odd = [-1, -(2 ** 53), 1.5, 2 ** 53 - 1, 2 ** 53, 1e308, '7', null, {}, []];
const seq = mostly(fc.nat(200), ...odd);
const far = [0, 1, 8.64e15, 8.64e15 + 1, 2 ** 53 - 1, -(2 ** 53) + 1];
const at = mostly(fc.constantFrom(...far), 'now', 2 ** 60);
const id = mostly(fc.integer({min: 1, max: 9}).map(idOf), '', 7);
const tag = mostly(fc.constantFrom('aaaaaaaa', 'bbbbbbbb'), 'join', '', 7);
const ticket = mostly(fc.constantFrom('join', 'x'), 7);
const count = mostly(fc.nat(5), ...odd);
const flag = mostly(fc.boolean(), 'true', null);
const kinds = fc.constantFrom('message', 'message', 'action', 'topic', 'edit', 'future');
const kind = mostly(kinds, 7);
const person = fc.record({nick, tag, dialect: text, bot: flag}, {requiredKeys: ['nick', 'tag']});
const said = {seq, prev: seq, room, id, author: nick, tag, at, kind, text};
const entries = fc.array(fc.record(said), {maxLength: 6});
const people = fc.array(person, {maxLength: 6});
const type = (name: string) => fc.constant(name);

const shaped: fc.Arbitrary<object> = fc.oneof(
	{weight: 4, arbitrary: fc.record({type: type('entry'), ...said})},
	{weight: 2, arbitrary: fc.record({type: type('ack'), id, seq, dup: flag, altered: flag})},
	fc.record({
		type: type('welcome'),
		v: count,
		server: fc.record({name: text, software: text}),
		log: fc.constantFrom<unknown>(firstLog, otherLog, 7),
		head: seq,
		nick,
		tag,
		resumed: fc.constantFrom('fresh', 'resumed', 'reset', 'other'),
	}),
	fc.record(
		{
			type: type('room'),
			room,
			topic: text,
			people,
			count,
			visitors: count,
			entries,
			more: flag,
			tag: ticket,
		},
		{requiredKeys: ['type', 'room', 'people', 'visitors', 'entries', 'more']},
	),
	fc.record({type: type('caught-up'), seq}),
	fc.record(
		{type: type('refused'), code: fc.constantFrom('nick-taken', 'full', 'x'), text, id},
		{requiredKeys: ['type', 'code', 'text']},
	),
	fc.record({type: type('joined'), room, person}),
	fc.record({type: type('left'), room, nick, why: text}),
	fc.record({type: type('renamed'), from: nick, to: nick}),
	fc.record({type: type('people'), people, visitors: count}),
	fc.record({
		type: type('rooms'),
		rooms: fc.array(fc.record({room, topic: text, people: count}), {maxLength: 6}),
	}),
	fc.record({type: type('page'), room, entries, more: flag}),
	fc.record({type: type('found'), entries, more: flag}),
	fc.record({type: type('parted'), room}),
	fc.record({type: type('bye'), why: text, retryMs: count}, {requiredKeys: ['type', 'why']}),
	serverFrame,
	fc.record({type: text}),
	fc.constantFrom(
		{},
		{type: '__proto__'},
		{type: 'constructor'},
		JSON.parse('{"__proto__":{"type":"bye","why":"x"}}') as object,
	),
);

/** Frames of the right shape with the wrong things in them, as text. */
export const hostileFrame: fc.Arbitrary<string> = shaped.map(frame =>
	encodeFrame(frame as never).trimEnd(),
);

const utf8 = new TextEncoder();

/** Any bytes at all, or nearly a frame. Without LF. */
export const hostileLine: fc.Arbitrary<Uint8Array> = fc.oneof(
	{weight: 20, arbitrary: hostileFrame.map(frame => utf8.encode(frame))},
	{
		weight: 8,
		arbitrary: hostileFrame.chain(frame =>
			fc
				.array(fc.tuple(fc.nat(frame.length * 2), fc.nat(255)), {minLength: 1, maxLength: 4})
				.map(changes => changed(utf8.encode(frame), changes)),
		),
	},
	{
		weight: 4,
		arbitrary: fc.uint8Array({maxLength: 200}).map(bytes => bytes.filter(byte => byte !== 0x0a)),
	},
	{weight: 4, arbitrary: fc.json().map(json => utf8.encode(json))},
	fc
		.constantFrom(
			`{"type":"bye","why":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
			`{"type":"bye","x":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)},"why":"deep"}`,
			`{"type":"bye","why":"${'x'.repeat(900_000)}"}`,
			`{${'"a":1,'.repeat(50_000)}"type":"bye","why":"wide"}`,
			'{"type":"bye","type":"ack","why":"twice"}',
			'\ufeff{"type":"bye","why":"marked"}',
			'{"type":"bye","why":"\\ud800"}',
			'{"type":"entry","seq":1e999}',
		)
		.map(line => utf8.encode(line)),
);

function changed(bytes: Uint8Array, changes: readonly (readonly [number, number])[]): Uint8Array {
	const copy = Uint8Array.from(bytes);
	for (const [where, byte] of changes) {
		copy[where % Math.max(1, copy.length)] = byte === 0x0a ? 0 : byte;
	}

	return copy;
}
