import {isDirect, type RoomName} from '../../protocol/ids.ts';
import {notices} from '../words/notices.ts';
import {tellOnce} from './change.ts';
import type {State} from './state.ts';
import {newerHalf} from './timeline.ts';

// What a server can make us hold, whatever it says.
const mostConversations = 300;
/** Of all timelines together, in characters or so. */
const mostWeight = 50_000_000;

export const isOpen = ({conversations}: State, room: RoomName): boolean =>
	conversations.some(conversation => conversation.room === room);

const hasSpace = ({conversations}: State): boolean => conversations.length < mostConversations;

/** Whether a room that the server says we are in may have a conversation. */
export const mayEnter = (state: State, room: RoomName): boolean =>
	isOpen(state, room) || hasSpace(state);

/** Whether what is said there is shown: in rooms that one is in, and by anyone to us alone. */
export const mayHear = (state: State, room: RoomName): boolean =>
	isOpen(state, room) || (isDirect(room) && hasSpace(state));

/** Says so when somebody speaks to us alone and there is no space left. */
export const turnAway = (state: State, room: RoomName, at: number): State =>
	isDirect(room) ? tellOnce(state, notices.tooManyTalks, at) : state;

/** Gives up the older half of the longest conversation when all are too long: it can be fetched again. */
export function bounded(state: State): State {
	const weights = state.conversations.map(
		({timeline, amendments}) => timeline.weight + amendments.weight,
	);
	if (weights.reduce((sum, weight) => sum + weight, 0) <= mostWeight) {
		return state;
	}

	const heaviest = weights.indexOf(Math.max(...weights));
	const conversation = state.conversations[heaviest]!;
	const timeline = newerHalf(conversation.timeline);
	return {
		...state,
		conversations: state.conversations.with(heaviest, {
			...conversation,
			timeline,
			amendments: newerHalf(conversation.amendments),
			oldestSeq: undefined,
			hasOlder: true,
		}),
	};
}
