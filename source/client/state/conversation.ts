import {cleanLine} from '../../protocol/body.ts';
import type {Entry, Person} from '../../protocol/entry.ts';
import {
	type EntryId,
	isDirect,
	type Nick,
	noSeq,
	type RoomName,
	type Seq,
} from '../../protocol/ids.ts';
import type {Aim} from './aim.ts';
import {amend, amendOlder, isAmendment, withAnswerIn} from './amend.ts';
import type {Completion} from './complete.ts';
import {type Editor, emptyEditor} from './editor.ts';
import {
	append,
	emptyTimeline,
	type Item,
	mostItems,
	newest,
	prepend,
	type Presence,
	replaceNewest,
	type Timeline,
} from './timeline.ts';

/** The bottom row on screen while someone reads further up: `below` rows of that item are hidden. */
export type Anchor = {
	readonly key: number;
	readonly below: number;
	/** Where on the screen the item is to stand instead, until whoever knows how high it is has put it there. */
	readonly place?: 'top' | 'middle';
};

/** A message that is looked for further and further back. */
export type Sought = {
	readonly seq: Seq | 'mention';
	readonly place: 'top' | 'middle';
	readonly marks?: boolean;
	/** How many have been asked for. */
	readonly pages: number;
	readonly at: number;
};

/** One room or direct conversation, as this client knows it. */
export type Conversation = {
	readonly room: RoomName;
	readonly timeline: Timeline;
	/** What was done to messages, here or not: nobody reads it, what it did to those that are here is their fate. */
	readonly amendments: Timeline;
	/** The oldest entry that was heard, unless what came after it was dropped since: older ones are asked for from here. */
	readonly oldestSeq: Seq | undefined;
	readonly people: readonly Person[];
	/** People here whom the server did not name. */
	readonly unlisted: number;
	readonly visitors: number;
	readonly topic: string;
	/** The newest entry heard; undefined before the first, when nothing is known of what came before. */
	readonly lastSeq: Seq | undefined;
	/** Where something was found missing and asked for again. */
	readonly gapAt: Seq | undefined;
	/** The server has older entries than the first one here. */
	readonly hasOlder: boolean;
	readonly isFetching: boolean;
	/** Undefined: the newest row is on screen, and stays there. */
	readonly anchor: Anchor | undefined;
	readonly unread: number;
	/** Of the unread, those that name this person, and all in direct conversations. */
	readonly mentions: number;
	/** The unread line stands behind this entry. Undefined when there is none to draw. */
	readonly readUpTo: Seq | undefined;
	/** The newest entry that was seen here, also in earlier runs. */
	readonly seenUpTo: Seq | undefined;
	/** What had been heard when the connection broke, until all that was said since then has come. */
	readonly leftAt: Seq | undefined;
	readonly sought: Sought | undefined;
	/** What keys are about, while something is selected: the key of an item, or the id of what is not in the log yet. */
	readonly selected: number | EntryId | undefined;
	/** The key of the item that a jump has led to. It looks like a selected one, but letters are written. */
	readonly marked: number | undefined;
	/** Long messages are shown whole. */
	readonly showsAll: boolean;
	/** Who spoke, last first. */
	readonly speakers: readonly Nick[];
	readonly editor: Editor;
	/** What the text being written is for, when it is no message of its own. */
	readonly aim: Aim | undefined;
	/** Who writes, and until when that is believed. */
	readonly typists: readonly Typist[];
	/** What Tab did last, so that it can go on. */
	readonly completion: Completion | undefined;
};

/** Somebody who writes. `until` is milliseconds since the epoch. */
export type Typist = {readonly nick: Nick; readonly until: number};

export const newConversation = (room: RoomName): Conversation => ({
	room,
	timeline: emptyTimeline,
	amendments: emptyTimeline,
	oldestSeq: undefined,
	people: [],
	unlisted: 0,
	visitors: 0,
	topic: '',
	lastSeq: undefined,
	gapAt: undefined,
	hasOlder: isDirect(room),
	isFetching: false,
	anchor: undefined,
	unread: 0,
	mentions: 0,
	readUpTo: undefined,
	seenUpTo: undefined,
	leftAt: undefined,
	sought: undefined,
	selected: undefined,
	marked: undefined,
	showsAll: false,
	speakers: [],
	editor: emptyEditor,
	aim: undefined,
	typists: [],
	completion: undefined,
});

const mostSpeakers = 100;
/** The others are only counted. */
export const mostPeople = 1000;
const mostNamesInARow = 200;

/** Whether an entry follows what is here: if not, something is missing before it. */
export const follows = ({room, lastSeq}: Conversation, {prev}: Entry): boolean =>
	lastSeq === undefined || isDirect(room) || prev <= lastSeq;

/** Adds an entry that is news; one heard before changes nothing. `key` numbers the item. */
export function hear(conversation: Conversation, entry: Entry, key: number): Conversation {
	const {lastSeq = noSeq, timeline, topic, speakers} = conversation;
	if (entry.seq <= lastSeq) {
		return conversation;
	}

	const heard = {
		...conversation,
		lastSeq: entry.seq,
		oldestSeq: conversation.lastSeq === undefined ? entry.seq : conversation.oldestSeq,
		typists: withoutTypist(conversation.typists, entry.author),
	};
	if (isAmendment(entry)) {
		const amendments = append(conversation.amendments, {type: 'said', key, entry});
		return {...heard, amendments, timeline: amend({timeline, amendments}, entry)};
	}

	const item = withAnswerIn(timeline, {type: 'said', key, entry});
	const most = conversation.anchor || conversation.sought ? Infinity : mostItems;
	const longer = entry.kind === 'unknown' ? timeline : append(timeline, item, most);
	return {
		...heard,
		timeline: longer,
		oldestSeq: longer.length < timeline.length ? undefined : heard.oldestSeq,
		// What was dropped to make room can be asked for again.
		hasOlder: conversation.hasOlder || longer.length < timeline.length,
		// Our own server lets no topic have two lines; the header has space for one.
		topic: entry.kind === 'topic' ? cleanLine(entry.text) : topic,
		speakers:
			speakers[0] === entry.author
				? speakers
				: [entry.author, ...speakers.filter(nick => nick !== entry.author)].slice(0, mostSpeakers),
	};
}

/** Whoever has said something writes no more. */
export const withoutTypist = (typists: readonly Typist[], nick: Nick): readonly Typist[] =>
	typists.some(typist => typist.nick === nick)
		? typists.filter(typist => typist.nick !== nick)
		: typists;

/** Older entries are asked for from here. Undefined where none are known. */
export function oldestKnown({oldestSeq, timeline}: Conversation): Seq | undefined {
	const first = timeline.items.find(item => item.type === 'said');
	return oldestSeq ?? (first?.type === 'said' ? first.entry.seq : undefined);
}

// A page in any other order would break ours.
function ascending(entries: readonly Entry[]): readonly Entry[] {
	let last = -1;
	return entries.filter(({seq}) => {
		const follows = seq > last;
		last = Math.max(last, seq);
		return follows;
	});
}

/** Puts a page of older entries before the first. Keys count down, so that they stay in order. */
export function hearOlder(
	conversation: Conversation,
	entries: readonly Entry[],
	hasOlder: boolean,
): Conversation {
	const {timeline, lastSeq} = conversation;
	const before = oldestKnown(conversation);
	const page = ascending(entries).filter(({seq}) => seq < (before ?? Infinity));
	const news = page.filter(entry => entry.kind !== 'unknown' && !isAmendment(entry));
	const firstKey = timeline.items[0]?.key ?? 0;
	const items = news.map((entry, index): Item => ({
		type: 'said',
		key: firstKey - news.length + index,
		entry,
	}));
	const amendments = withOlderAmendments(conversation.amendments, page);
	const longer = {timeline: prepend(timeline, items), amendments};
	return {
		...conversation,
		amendments,
		timeline: amendOlder(longer, before),
		oldestSeq: page[0]?.seq ?? conversation.oldestSeq,
		lastSeq: lastSeq ?? entries.at(-1)?.seq,
		hasOlder,
		isFetching: false,
	};
}

// What was dropped and is fetched again may have left behind what was done to it.
function withOlderAmendments(amendments: Timeline, page: readonly Entry[]): Timeline {
	const [first] = amendments.items;
	const before = first?.type === 'said' ? first.entry.seq : Infinity;
	const older = page.filter(entry => isAmendment(entry) && entry.seq < before);
	const firstKey = (first?.key ?? 0) - older.length;
	return prepend(
		amendments,
		older.map((entry, index): Item => ({type: 'said', key: firstKey + index, entry})),
	);
}

export function notice(
	conversation: Conversation,
	text: string,
	{key, at, tone = 'info'}: {key: number; at: number; tone?: 'info' | 'error'},
): Conversation {
	const item: Item = {type: 'notice', key, at, tone, text};
	return {...conversation, timeline: append(conversation.timeline, item)};
}

type Change = {readonly came: Person} | {readonly went: Nick};

/** Someone came or went: one row tells all of it until the next message. */
export function note(
	conversation: Conversation,
	change: Change,
	{key, at, isStranger = false}: {key: number; at: number; isStranger?: boolean},
): Conversation {
	const nick = 'came' in change ? change.came.nick : change.went;
	const others = conversation.people.filter(person => person.nick !== nick);
	const isFull = others.length >= mostPeople;
	const people = 'came' in change && !isFull ? [...others, change.came] : others;
	const wasUnlisted = 'went' in change && others.length === conversation.people.length;
	const isUnlisted = 'came' in change && isFull;
	const unlisted = Math.max(0, conversation.unlisted + Number(isUnlisted) - Number(wasUnlisted));
	const last = newest(conversation.timeline);
	const folded = last?.type === 'presence' && namesIn(last) < mostNamesInARow ? last : undefined;
	const before = folded ?? {type: 'presence', key, at, came: [], went: [], visited: []};
	const moved = 'came' in change ? withComing(before, nick) : withGoing(before, nick);
	const {strangers = []} = moved;
	const isNew = isStranger && !strangers.includes(nick);
	const item = isNew ? {...moved, strangers: [...strangers, nick]} : moved;
	const timeline = folded
		? replaceNewest(conversation.timeline, item)
		: append(conversation.timeline, item);
	return {...conversation, people, unlisted, timeline};
}

const namesIn = ({came, went, visited}: Presence): number =>
	came.length + went.length + visited.length;

const without = (nicks: readonly Nick[], nick: Nick) => nicks.filter(other => other !== nick);

function withComing(presence: Presence, nick: Nick): Presence {
	const {came, went, visited} = presence;
	return went.includes(nick)
		? {...presence, went: without(went, nick)}
		: {...presence, came: [...without(came, nick), nick], visited: without(visited, nick)};
}

function withGoing(presence: Presence, nick: Nick): Presence {
	const {came, went, visited} = presence;
	return came.includes(nick)
		? {...presence, came: without(came, nick), visited: [...without(visited, nick), nick]}
		: {...presence, went: [...without(went, nick), nick]};
}
