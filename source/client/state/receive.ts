import type {Entry} from '../../protocol/entry.ts';
import {isDirect, type RoomName, type Seq} from '../../protocol/ids.ts';
import type {ServerFrame, ServerFrameOf} from '../../protocol/server-frame.ts';
import {notices} from '../words/notices.ts';
import type {Update} from './action.ts';
import {describePeople, describeRooms} from './answers.ts';
import {noteAway} from './away.ts';
import {bounded, isOpen, mayEnter, mayHear, turnAway} from './bounds.ts';
import {callFor} from './call.ts';
import {inEveryRoom, inOpenRoom, inRoom, tell} from './change.ts';
import {
	type Conversation,
	follows,
	hear,
	hearOlder,
	mostPeople,
	newConversation,
	note,
} from './conversation.ts';
import {enter} from './enter.ts';
import {isFamiliar} from './familiar.ts';
import {answerOrder} from './orders.ts';
import {receiveFound} from './find.ts';
import {seek} from './jump.ts';
import {withoutIgnored} from './preferences.ts';
import {moveDirect, rename} from './rename.ts';
import {readElsewhere, rememberRead} from './read-elsewhere.ts';
import {putOut, refuse} from './refused.ts';
import {comeBackInto} from './returning.ts';
import type {State} from './state.ts';
import {heedTyping} from './typing.ts';
import {count, countFrom} from './unread.ts';
import {tellUnlike} from './unlike.ts';
import {alter, settle, settleHeard} from './submit.ts';

/** What a frame from the server changes. Pure; `at` is when it came. Whatever it says, what we hold has bounds. */
export function receive(state: State, frame: ServerFrame, at: number): Update {
	const heard = withoutIgnored(state.preferences, frame);
	const [next, ...effects] = heed(state, heard, at);
	const [called, ...calls] = heard.type === 'entry' ? callFor(state, next, heard, at) : [next];
	return [called === state ? state : bounded(called), ...effects, ...calls];
}

function heed(state: State, frame: ServerFrame, at: number): Update {
	switch (frame.type) {
		case 'entry': {
			return receiveEntry(state, frame, at);
		}

		case 'ack': {
			return frame.altered ? alter(state, frame.id) : settle(state, frame.id);
		}

		case 'welcome': {
			return enter(state, frame, at);
		}

		case 'room': {
			const {room, read, entries} = frame;
			const opened = openRoom(rememberRead(state, room, read), frame);
			return mayEnter(state, room)
				? settleHeard(comeBackInto(readElsewhere(opened, room, read), room, at), entries)
				: [state];
		}

		case 'caught-up': {
			return [caughtUp(state, frame.seq)];
		}

		case 'refused': {
			return refuse(state, frame, at);
		}

		case 'joined': {
			const {room, person} = frame;
			return [tellUnlike(change(state, room, {came: person}, at), person, at)];
		}

		case 'left': {
			return [change(state, frame.room, {went: frame.nick}, at)];
		}

		case 'renamed': {
			return [rename(state, frame, at)];
		}

		case 'people': {
			return [tell(state, describePeople(frame), at)];
		}

		case 'rooms': {
			return [tell(state, describeRooms(frame), at)];
		}

		case 'found': {
			return [receiveFound(state, frame, at)];
		}

		case 'page': {
			const {room, entries, more} = frame;
			// One that nobody asked for could go on for ever.
			const add = (held: Conversation): Conversation =>
				held.isFetching ? hearOlder(held, entries, more) : held;
			return seek(inOpenRoom(state, room, add), room);
		}

		case 'parted': {
			const {room, why} = frame;
			const parted = part(state, room);
			return [why === undefined ? parted : tell(parted, notices.notIn({why, room}), at, 'error')];
		}

		case 'invited': {
			return [tell(state, notices.invitesYou(frame), at)];
		}

		case 'told': {
			return [receiveTold(state, frame, at)];
		}

		case 'bye': {
			const said = tell(state, frame.why, at);
			return [frame.isFinal ? putOut(said, frame.why) : said];
		}

		case 'away': {
			return [noteAway(state, frame)];
		}

		case 'read': {
			return [readElsewhere(state, frame.room, frame.seq)];
		}

		case 'typing': {
			return [heedTyping(state, frame, at)];
		}

		// The connection answers these by itself.
		case 'challenge':
		case 'ping':
		case 'pong': {
			return [state];
		}
	}
}

const heardUpTo = (state: State, seq: Seq): State =>
	state.log && seq > state.log.seq ? {...state, log: {...state.log, seq}} : state;

function caughtUp(before: State, seq: Seq): State {
	const state = inEveryRoom(before, held =>
		held.leftAt === undefined ? held : {...held, leftAt: undefined},
	);
	return state.logId === undefined || state.log
		? heardUpTo(state, seq)
		: {...state, log: {id: state.logId, seq}};
}

function receiveEntry(before: State, entry: Entry, at: number): Update {
	if (!mayHear(before, entry.room)) {
		return settleHeard(turnAway(heardUpTo(before, entry.seq), entry.room, at), [entry]);
	}

	// Nobody who is ignored opens a conversation.
	if (entry.kind === 'unknown' && !isOpen(before, entry.room)) {
		return settleHeard(heardUpTo(before, entry.seq), [entry]);
	}

	const echoed = followEcho(before, entry);
	const conversation = echoed.conversations.find(({room}) => room === entry.room);
	const isGap = conversation !== undefined && !follows(conversation, entry);
	if (isGap && conversation.gapAt !== conversation.lastSeq) {
		return [goBack(echoed, conversation), {type: 'reconnect'}];
	}

	// Asked again, the server still does not have it: going on beats asking for ever.
	const state = isGap ? tell(echoed, notices.somethingMissing, at) : echoed;
	const {nextKey} = state;
	const heard = inRoom(state, entry.room, before => {
		const after = hear(before, entry, nextKey);
		return after === before ? before : count(state, after, entry);
	});
	return settleHeard({...heardUpTo(heard, entry.seq), nextKey: nextKey + 1}, [entry]);
}

// From where this room was last whole; what other rooms heard since then comes again and changes nothing.
function goBack(state: State, {room, lastSeq}: Conversation): State {
	const {log} = state;
	const noted = inRoom(state, room, conversation => ({...conversation, gapAt: lastSeq}));
	return log && lastSeq !== undefined && lastSeq < log.seq
		? {...noted, log: {...log, seq: lastSeq}}
		: noted;
}

// A name can be spelled in several ways: our own words tell by which one the server knows the other side.
function followEcho(state: State, {id, room}: Entry): State {
	const said = state.pending.find(message => message.id === id);
	return said && said.room !== room && isDirect(said.room) && isDirect(room)
		? moveDirect(state, said.room, room)
		: state;
}

function receiveTold(before: State, frame: ServerFrameOf<'told'>, at: number): State {
	const {text, operator: isOperator = before.isOperator} = frame;
	const state = {...before, isOperator};
	const answered = answerOrder(state, frame, at);
	return answered ?? (text === undefined ? state : tell(state, text, at));
}

function openRoom(state: State, frame: ServerFrameOf<'room'>): State {
	const {room, topic = '', count: all = frame.people.length, visitors, entries, more, tag} = frame;
	const people = frame.people.slice(0, mostPeople);
	const unlisted = Math.max(0, all - people.length);
	let {nextKey} = state;
	const opened = inRoom(state, room, held => {
		const [first] = entries;
		const isTorn = first !== undefined && !follows(held, first);
		// A hole that nothing would ever fill is worse than a shorter history, which grows when one scrolls up.
		const before = isTorn ? {...newConversation(room), editor: held.editor, aim: held.aim} : held;
		const isFirst = before.lastSeq === undefined;
		const hasOlder = isFirst ? more : before.hasOlder;
		const known = {...before, people, unlisted, visitors, topic, hasOlder};
		const take = (conversation: Conversation, entry: Entry): Conversation => {
			const after = hear(conversation, entry, nextKey++);
			return after === conversation || isFirst ? after : count(state, after, entry);
		};
		const taken = entries.reduce(take, known);
		return isFirst ? countFrom(state, taken) : taken;
	});
	// A room that was asked for by hand comes to the front.
	return {...opened, nextKey, current: tag === 'join' ? room : state.current};
}

function change(state: State, room: RoomName, what: Parameters<typeof note>[1], at: number): State {
	const {nextKey: key} = state;
	const changed = inOpenRoom(state, room, conversation => {
		const nick = 'came' in what ? what.came.nick : what.went;
		return note(conversation, what, {key, at, isStranger: !isFamiliar(state, conversation, nick)});
	});
	return {...changed, nextKey: key + 1};
}

function part(state: State, room: RoomName): State {
	const conversations = state.conversations.filter(conversation => conversation.room !== room);
	const isCurrent = state.current === room;
	const next = conversations.findLast(conversation => !isDirect(conversation.room));
	return next ? {...state, conversations, current: isCurrent ? next.room : state.current} : state;
}
