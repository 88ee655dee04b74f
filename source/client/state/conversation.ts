import {cleanLine} from '../../protocol/body.ts';
import type {Entry, Person} from '../../protocol/entry.ts';
import {isDirect, type Nick, noSeq, type RoomName, type Seq} from '../../protocol/ids.ts';
import type {Completion} from './complete.ts';
import {type Editor, emptyEditor} from './editor.ts';
import {
	append,
	emptyTimeline,
	type Item,
	newest,
	prepend,
	type Presence,
	replaceNewest,
	type Timeline,
} from './timeline.ts';

/** The bottom row on screen while someone reads further up: `below` rows of that item are hidden. */
export type Anchor = {readonly key: number; readonly below: number};

/** One room or direct conversation, as this client knows it. */
export type Conversation = {
	readonly room: RoomName;
	readonly timeline: Timeline;
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
	/** The newest entry that was seen here: the unread line stands behind it. Undefined when there is none to draw. */
	readonly readUpTo: Seq | undefined;
	/** The key of the item that keys are about, while one is selected. */
	readonly selected: number | undefined;
	/** Who spoke, last first. */
	readonly speakers: readonly Nick[];
	readonly editor: Editor;
	/** What Tab did last, so that it can go on. */
	readonly completion: Completion | undefined;
};

export const newConversation = (room: RoomName): Conversation => ({
	room,
	timeline: emptyTimeline,
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
	selected: undefined,
	speakers: [],
	editor: emptyEditor,
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

	const longer = entry.kind === 'unknown' ? timeline : append(timeline, {type: 'said', key, entry});
	return {
		...conversation,
		lastSeq: entry.seq,
		timeline: longer,
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
	const first = timeline.items.find(item => item.type === 'said');
	const before = first?.type === 'said' ? first.entry.seq : Infinity;
	const news = ascending(entries).filter(({seq, kind}) => seq < before && kind !== 'unknown');
	const firstKey = timeline.items[0]?.key ?? 0;
	const items = news.map((entry, index): Item => ({
		type: 'said',
		key: firstKey - news.length + index,
		entry,
	}));
	return {
		...conversation,
		timeline: prepend(timeline, items),
		lastSeq: lastSeq ?? entries.at(-1)?.seq,
		hasOlder,
		isFetching: false,
	};
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
	{key, at}: {key: number; at: number},
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
	const item = 'came' in change ? withComing(before, nick) : withGoing(before, nick);
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
