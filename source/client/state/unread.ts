import type {Entry} from '../../protocol/entry.ts';
import {isDirect, noSeq, type RoomName, type Seq} from '../../protocol/ids.ts';
import {isAmendment, saidAt} from './amend.ts';
import type {Conversation} from './conversation.ts';
import {isMentioned} from './mention.ts';
import {isOwn, type Self} from './own.ts';
import {isMuted} from './preferences.ts';
import type {State} from './state.ts';
import {itemsOf} from './timeline.ts';

/** Whether it is new to read: what only changes something that was said before is not. */
export const isNews = (entry: Entry): boolean => entry.kind !== 'unknown' && !isAmendment(entry);

/** Whether it is said to one: by name, alone, or in answer to what one said. */
export function concerns(entry: Entry, conversation: Conversation, me: Self): boolean {
	if (!isNews(entry) || isOwn(entry, me)) {
		return false;
	}

	if (isDirect(entry.room) || (me.nick && isMentioned(entry.text, me.nick))) {
		return true;
	}

	const answered = entry.re === undefined ? undefined : saidAt(conversation.timeline, entry.re);
	return answered !== undefined && isOwn(answered.entry, me);
}

/** Whether what comes there is before one's eyes. */
export const isWatched = (
	{current, hasFocus}: State,
	{room, anchor}: Pick<Conversation, 'room' | 'anchor'>,
): boolean => room === current && anchor === undefined && hasFocus !== false;

/** Counts an entry that has just been heard, and draws the line before the first that is not seen. */
export function count(state: State, conversation: Conversation, entry: Entry): Conversation {
	const {room, unread, mentions, seenUpTo} = conversation;
	// On another device, while this one was not connected.
	if (entry.seq <= Math.max(seenUpTo ?? noSeq, state.seenBefore[room] ?? noSeq)) {
		return conversation;
	}

	const isMine = isOwn(entry, state);
	if (isWatched(state, conversation) || (isMine && unread === 0)) {
		const seen = {...conversation, seenUpTo: entry.seq};
		// What waited to be said was written before this was there to read.
		const isEcho = isMine && state.pending.some(({id}) => id === entry.id);
		return isEcho ? seen : isMine ? readUntil(seen, entry) : missing(state, seen, entry);
	}

	const isCounted = isNews(entry) && !isMuted(state.preferences, room);
	if (!isCounted || isMine) {
		return conversation;
	}

	return {
		...conversation,
		unread: unread + 1,
		mentions: mentions + Number(concerns(entry, conversation, state)),
		readUpTo: unread > 0 ? conversation.readUpTo : (seenUpTo ?? state.seenBefore[room]),
	};
}

// Whoever spoke elsewhere has read up to there.
const readUntil = (conversation: Conversation, {seq}: Entry): Conversation => ({
	...withoutLine(conversation),
	leftAt: conversation.leftAt && seq,
});

// Of what was said while the connection was down nothing has been seen, also if it comes before one's eyes.
function missing(state: State, conversation: Conversation, entry: Entry): Conversation {
	const {leftAt, room} = conversation;
	const readElsewhere = state.seenBefore[room] ?? noSeq;
	return leftAt === undefined || !isNews(entry)
		? conversation
		: {...conversation, readUpTo: readElsewhere > leftAt ? readElsewhere : leftAt};
}

/** The same for all that a room brings when one comes into it for the first time in this run. */
export function countFrom(state: State, conversation: Conversation): Conversation {
	const {timeline, lastSeq, room} = conversation;
	const before = state.seenBefore[room];
	const news = before === undefined ? [] : newsAfter(state, conversation, before);
	if (news.length === 0) {
		return withoutLine(seen(conversation));
	}

	const isSeen = isWatched(state, conversation);
	const mentions = news.filter(entry => concerns(entry, {...conversation, timeline}, state));
	return {
		...conversation,
		readUpTo: before,
		seenUpTo: isSeen ? lastSeq : before,
		unread: isSeen ? 0 : news.length,
		mentions: isSeen ? 0 : mentions.length,
	};
}

/** Whether others have said so much since. Looks no further back than it must. */
export function hasNewsAfter(
	state: State,
	conversation: Conversation,
	seq: Seq,
	least: number,
): boolean {
	const {items, length} = conversation.timeline;
	let left = least;
	for (let index = length - 1; index >= 0 && left > 0; index--) {
		const item = items[index]!;
		if (item.type === 'said' && item.entry.seq <= seq) {
			return false;
		}

		left -= Number(item.type === 'said' && !isOwn(item.entry, state));
	}

	return left === 0;
}

/** What others have said since, as far as it is here. */
export const newsAfter = (state: State, conversation: Conversation, seq: Seq): readonly Entry[] =>
	itemsOf(conversation.timeline)
		.flatMap(item => (item.type === 'said' ? [item.entry] : []))
		.filter(entry => entry.seq > seq && isNews(entry) && !isOwn(entry, state));

/** The newest row is on screen, and with it all that is new. */
export const seen = (conversation: Conversation): Conversation => ({
	...conversation,
	unread: 0,
	mentions: 0,
	// In a room where nothing was ever said all that comes is new.
	seenUpTo:
		conversation.lastSeq ??
		conversation.seenUpTo ??
		(isDirect(conversation.room) ? undefined : noSeq),
});

/** Whoever says something or goes elsewhere has read up to there. */
export const withoutLine = (conversation: Conversation): Conversation =>
	conversation.readUpTo === undefined || conversation.unread > 0
		? conversation
		: {...conversation, readUpTo: undefined};

/** Whatever brought another conversation to the front, or the window: what was read before has been read, and this is being read. */
export function followEyes(before: State, after: State): State {
	const hasLooked = after.hasFocus !== false && before.hasFocus === false;
	const looksAway = after.hasFocus === false && before.hasFocus !== false;
	const hasMoved = before.current !== after.current;
	const remembering = rememberLeft(before, after);
	if (!hasMoved && !hasLooked && !looksAway) {
		return remembering;
	}

	const conversations = remembering.conversations.map(conversation => {
		if (isWatched(after, conversation)) {
			return seen(conversation);
		}

		const isLeft = looksAway || hasMoved;
		return isLeft && conversation.room === before.current
			? withoutLine(conversation)
			: conversation;
	});
	return {...remembering, conversations, found: hasMoved ? undefined : after.found};
}

// A room that one leaves and comes back to begins where one left off.
const rememberLeft = (before: State, after: State): State =>
	after.conversations.length < before.conversations.length
		? {...after, seenBefore: positionsOf(before)}
		: after;

/** How far everything has been seen, for the next run to go on from. */
export const positionsOf = ({
	conversations,
	seenBefore,
}: State): Readonly<Record<RoomName, Seq>> => ({
	...seenBefore,
	...Object.fromEntries(
		conversations.flatMap(({room, seenUpTo}) => (seenUpTo === undefined ? [] : [[room, seenUpTo]])),
	),
});
