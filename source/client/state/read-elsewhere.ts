import {noSeq, type RoomName, type Seq} from '../../protocol/ids.ts';
import {inOpenRoom} from './change.ts';
import type {Conversation} from './conversation.ts';
import type {State} from './state.ts';
import {concerns, newsAfter} from './unread.ts';

// What a server can make us hold.
const mostRooms = 1000;

/** The server knows up to where one has read there, perhaps on another device: of the two places the later one counts. */
export function rememberRead(state: State, room: RoomName, seq: Seq = noSeq): State {
	const {seenBefore} = state;
	const before = seenBefore[room];
	const isNews = seq > (before ?? noSeq);
	const hasSpace = before !== undefined || Object.keys(seenBefore).length < mostRooms;
	return isNews && hasSpace ? {...state, seenBefore: {...seenBefore, [room]: seq}} : state;
}

/** The same for what is here already: what was read there is not unread here, and the line stands behind it. */
export function readElsewhere(state: State, room: RoomName, seq: Seq = noSeq): State {
	const known = rememberRead(state, room, seq);
	return inOpenRoom(known, room, conversation => without(known, conversation, seq));
}

function without(state: State, conversation: Conversation, seq: Seq): Conversation {
	if (seq <= (conversation.seenUpTo ?? noSeq)) {
		return conversation;
	}

	const left = newsAfter(state, conversation, seq);
	const concerning = left.filter(entry => concerns(entry, conversation, state));
	const unread = Math.min(conversation.unread, left.length);
	const line = Math.max(conversation.readUpTo ?? noSeq, seq) as Seq;
	return {
		...conversation,
		unread,
		mentions: Math.min(conversation.mentions, concerning.length),
		readUpTo: unread > 0 ? line : undefined,
		seenUpTo: seq,
	};
}
