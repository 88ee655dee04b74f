import type {Person} from '../../protocol/entry.ts';
import {directWith, type Nick, type RoomName, type Tag} from '../../protocol/ids.ts';
import type {ServerFrameOf} from '../../protocol/server-frame.ts';
import {notices} from '../words/notices.ts';
import {inEveryRoom, tell} from './change.ts';
import {named as called} from './own.ts';
import type {State} from './state.ts';
import {tellUnlike} from './unlike.ts';

/** Someone, perhaps ourselves, goes by another name. */
export function rename(
	state: State,
	{from, to, unlike}: ServerFrameOf<'renamed'>,
	at: number,
): State {
	if (from === to) {
		return state;
	}

	const isMe = from === state.nick;
	const named = (nick: Nick): Nick => (nick === from ? to : nick);
	const everywhere = inEveryRoom(state, conversation => ({
		...conversation,
		people: conversation.people.map(person =>
			person.nick === from ? renamed(person, to, unlike) : person,
		),
		speakers: [...new Set(conversation.speakers.map(named))],
	}));
	const moved = moveDirect(everywhere, directWith(from), directWith(to));
	const next = isMe ? {...moved, nick: to, names: called(state, to)} : moved;
	const told = tell(next, isMe ? notices.youAreNow(to) : notices.isNow(from, to), at);
	const person = told.conversations.flatMap(({people}) => people).find(({nick}) => nick === to);
	return person ? tellUnlike(told, person, at) : told;
}

// What was true of the name before is not of this one.
function renamed(person: Person, nick: Nick, unlike: Tag | undefined): Person {
	const {unlike: _, ...same} = person;
	return {...same, nick, ...(unlike !== undefined && {unlike})};
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
