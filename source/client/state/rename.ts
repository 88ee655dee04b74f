import {directWith, type Nick, type RoomName} from '../../protocol/ids.ts';
import {notices} from '../words/notices.ts';
import {inEveryRoom, tell} from './change.ts';
import {named as called} from './own.ts';
import type {State} from './state.ts';

/** Someone, perhaps ourselves, goes by another name. */
export function rename(state: State, from: Nick, to: Nick, at: number): State {
	if (from === to) {
		return state;
	}

	const isMe = from === state.nick;
	const named = (nick: Nick): Nick => (nick === from ? to : nick);
	const renamed = inEveryRoom(state, conversation => ({
		...conversation,
		people: conversation.people.map(person => ({...person, nick: named(person.nick)})),
		speakers: [...new Set(conversation.speakers.map(named))],
	}));
	const moved = moveDirect(renamed, directWith(from), directWith(to));
	const next = isMe ? {...moved, nick: to, names: called(state, to)} : moved;
	return tell(next, isMe ? notices.youAreNow(to) : notices.isNow(from, to), at);
}

/** What was a conversation under one name goes on under another, with what is on its way there. */
export function moveDirect(state: State, from: RoomName, to: RoomName): State {
	const {conversations, current, pending} = state;
	if (!conversations.some(({room}) => room === from)) {
		return state;
	}

	const isNew = !conversations.some(({room}) => room === to);
	return {
		...state,
		conversations: isNew
			? conversations.map(other => (other.room === from ? {...other, room: to} : other))
			: conversations.filter(({room, timeline}) => room !== from || timeline.length > 0),
		current: current === from ? to : current,
		pending: pending.map(message => (message.room === from ? {...message, room: to} : message)),
	};
}
