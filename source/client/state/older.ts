import type {RoomName} from '../../protocol/ids.ts';
import {limits} from '../../protocol/limits.ts';
import type {Update} from './action.ts';
import {inRoom} from './change.ts';
import {oldestKnown} from './conversation.ts';
import type {State} from './state.ts';

/** Asks for older entries of a conversation, if there are any and they are not on their way. */
export function fetchOlder(
	state: State,
	room: RoomName = state.current,
	limit: number = limits.backlogEntries,
): Update {
	const conversation = state.conversations.find(other => other.room === room);
	if (!conversation?.hasOlder || conversation.isFetching || state.link.type !== 'online') {
		return [state];
	}

	const before = oldestKnown(conversation);
	const next = inRoom(state, room, asking => ({...asking, isFetching: true}));
	const mark = before === undefined ? {} : {before};
	const frame = {type: 'history', room, ...mark, limit} as const;
	return [next, {type: 'send', frame}];
}
