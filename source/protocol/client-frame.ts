import * as v from 'valibot';
import {limits} from './limits.ts';
import {count, deviceKey, entryId, logId, rawText, room, seq, ticket} from './schema.ts';

/** First, and again with another nick after a refusal, until `welcome` comes. */
const hello = v.object({
	type: v.literal('hello'),
	/** The oldest and newest version of this protocol that the client speaks. */
	v: v.tuple([count(1e6), count(1e6)]),
	/** Left out by someone who only looks. */
	nick: v.exactOptional(rawText(256)),
	/** Where the server has one. Taken only over an encrypted connection, or on the server's own machine. */
	password: v.exactOptional(rawText(256)),
	/** Lets one in where a password is needed or the server is locked, for a while. */
	invite: v.exactOptional(rawText(64)),
	/** SCRAM's first message, for a server with a password: a `challenge` answers it. */
	scram: v.exactOptional(rawText(256)),
	/** The public key of one's device: a `challenge` asks for a proof. */
	key: v.exactOptional(deviceKey),
	/** One run of one program: a second hello from the same run replaces its own dead connection. */
	run: v.exactOptional(ticket),
	software: v.exactOptional(rawText(64)),
	/** Rooms to be in; `#lobby` when left out. */
	rooms: v.exactOptional(v.pipe(v.array(room), v.maxLength(limits.helloRooms))),
	/** How many entries to be told of what was said before, in each room. */
	backlog: v.exactOptional(count(limits.mostBacklogEntries)),
	/** Where one left off: everything after it comes, and nothing else. */
	resume: v.exactOptional(v.object({log: logId, seq})),
	bot: v.exactOptional(v.boolean()),
	/** Takes no seat in the list of people and makes no noise on coming and going. */
	visitor: v.exactOptional(v.boolean()),
});

/** The answer to `challenge`: the device's signature of what `deviceClaim` says, and SCRAM's last message. */
const prove = v.object({
	type: v.literal('prove'),
	signature: v.exactOptional(rawText(128)),
	scram: v.exactOptional(rawText(512)),
});

const join = v.object({
	type: v.literal('join'),
	room,
	backlog: v.exactOptional(count(limits.mostBacklogEntries)),
	tag: v.exactOptional(ticket),
});

const leave = v.object({type: v.literal('leave'), room, tag: v.exactOptional(ticket)});

/** Answered by `ack` or `refused`, each with the id. No answer means unknown: say it again with the same id. */
const say = v.object({
	type: v.literal('say'),
	room,
	id: entryId,
	kind: v.exactOptional(v.picklist(['message', 'action', 'topic', 'edit', 'react', 'redact'])),
	text: rawText(limits.clientFrameBytes),
	/** The entry that this answers, changes, reacts to or takes back. */
	re: v.exactOptional(seq),
});

const nick = v.object({
	type: v.literal('nick'),
	nick: rawText(256),
	tag: v.exactOptional(ticket),
});

/** Who is in a room, or on the server when no room is given. */
const who = v.object({
	type: v.literal('who'),
	room: v.exactOptional(room),
	tag: v.exactOptional(ticket),
});

const rooms = v.object({type: v.literal('rooms'), tag: v.exactOptional(ticket)});

/** Older entries (the newest `limit` before a seq) or newer ones (the oldest `limit` after it). */
const history = v.object({
	type: v.literal('history'),
	room,
	before: v.exactOptional(seq),
	after: v.exactOptional(seq),
	limit: v.exactOptional(count(limits.pageEntries)),
	tag: v.exactOptional(ticket),
});

const search = v.object({
	type: v.literal('search'),
	text: rawText(512),
	room: v.exactOptional(room),
	before: v.exactOptional(seq),
	limit: v.exactOptional(count(limits.searchHits)),
	tag: v.exactOptional(ticket),
});

/** A passing sign that somebody writes, told to those who are there now. Nothing answers it. */
const typing = v.object({
	type: v.literal('typing'),
	room,
	state: v.picklist(['active', 'paused', 'done']),
});

/** You have read there up to that entry. Nothing answers it. */
const read = v.object({type: v.literal('read'), room, seq});

/** Tells others that you do not answer, and why; without `why`, that you do again. */
const away = v.object({type: v.literal('away'), why: v.exactOptional(rawText(512))});

/** An order of somebody who looks after a room, or the server, as it is written everywhere: `/ban ada 1h too loud`. Answered by `told` or `refused`. */
const command = v.object({
	type: v.literal('command'),
	text: rawText(limits.textBytes),
	/** Where it is given. */
	room: v.exactOptional(room),
	tag: v.exactOptional(ticket),
});

const ping = v.object({type: v.literal('ping'), n: v.exactOptional(count(1e9))});
const pong = v.object({type: v.literal('pong'), n: v.exactOptional(count(1e9))});
const quit = v.object({type: v.literal('quit'), why: v.exactOptional(rawText(256))});

export const clientFrame = v.variant('type', [
	say,
	ping,
	pong,
	hello,
	prove,
	join,
	leave,
	nick,
	who,
	rooms,
	history,
	search,
	typing,
	read,
	away,
	command,
	quit,
]);

export type ClientFrame = v.InferOutput<typeof clientFrame>;
export type ClientFrameOf<Type extends ClientFrame['type']> = Extract<ClientFrame, {type: Type}>;
