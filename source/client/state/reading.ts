import type {Action, Update} from './action.ts';
import {inRoom} from './change.ts';
import {fetchOlder} from './older.ts';
import {show} from './run-command.ts';
import {currentConversation, type State} from './state.ts';
import {seen} from './unread.ts';

/** One goes up or down in what was said; at the bottom all of it has been seen. */
export function scroll(
	state: State,
	{anchor, nearTop}: Extract<Action, {type: 'scrolled'}>,
): Update {
	const {room} = currentConversation(state);
	const scrolled = inRoom(state, room, before => {
		const conversation = {...before, anchor, sought: undefined};
		return anchor ? conversation : seen(conversation);
	});
	return nearTop ? fetchOlder(scrolled) : [scrolled];
}

/** Who speaks wants to see what is said. */
export const followNewest = (state: State): State =>
	inRoom(state, currentConversation(state).room, conversation =>
		seen({...conversation, anchor: undefined, sought: undefined}),
	);

/** Who says something here has read what others said. */
export const readAll = (state: State): State =>
	inRoom(state, currentConversation(state).room, conversation => ({
		...seen(conversation),
		readUpTo: undefined,
	}));

/** Another conversation comes to the front. */
export function switchTo(state: State, to: Extract<Action, {type: 'switched'}>['to']): State {
	const {conversations, current} = state;
	const count = conversations.length;
	const index = conversations.findIndex(({room}) => room === current);
	switch (to) {
		case 'next': {
			return show(state, conversations[(index + 1) % count]!.room);
		}

		case 'previous': {
			return show(state, conversations[(index + count - 1) % count]!.room);
		}

		case 'news': {
			const others = [...conversations.slice(index + 1), ...conversations.slice(0, index)];
			const next =
				others.find(({mentions}) => mentions > 0) ?? others.find(({unread}) => unread > 0);
			return next ? show(state, next.room) : state;
		}

		default: {
			const conversation = conversations[to];
			return conversation ? show(state, conversation.room) : state;
		}
	}
}
