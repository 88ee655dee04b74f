import type {RoomName} from '../../protocol/ids.ts';
import {currentConversation, type State} from './state.ts';

/** What the title of the window tells: how much is unread anywhere, and which room is on screen. */
export function titleOf(state: State): {readonly unread: number; readonly room: RoomName | ''} {
	const unread = state.conversations.reduce((sum, conversation) => sum + conversation.unread, 0);
	return {unread, room: state.screen === 'room' ? currentConversation(state).room : ''};
}
