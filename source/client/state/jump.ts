import {isDirect, noSeq, type RoomName, type Seq} from '../../protocol/ids.ts';
import {limits} from '../../protocol/limits.ts';
import {notices} from '../words/notices.ts';
import {findings} from '../words/searching.ts';
import type {Update} from './action.ts';
import {isOpen, mayEnter} from './bounds.ts';
import {inOpenRoom, inRoom, tell} from './change.ts';
import {type Conversation, oldestKnown, type Sought} from './conversation.ts';
import {fetchOlder} from './older.ts';
import {currentConversation, type State} from './state.ts';
import {type Item, itemsOf, type Said} from './timeline.ts';
import {concerns} from './unread.ts';

/** Where one wants to be. */
export type Destination =
	| 'oldest'
	/** Where one left off. */
	| 'line'
	/** The newest message that is said to one; again: the one before. */
	| 'mention'
	| {readonly room: RoomName; readonly seq: Seq};

// 100,000 messages: further back is for searching.
const mostPages = 500;

/** Shows a message in its place, with what was said around it, however far back it is. */
export function jump(state: State, to: Destination, at: number): Update {
	const {room, readUpTo} = currentConversation(state);
	switch (to) {
		case 'oldest': {
			return begin(state, room, {seq: noSeq, place: 'top', pages: 0, at});
		}

		case 'line': {
			return readUpTo === undefined
				? [tell(state, findings.allRead, at)]
				: begin(state, room, {seq: readUpTo, place: 'middle', pages: 0, at});
		}

		case 'mention': {
			return begin(state, room, {seq: 'mention', place: 'middle', pages: 0, at});
		}

		default: {
			return jumpTo(state, to.room, to.seq, at);
		}
	}
}

/** The same for one message of any conversation. */
export function jumpTo(state: State, room: RoomName, seq: Seq, at: number): Update {
	if (!isOpen(state, room) && (!isDirect(room) || !mayEnter(state, room))) {
		return [tell(state, findings.notInRoom(room), at, 'error')];
	}

	return begin({...state, current: room}, room, {
		seq,
		place: 'middle',
		pages: 0,
		at,
		marks: true,
	});
}

const begin = (state: State, room: RoomName, sought: Sought): Update =>
	seek(
		inRoom(state, room, conversation => ({...conversation, sought})),
		room,
	);

/** Goes there if it is here already, and asks for the next page if not. Called again with every page. */
export function seek(state: State, room: RoomName): Update {
	const conversation = state.conversations.find(other => other.room === room);
	const sought = conversation?.sought;
	if (!sought) {
		return [state];
	}

	const found = look(state, conversation, sought);
	if (found) {
		return [inOpenRoom(state, room, before => arrive(before, sought, found))];
	}

	const why = whyNot(state, conversation, sought);
	if (why !== undefined) {
		const stopped = inOpenRoom(state, room, before => ({...before, sought: undefined}));
		return [why === '' ? stopped : tell(stopped, why, sought.at)];
	}

	const {pages} = sought;
	const going = inOpenRoom(state, room, before => ({
		...before,
		sought: {...sought, pages: pages + 1},
	}));
	return fetchOlder(going, room, limits.pageEntries);
}

function look(state: State, conversation: Conversation, {seq}: Sought): Said | undefined {
	const {timeline, hasOlder, selected, marked = Infinity} = conversation;
	const from = typeof selected === 'number' ? selected : marked;
	if (seq === 'mention') {
		return itemsOf(timeline).findLast(
			(item): item is Said =>
				item.type === 'said' && item.key < from && concerns(item.entry, conversation, state),
		);
	}

	const isHere = !hasOlder || firstSeq(conversation) <= seq;
	return isHere ? nearest(itemsOf(timeline), seq) : undefined;
}

const firstSeq = (conversation: Conversation): number => oldestKnown(conversation) ?? Infinity;

// What is gone is represented by the next one after it.
function nearest(items: readonly Item[], seq: Seq): Said | undefined {
	const said = items.filter(item => item.type === 'said');
	return said.find(({entry}) => entry.seq >= seq) ?? said.at(-1);
}

/** Why looking further back is of no use, in words if there is something to say. */
function whyNot(state: State, conversation: Conversation, sought: Sought): string | undefined {
	const {hasOlder, readUpTo = Infinity} = conversation;
	if (sought.seq === 'mention' && (!hasOlder || firstSeq(conversation) <= readUpTo)) {
		return findings.noEarlierMention;
	}

	if (!hasOlder) {
		return '';
	}

	if (state.link.type !== 'online') {
		return notices.notConnected;
	}

	return sought.pages >= mostPages ? findings.tooFarBack : undefined;
}

const arrive = (
	conversation: Conversation,
	{place, seq, marks = seq === 'mention'}: Sought,
	{key}: Said,
): Conversation => ({
	...conversation,
	sought: undefined,
	anchor: {key, below: 0, place},
	...(marks && {marked: key, selected: undefined}),
});
