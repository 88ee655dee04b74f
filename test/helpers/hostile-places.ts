/** A frame as a server may send it that cleans nothing. */
export type RawFrame = Readonly<Record<string, unknown>>;

const tag = 'aaaaaaaa';
const theirTag = 'bbbbbbbb';
const lobby = '#lobby';
const noon = Date.UTC(2026, 10, 22, 12);

export const rawPerson = (nick: string, more: RawFrame = {}): RawFrame => ({
	nick,
	tag: theirTag,
	dialect: 'json',
	...more,
});

export const rawEntry = (
	seq: number,
	author: string,
	text: string,
	more: RawFrame = {},
): RawFrame => ({
	type: 'entry',
	seq,
	prev: 0,
	room: lobby,
	id: String(seq).padStart(22, 'i'),
	author,
	tag: theirTag,
	at: noon,
	kind: 'message',
	text,
	...more,
});

export const rawWelcome = (more: RawFrame = {}): RawFrame => ({
	type: 'welcome',
	v: 1,
	server: {name: 'home', software: 'chatroom'},
	log: 'l'.repeat(22),
	head: 0,
	nick: 'ada',
	tag,
	resumed: 'fresh',
	...more,
});

const topic = 'of ships';

/** The lobby with ada, bob and zed, in which zed has said one thing. Whatever was said there before is forgotten. */
export const rawRoom = (seq: number): readonly RawFrame[] => [
	{
		type: 'room',
		room: lobby,
		topic,
		people: [rawPerson('ada'), rawPerson('bob'), rawPerson('zed')],
		visitors: 0,
		// That something is missing in between makes a client begin anew.
		entries: [rawEntry(seq, 'zed', 'what was said before', {prev: seq - 1})],
		more: false,
	},
	{type: 'caught-up', seq},
];

/** The last row of the conversation: whatever came before it stands above. `number` tells it from others. */
export const rawEnd = (seq: number, number = 0): RawFrame =>
	rawEntry(seq, 'zed', `end of ${String(number).padStart(3, '0')}`);

export type Place = (text: string, seq: number) => readonly RawFrame[];

/** Where others' text comes to stand in the conversation, as rows of its own. Each takes three seqs at most. */
export const placesOfMessages: Readonly<Record<string, Place>> = {
	'what is said': (text, seq) => [rawEntry(seq, 'bob', text)],
	'what is done': (text, seq) => [rawEntry(seq, 'bob', text, {kind: 'action'})],
	'a name of who speaks': (text, seq) => [rawEntry(seq, text, 'hello')],
	'a name of who does something': (text, seq) => [rawEntry(seq, text, 'waves', {kind: 'action'})],
	'an edit': (text, seq) => [
		rawEntry(seq, 'bob', 'helo'),
		rawEntry(seq + 1, 'bob', text, {kind: 'edit', re: seq}),
	],
	'what is answered': (text, seq) => [
		rawEntry(seq, 'bob', text),
		rawEntry(seq + 1, 'zed', 'why?', {re: seq}),
	],
	'the name of who is answered': (text, seq) => [
		rawEntry(seq, text, 'hello'),
		rawEntry(seq + 1, 'zed', 'hello', {re: seq}),
	],
	'a reaction': (text, seq) => [
		rawEntry(seq, 'bob', 'hello'),
		rawEntry(seq + 1, 'zed', text, {kind: 'react', re: seq}),
	],
	'the name of who reacts': (text, seq) => [
		rawEntry(seq, 'bob', 'hello'),
		rawEntry(seq + 1, text, '👍', {kind: 'react', re: seq}),
	],
	'why something is taken back': (text, seq) => [
		rawEntry(seq, 'bob', 'helo'),
		rawEntry(seq + 1, 'bob', text, {kind: 'redact', re: seq}),
	],
	'who takes back what another said': (text, seq) => [
		rawEntry(seq, 'bob', 'helo'),
		rawEntry(seq + 1, text, 'no', {kind: 'redact', re: seq}),
	],
	'what the server refuses': text => [{type: 'refused', code: 'internal', text}],
	'why somebody puts one out': text => [{type: 'parted', room: '#elsewhere', why: text}],
	'who invites': text => [{type: 'invited', room: '#elsewhere', by: text}],
	'why the server ends': text => [{type: 'bye', why: text}],
	'who is here, asked for': text => [{type: 'people', people: [rawPerson(text)], visitors: 0}],
	'with what somebody is here': text => [
		{type: 'people', people: [rawPerson('bob', {dialect: text})], visitors: 0},
	],
	'why somebody is away, asked for': text => [
		{type: 'people', people: [rawPerson('bob', {away: text})], visitors: 0},
	],
	'what a room is about, asked for': text => [
		{type: 'rooms', rooms: [{room: lobby, topic: text, people: 1}]},
	],
};

/** Where others' text comes to stand in the bars above and below. */
export const placesOfBars: Readonly<Record<string, Place>> = {
	'what the room is about': text => [
		{type: 'room', room: lobby, topic: text, people: [], visitors: 0, entries: [], more: false},
	],
	'who is here': text => [
		{
			type: 'room',
			room: lobby,
			topic,
			people: [rawPerson(text), rawPerson('ada')],
			visitors: 0,
			entries: [],
			more: false,
		},
	],
	'who writes': text => [{type: 'typing', room: lobby, nick: text, state: 'active'}],
};

/** Where it comes to stand in both. */
export const placesOfBoth: Readonly<Record<string, Place>> = {
	'a new topic': (text, seq) => [rawEntry(seq, 'bob', text, {kind: 'topic'})],
	'who comes': text => [{type: 'joined', room: lobby, person: rawPerson(text)}],
	'who goes': text => [
		{type: 'joined', room: lobby, person: rawPerson(text)},
		{type: 'left', room: lobby, nick: text, why: text},
	],
	'a new name': text => [{type: 'renamed', from: 'bob', to: text}],
	'the name before': text => [
		{type: 'joined', room: lobby, person: rawPerson(text)},
		{type: 'renamed', from: text, to: 'carol'},
	],
};

/** Where it comes to stand when one comes in. */
export const placesOfWelcome: Readonly<Record<string, (text: string) => RawFrame>> = {
	'the name of the server': text => rawWelcome({server: {name: text, software: text}}),
	'the name that one is given': text => rawWelcome({nick: text}),
};
