import {cleanLine} from '../../protocol/body.ts';
import type {Entry} from '../../protocol/entry.ts';
import {isDirect} from '../../protocol/ids.ts';
import {notification} from '../words/notices.ts';
import type {Update} from './action.ts';
import {isMuted} from './preferences.ts';
import type {State} from './state.ts';
import {isOwn} from './own.ts';
import {concerns, isNews, isWatched} from './unread.ts';

/** Longer ones are cut: a notification is read at a glance. */
export const longestCall = 100;
/** Milliseconds between two calls. */
const calmFor = 3000;

/** Calls whoever is not looking, if what was just heard is worth it. `before` is the state that had not heard it. */
export function callFor(before: State, after: State, entry: Entry, at: number): Update {
	return isWorthACall(before, after, entry, at)
		? [
				{...after, calledAt: at},
				{type: 'call', text: describe(entry)},
			]
		: [after];
}

function isWorthACall(before: State, state: State, entry: Entry, at: number): boolean {
	const {preferences, hasFocus, calledAt} = state;
	const conversation = state.conversations.find(({room}) => room === entry.room);
	if (!conversation || hasFocus === true || isWatched(state, conversation)) {
		return false;
	}

	const {notify} = preferences;
	if (notify === 'off' || isMuted(preferences, entry.room)) {
		return false;
	}

	const isOthers = isNews(entry) && !isOwn(entry, state);
	const isWanted = notify === 'all' ? isOthers : concerns(entry, conversation, state);
	// A clock that was set back must not keep us silent.
	const isCalm = calledAt === undefined || Math.abs(at - calledAt) >= calmFor;
	return isWanted && isCalm && !isHeard(before, entry) && isHeard(state, entry);
}

const isHeard = ({conversations}: State, {room, seq}: Entry): boolean =>
	seq <= (conversations.find(held => held.room === room)?.lastSeq ?? -1);

function describe({author, room, kind, text}: Entry): string {
	const where = isDirect(room) ? undefined : room;
	const isAction = kind === 'action' || kind === 'moderation';
	const said = notification({author, room: where, text, isAction});
	const characters = Array.from(cleanLine(said));
	return characters.length > longestCall
		? `${characters.slice(0, longestCall - 1).join('')}…`
		: characters.join('');
}
