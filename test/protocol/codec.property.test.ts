import fc from 'fast-check';
import {expect, test, vi} from 'vitest';
import {clientFrame as clientFrameSchema} from '../../source/protocol/client-frame.ts';
import {
	decodeClientFrame,
	decodeServerFrame,
	encodeFrame,
	isNonsense,
	type Nonsense,
} from '../../source/protocol/codec.ts';
import {serverFrame as serverFrameSchema} from '../../source/protocol/server-frame.ts';
import {clientFrame, entryId, hostileText, serverFrame, tag} from '../helpers/arbitraries.ts';

vi.setConfig({testTimeout: 30_000});

const utf8 = new TextEncoder();
const numRuns = 3000;

const lineOf = (value: unknown): Uint8Array => utf8.encode(JSON.stringify(value));

function nonsenseOf(value: unknown): Nonsense {
	const decoded = decodeClientFrame(lineOf(value));
	if (decoded === 'unknown' || !isNonsense(decoded)) {
		throw new Error(`taken for a frame: ${JSON.stringify(value)}`);
	}

	return decoded;
}

test('every frame from a client survives the wire, as one line', () => {
	fc.assert(
		fc.property(clientFrame, frame => {
			const encoded = encodeFrame(frame);
			expect(encoded.indexOf('\n')).toBe(encoded.length - 1);
			expect(decodeClientFrame(utf8.encode(encoded))).toEqual(frame);
		}),
		{numRuns},
	);
});

test('every frame from a server survives the wire, as one line', () => {
	fc.assert(
		fc.property(serverFrame, frame => {
			const encoded = encodeFrame(frame);
			expect(encoded.indexOf('\n')).toBe(encoded.length - 1);
			expect(decodeServerFrame(utf8.encode(encoded))).toEqual(frame);
		}),
		{numRuns},
	);
});

test('every type of frame is tried', () => {
	const typesOf = (frames: readonly {readonly type: string}[]) =>
		[...new Set(frames.map(({type}) => type))].toSorted();
	expect(typesOf(fc.sample(clientFrame, 1000))).toEqual(
		clientFrameSchema.options.map(({entries}) => entries.type.literal).toSorted(),
	);
	expect(typesOf(fc.sample(serverFrame, 1000))).toEqual(
		serverFrameSchema.options.map(({entries}) => entries.type.literal).toSorted(),
	);
});

// A frame with some field put to what it must not be, or with bytes changed on the way.
const spoiled = fc
	.tuple(fc.oneof(clientFrame, serverFrame), fc.string(), fc.jsonValue())
	.map(([frame, key, value]) => {
		const keys = Object.keys(frame);
		return lineOf({...frame, [keys[key.length % keys.length] ?? key]: value, [key]: value});
	});
const damaged = fc
	.tuple(fc.oneof(clientFrame, serverFrame), fc.nat(), fc.nat({max: 255}))
	.map(([frame, at, byte]) => {
		const bytes = lineOf(frame);
		bytes[at % bytes.length] = byte;
		return bytes;
	});
const anyLine = fc.oneof(
	fc.uint8Array(),
	fc.json().map(text => utf8.encode(text)),
	spoiled,
	damaged,
);

test('no line throws on either side, whatever it holds', () => {
	fc.assert(
		fc.property(anyLine, line => {
			decodeClientFrame(line);
			decodeServerFrame(line);
		}),
		{numRuns},
	);
});

test('a frame of a type from the future is unknown, not nonsense', () => {
	const known = new Set<string>(clientFrameSchema.options.map(({entries}) => entries.type.literal));
	const future = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'Say', ''));
	fc.assert(
		fc.property(future, fc.object(), (type, fields) => {
			fc.pre(!known.has(type));
			expect(decodeClientFrame(lineOf({...fields, type}))).toBe('unknown');
			expect(decodeServerFrame(lineOf({...fields, type: `future-${type}`}))).toBeUndefined();
		}),
		{numRuns},
	);
});

test('the refusal of a frame names its id and its tag', () => {
	fc.assert(
		fc.property(entryId, tag, hostileText, (id, ticket, text) => {
			const badRoom = {type: 'say', room: 'no room', id, text, tag: ticket};
			const nonsense = nonsenseOf(badRoom);
			expect(nonsense).toMatchObject({id, tag: ticket, refusal: {code: 'room-name'}});
			expect(nonsenseOf({...badRoom, room: '#a', text: 7})).toMatchObject({
				id,
				tag: ticket,
				refusal: {code: 'bad-frame', message: 'Bad field "text".'},
			});
		}),
	);
});

test('an id or tag that is none is not named', () => {
	fc.assert(
		fc.property(fc.jsonValue(), value => {
			const {id, tag: ticket} = nonsenseOf({type: 'leave', room: 7, id: value, tag: value});
			expect(id === undefined || id === value).toBe(true);
			expect(ticket === undefined || ticket === value).toBe(true);
		}),
	);
	expect(nonsenseOf({type: 'leave', room: 7, id: 'short', tag: 'x'.repeat(33)})).toMatchObject({
		id: undefined,
		tag: undefined,
	});
});

test('what is too long, no text or no frame is refused as that', () => {
	const search = {type: 'search', text: 'x'.repeat(513), tag: 't'};
	expect(nonsenseOf(search)).toMatchObject({tag: 't', refusal: {code: 'too-long'}});
	expect(decodeClientFrame(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({
		refusal: {code: 'encoding'},
	});
	for (const value of [null, 1, 'say', [], {}, {type: 1}, {type: null}, {type: ['say']}]) {
		expect(nonsenseOf(value).refusal.code).toBe('bad-frame');
	}
});

test('whatever a server says, what is shown of it is clean', () => {
	const [id, tagText] = ['x'.repeat(22), 'x'.repeat(8)];
	const place = {type: 'entry', seq: 2, prev: 1, room: '#lobby', id, tag: tagText, at: 0};
	const entry = {...place, kind: 'message', author: 'ada', text: 'hi'};
	fc.assert(
		fc.property(hostileText, text => {
			const decoded = decodeServerFrame(lineOf({...entry, author: text, text}));
			expect(JSON.stringify(decoded)).not.toMatch(
				/\\u00[01]|\\u007f|[\u007F-\u009F\u202A-\u202E]|\\[bfrt]|\\ud[89a-f]/,
			);
		}),
		{numRuns},
	);
	expect(decodeServerFrame(lineOf({...entry, kind: 'hologram'}))).toMatchObject({kind: 'unknown'});
});
