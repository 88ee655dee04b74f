import {directWith, isDirect, type Nick, type RoomName} from '../../protocol/ids.ts';
import type {ServerFrameOf} from '../../protocol/server-frame.ts';
import {absence} from '../words/preferences.ts';
import type {Effect, Update} from './action.ts';
import {inEveryRoom, inRoom, tell} from './change.ts';
import {notice} from './conversation.ts';
import type {State} from './state.ts';

/** Whoever sits here does not answer for a while. */
export function goAway(state: State, why: string, at: number): Update {
	const away = {why: why === '' ? absence.withoutReason : why, byItself: false};
	return [tell({...state, away}, absence.begins(why), at), ...say({...state, away})];
}

export function comeBack(state: State, at: number): Update {
	const back = {...state, away: undefined};
	return state.away
		? [tell(back, absence.ends, at), ...say(back)]
		: [tell(state, absence.never, at)];
}

/** No key for long, or one after that. What somebody said about being away stays. */
export function idle(state: State, isIdle: boolean): Update {
	if (isIdle) {
		const gone = {...state, away: {why: absence.idle, byItself: true}};
		return state.away || state.screen !== 'room' ? [state] : [gone, ...say(gone)];
	}

	const back = {...state, away: undefined};
	return state.away?.byItself ? [back, ...say(back)] : [state];
}

/** A new connection knows nothing of it. */
export const awayAgain = (state: State): readonly Effect[] => (state.away ? say(state) : []);

function say({away, link}: State): readonly Effect[] {
	return link.type === 'online'
		? [{type: 'send', frame: {type: 'away', ...(away && {why: away.why})}}]
		: [];
}

/** Somebody, perhaps ourselves, went away or came back. */
export function noteAway(state: State, {nick, why}: ServerFrameOf<'away'>): State {
	const noted = inEveryRoom(state, conversation =>
		conversation.people.some(person => person.nick === nick)
			? {
					...conversation,
					people: conversation.people.map(person => {
						const {away: _, ...present} = person;
						return person.nick === nick
							? {...present, ...(why !== undefined && {away: why})}
							: person;
					}),
				}
			: conversation,
	);
	return {...noted, toldAway: state.toldAway.filter(other => other !== nick)};
}

/** Says once that the one who is spoken to alone does not answer. */
export function tellAway(state: State, room: RoomName, at: number): State {
	const person = state.conversations
		.flatMap(({people}) => people)
		.find(({nick, away}) => away !== undefined && isSame(directWith(nick), room));
	if (!isDirect(room) || !person || state.toldAway.includes(person.nick)) {
		return state;
	}

	const {nick, away = ''} = person;
	const why = away === absence.withoutReason ? '' : away;
	const toldAway: readonly Nick[] = [...state.toldAway, nick].slice(-100);
	const told = inRoom(state, room, conversation =>
		notice(conversation, absence.ofOther(nick, why), {key: state.nextKey, at}),
	);
	return {...told, toldAway, nextKey: state.nextKey + 1};
}

const isSame = (one: RoomName, other: RoomName): boolean =>
	one.toLowerCase() === other.toLowerCase();
