import {isDirect, type LogId} from '../../protocol/ids.ts';
import {failures} from '../words/messages.ts';
import type {Effect, Update} from './action.ts';
import {newConversation} from './conversation.ts';
import type {Pending, State} from './state.ts';

/** What was said in a run that ended before the server had it. */
export type Kept = Omit<Pending, 'isSent'>;

/** Earlier words come before those of this run, in the order in which they were said. */
export function recover(state: State, messages: readonly Kept[]): State {
	const known = new Set(state.pending.map(({id}) => id));
	const news = messages.filter(({id}) => !known.has(id));
	return news.length === 0
		? state
		: {...state, pending: [...news.map(kept => ({...kept, isSent: false})), ...state.pending]};
}

/** What was said before any history was known belongs to this one; what was said in another is not told to people who were not meant. */
export const sortOut = (state: State, log: LogId): State => ({
	...state,
	pending: state.pending.map(message => belonging(message, log)),
});

function belonging(message: Pending, log: LogId): Pending {
	if (message.log === undefined) {
		return {...message, log};
	}

	if (message.log !== log) {
		return message.failed === undefined ? {...message, failed: failures.anotherHistory} : message;
	}

	return message.failed === failures.anotherHistory ? {...message, failed: undefined} : message;
}

/** Whatever waits is shown where it was said, and to speak in a room one has to be there. */
export function enterItsRooms(state: State): Update {
	const open = new Set(state.conversations.map(({room}) => room));
	const missing = [...new Set(state.pending.map(({room}) => room))].filter(room => !open.has(room));
	if (missing.length === 0) {
		return [state];
	}

	const conversations = [...state.conversations, ...missing.map(newConversation)];
	const joins = missing
		.filter(room => !isDirect(room))
		.map((room): Effect => ({type: 'send', frame: {type: 'join', room}}));
	return [{...state, conversations}, ...joins];
}
