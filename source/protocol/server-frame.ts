import * as v from 'valibot';
import {limits} from './limits.ts';
import {refusalCodes} from './refusal.ts';
import {
	count,
	entry,
	entryId,
	logId,
	nonce,
	person,
	room,
	seq,
	tag,
	theirLine,
	theirNick,
	theirText,
	ticket,
} from './schema.ts';

const entries = v.pipe(v.array(entry), v.maxLength(limits.mostBacklogEntries));
const people = v.pipe(v.array(person), v.maxLength(10_000));
const answer = v.exactOptional(ticket);

/** Before `welcome`, to whoever said hello with a key or with SCRAM: prove it. */
const challenge = v.object({
	type: v.literal('challenge'),
	/** Said to nobody else. */
	nonce,
	/** SCRAM's answer to the first message. */
	scram: v.exactOptional(theirLine),
});

/** You are in. `resumed` says what became of the wish to resume; after `reset`, forget what you hold. */
const welcome = v.object({
	type: v.literal('welcome'),
	v: count(1e6),
	server: v.object({name: theirLine, software: theirLine}),
	log: logId,
	/** The newest seq in the log. */
	head: seq,
	nick: v.exactOptional(theirNick),
	tag: v.exactOptional(tag),
	/** You look after this server: you may take back what others have said, and your orders are heeded everywhere. */
	operator: v.exactOptional(v.boolean()),
	resumed: v.picklist(['fresh', 'resumed', 'reset']),
	/** SCRAM's last message: the server's own proof that it knows the password. */
	scram: v.exactOptional(theirLine),
});

/** A room you are now in: everything about it, and its newest entries unless you resume. */
const roomState = v.object({
	type: v.literal('room'),
	room,
	topic: v.exactOptional(theirLine),
	people,
	/** How many people there are, when `people` are only some of them. */
	count: v.exactOptional(count(1e6)),
	visitors: count(1e6),
	entries,
	/** There is more before the first of `entries`. */
	more: v.boolean(),
	/** Up to where you have read there, as far as the server knows. */
	read: v.exactOptional(seq),
	tag: answer,
});

/** Nothing of what was missed is outstanding: what follows is live. */
const caughtUp = v.object({type: v.literal('caught-up'), seq});

const said = v.object({type: v.literal('entry'), ...entry.entries});

/** Your message is in the log, once, at `seq`. */
const ack = v.object({
	type: v.literal('ack'),
	id: entryId,
	seq,
	/** It was there already. */
	dup: v.exactOptional(v.boolean()),
	/** It was there already, with another text, which stays. */
	altered: v.exactOptional(v.boolean()),
});

/** No, and why. With an id: that message is not in the log, and will not be unless sent again. */
const refused = v.object({
	type: v.literal('refused'),
	code: v.fallback(v.picklist(refusalCodes), 'internal'),
	text: theirLine,
	id: v.exactOptional(entryId),
	tag: answer,
});

const joined = v.object({type: v.literal('joined'), room, person});
const left = v.object({
	type: v.literal('left'),
	room,
	nick: theirNick,
	why: v.exactOptional(theirLine),
});
const renamed = v.object({
	type: v.literal('renamed'),
	from: theirNick,
	to: theirNick,
	unlike: v.exactOptional(tag),
});

const whoAnswer = v.object({
	type: v.literal('people'),
	room: v.exactOptional(room),
	people,
	visitors: count(1e6),
	/** There are more than fit into a frame. */
	more: v.exactOptional(v.boolean()),
	tag: answer,
});

const roomsAnswer = v.object({
	type: v.literal('rooms'),
	rooms: v.pipe(
		v.array(v.object({room, topic: v.exactOptional(theirLine), people: count(1e6)})),
		v.maxLength(10_000),
	),
	/** There are more than fit into a frame. */
	more: v.exactOptional(v.boolean()),
	tag: answer,
});

/** Oldest first. `more`: the log has more in the direction asked. */
const page = v.object({type: v.literal('page'), room, entries, more: v.boolean(), tag: answer});

/** Newest first. */
const found = v.object({type: v.literal('found'), entries, more: v.boolean(), tag: answer});

/** You have left a room, because you asked; with `why`, because somebody put you out. */
const parted = v.object({
	type: v.literal('parted'),
	room,
	why: v.exactOptional(theirLine),
	tag: answer,
});

/** Somebody asks you to come into a room. */
const invited = v.object({type: v.literal('invited'), room, by: theirNick});

/** The server itself says something to you: what became of a `command`, or what concerns you alone. Without a text there is nothing to say. */
const told = v.object({
	type: v.literal('told'),
	text: v.exactOptional(theirText),
	/** From now on you look after this server, or no more. */
	operator: v.exactOptional(v.boolean()),
	tag: answer,
});

/** Somebody writes in that room, or has stopped. */
const typing = v.object({
	type: v.literal('typing'),
	room,
	nick: theirNick,
	state: v.picklist(['active', 'paused', 'done']),
});

/** You have read there up to that entry, in another place. */
const read = v.object({type: v.literal('read'), room, seq});

/** Somebody does not answer, and why; without `why`, does again. */
const away = v.object({type: v.literal('away'), nick: theirNick, why: v.exactOptional(theirLine)});

const ping = v.object({type: v.literal('ping'), n: v.exactOptional(count(1e9))});
const pong = v.object({type: v.literal('pong'), n: v.exactOptional(count(1e9))});

/** The server ends the connection; come back after `retryMs`, if it is there. */
const bye = v.object({
	type: v.literal('bye'),
	why: theirLine,
	retryMs: v.exactOptional(count(3_600_000)),
	/** Somebody put you out: coming back by yourself is not wanted. */
	isFinal: v.exactOptional(v.boolean()),
});

export const serverFrame = v.variant('type', [
	said,
	ack,
	ping,
	pong,
	challenge,
	welcome,
	roomState,
	caughtUp,
	refused,
	joined,
	left,
	renamed,
	whoAnswer,
	roomsAnswer,
	page,
	found,
	parted,
	invited,
	told,
	typing,
	read,
	away,
	bye,
]);

export type ServerFrame = v.InferOutput<typeof serverFrame>;
export type ServerFrameOf<Type extends ServerFrame['type']> = Extract<ServerFrame, {type: Type}>;
