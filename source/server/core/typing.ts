import type {RoomName} from '../../protocol/ids.ts';
import type {Member} from './member.ts';

export const typingStates = ['active', 'paused', 'done'] as const;
export type TypingState = (typeof typingStates)[number];

/** IRCv3 typing, «no more than once every 3 seconds». */
const restBetween = 3000;
/** Conversations of one member whose signs are remembered. */
const mostRooms = 64;

type Passed = {readonly at: number; readonly state: TypingState};

/** How a passing sign says whether somebody writes, if that is what it says. */
export function typingIn(tags: readonly (readonly [string, string])[]): TypingState | undefined {
	const value = tags.find(([key]) => key === '+typing')?.[1];
	return typingStates.find(state => state === value);
}

/** Lets through how somebody writes no more often than others need to know. */
export class TypingPace {
	readonly #passed = new WeakMap<Member, Map<RoomName, Passed>>();

	/** Whether that sign is to be passed on, now, in milliseconds. That somebody has stopped is always news after something else, so it does not wait. */
	passes(member: Member, room: RoomName, state: TypingState, now: number): boolean {
		const rooms = this.#passed.get(member) ?? new Map<RoomName, Passed>();
		const last = rooms.get(room);
		const isEnd = state === 'done' && last?.state !== 'done';
		// A clock that was set back must not silence anyone.
		const isEarly = last !== undefined && Math.abs(now - last.at) < restBetween;
		if (isEarly && !isEnd) {
			return false;
		}

		rooms.delete(room);
		// An end counts from what it ended: two signs in three seconds are the most.
		rooms.set(room, {at: isEarly ? last.at : now, state});
		if (rooms.size > mostRooms) {
			rooms.delete(rooms.keys().next().value!);
		}

		this.#passed.set(member, rooms);
		return true;
	}
}
