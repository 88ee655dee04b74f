import type {RoomName} from '../../protocol/ids.ts';
import {type Conversation, newConversation, notice} from './conversation.ts';
import {currentConversation, type FieldName, type State} from './state.ts';
import {newest} from './timeline.ts';

/** Changes one conversation, opening it first if there is none of that name. */
export function inRoom(
	state: State,
	room: RoomName,
	change: (conversation: Conversation) => Conversation,
): State {
	const {conversations} = state;
	const index = conversations.findIndex(conversation => conversation.room === room);
	if (index < 0) {
		return {...state, conversations: [...conversations, change(newConversation(room))]};
	}

	const before = conversations[index]!;
	const after = change(before);
	return after === before ? state : {...state, conversations: conversations.with(index, after)};
}

/** The same for what must not open a conversation that has been left. */
export const inOpenRoom = (
	state: State,
	room: RoomName,
	change: (conversation: Conversation) => Conversation,
): State =>
	state.conversations.some(conversation => conversation.room === room)
		? inRoom(state, room, change)
		: state;

export const inEveryRoom = (
	state: State,
	change: (conversation: Conversation) => Conversation,
): State => ({...state, conversations: state.conversations.map(change)});

/** Tells the one in front of the screen something, in the conversation that is on it. */
export const tell = (
	state: State,
	text: string,
	at: number,
	tone: 'info' | 'error' = 'info',
): State => tellIn(state, currentConversation(state).room, text, {at, tone});

/** The same in another conversation, if that is still open. */
export function tellIn(
	state: State,
	wanted: RoomName,
	text: string,
	{at, tone = 'info'}: {readonly at: number; readonly tone?: 'info' | 'error'},
): State {
	const isOpen = state.conversations.some(({room}) => room === wanted);
	const room = isOpen ? wanted : currentConversation(state).room;
	const told = inRoom(state, room, conversation =>
		notice(conversation, text, {key: state.nextKey, at, tone}),
	);
	return {...told, nextKey: state.nextKey + 1};
}

/** The same, unless it was the last thing that was said here. */
export function tellOnce(state: State, text: string, at: number): State {
	const last = newest(currentConversation(state).timeline);
	return last?.type === 'notice' && last.text === text ? state : tell(state, text, at, 'error');
}

/** Says in the connection prompt what is wrong, and puts the cursor where it is. */
export const complain = (state: State, field: FieldName, text: string): State => ({
	...state,
	connect: {...state.connect, focus: field, problem: {field, text}},
});

/** No page of older entries is on its way any more, and no answer to a search. */
export function settleFetches(state: State): State {
	const settled = inEveryRoom(state, conversation =>
		conversation.isFetching || conversation.sought
			? {...conversation, isFetching: false, sought: undefined}
			: conversation,
	);
	const {found} = settled;
	return found?.isFetching ? {...settled, found: {...found, isFetching: false}} : settled;
}
