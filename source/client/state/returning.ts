import {isDirect, type RoomName} from '../../protocol/ids.ts';
import {limits} from '../../protocol/limits.ts';
import {notices} from '../words/notices.ts';
import type {Effect, Update} from './action.ts';
import {tell} from './change.ts';
import {type Conversation, newConversation} from './conversation.ts';
import {fetchOlder} from './older.ts';
import {currentConversation, type State} from './state.ts';

/** The conversations that somebody was in, in their order, and the one that was on screen. */
export type KeptRooms = {readonly rooms: readonly RoomName[]; readonly current: RoomName};

/** Rooms that one comes back into at the start, until the server has answered for each. */
export type Returning = {
	/** What is answered bears a number: the place of the room here. */
	readonly asked: readonly RoomName[];
	readonly unanswered: readonly RoomName[];
	readonly refused: readonly {readonly room: RoomName; readonly why: string}[];
};

/** What the next run is to come back into. */
export const roomsToKeep = ({conversations, current}: State): KeptRooms => ({
	rooms: conversations
		.filter(hasBegun)
		.slice(0, limits.roomsPerMember)
		.map(({room}) => room),
	current,
});

// A direct conversation in which nothing was said is none.
const hasBegun = ({room, timeline, isFetching}: Conversation): boolean =>
	!isDirect(room) || timeline.length > 0 || isFetching;

/** Opens what an earlier run was in, before the server has let us in. */
export function recall(state: State, {rooms, current}: KeptRooms): State {
	const open = new Map(state.conversations.map(conversation => [conversation.room, conversation]));
	const others = state.conversations.filter(({room}) => !rooms.includes(room));
	const asked = rooms.filter(room => !isDirect(room) && !open.has(room));
	const isWriting = currentConversation(state).editor.text !== '';
	return {
		...state,
		conversations: [...rooms.map(room => open.get(room) ?? newConversation(room)), ...others],
		current: rooms.includes(current) && !isWriting ? current : state.current,
		returning: {asked, unanswered: asked, refused: []},
	};
}

const tagPrefix = 'back ';

/** Asks to be let into the rooms again, and for what was said last to this person alone. */
export function comeIn(state: State): Update {
	const {returning} = state;
	if (!returning) {
		return [state];
	}

	const joins = returning.unanswered.map((room): Effect => {
		const tag = tagPrefix + String(returning.asked.indexOf(room));
		return {type: 'send', frame: {type: 'join', room, tag}};
	});
	const empty = state.conversations.filter(
		({room, timeline}) => isDirect(room) && timeline.length === 0,
	);
	const [asking, ...questions] = empty.reduce<Update>(
		([before, ...effects], {room}) => {
			const [after, ...more] = fetchOlder(before, room);
			return [after, ...effects, ...more];
		},
		[state],
	);
	return [done(asking, 0), ...joins, ...questions];
}

/** A room has let us in. */
export function comeBackInto(state: State, room: RoomName, at: number): State {
	const {returning} = state;
	return returning?.unanswered.includes(room) ? answered(state, returning, room, at) : state;
}

/** A room has not; undefined when the refusal is about something else. */
export function turnedAway(
	state: State,
	{tag, why}: {readonly tag: string | undefined; readonly why: string},
	at: number,
): State | undefined {
	const {returning} = state;
	const room = tag?.startsWith(tagPrefix)
		? returning?.asked[Number(tag.slice(tagPrefix.length))]
		: undefined;
	return returning && room && returning.unanswered.includes(room)
		? answered(
				without(state, room),
				{...returning, refused: [...returning.refused, {room, why}]},
				room,
				at,
			)
		: undefined;
}

function answered(state: State, returning: Returning, room: RoomName, at: number): State {
	const unanswered = returning.unanswered.filter(other => other !== room);
	return done({...state, returning: {...returning, unanswered}}, at);
}

// One notice for all, when all have answered.
function done(state: State, at: number): State {
	const {returning} = state;
	if (!returning || returning.unanswered.length > 0) {
		return state;
	}

	const {refused} = returning;
	const settled = {...state, returning: undefined};
	return refused.length === 0 ? settled : tell(settled, notices.notBackIn(refused), at);
}

function without(state: State, room: RoomName): State {
	const conversations = state.conversations.filter(other => other.room !== room);
	const next = conversations.find(other => !isDirect(other.room)) ?? conversations[0];
	return next
		? {...state, conversations, current: state.current === room ? next.room : state.current}
		: state;
}
