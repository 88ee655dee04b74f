import {isDirect} from '../../protocol/ids.ts';
import type {Effect} from './action.ts';
import type {State} from './state.ts';

/** Asks the server to be let in under that name, into all rooms that one is in. */
export function hello(
	{conversations, log, returning}: State,
	nick: NonNullable<State['nick']>,
): Effect {
	return {
		type: 'hello',
		nick,
		// One room that refuses would be a no to all: those that have not answered yet are asked for one by one.
		rooms: conversations
			.map(({room}) => room)
			.filter(room => !isDirect(room) && !returning?.unanswered.includes(room)),
		resume: log && {log: log.id, seq: log.seq},
	};
}
