import type {ClientFrameOf} from '../protocol/client-frame.ts';
import {noSeq, type RoomName, type Seq} from '../protocol/ids.ts';
import type {ServerFrame} from '../protocol/server-frame.ts';
import type {Conversation} from './state/conversation.ts';
import type {Store} from './state/store.ts';

/** In milliseconds: of one room no more than one place in so long, but for the last one. */
const restBetween = 2000;

/** Tells the server up to where one has read, so that one's other devices know. */
export type ReadingTold = {
	/** Before the state hears of it: what the server knows need not be told. */
	heard(frame: ServerFrame): void;
	/** Whatever has not been told yet, now. */
	flush(): void;
};

export function tellReading(
	{getState, subscribe}: Store,
	send: (frame: ClientFrameOf<'read'>) => void,
): ReadingTold {
	/** What the server knows. */
	const told = new Map<RoomName, Seq>();
	/** Rooms of which something was told just now. */
	const resting = new Map<RoomName, NodeJS.Timeout>();
	let isLive = false;
	let {conversations, current} = getState();

	const tell = ({room, seenUpTo = noSeq}: Conversation, isLast = false): void => {
		const isNews = seenUpTo > (told.get(room) ?? noSeq);
		// Before the last word there is time for this.
		const isHeard = ['online', 'closing'].includes(getState().link.type);
		if (!isNews || !isLive || !isHeard || (resting.has(room) && !isLast)) {
			return;
		}

		told.set(room, seenUpTo);
		send({type: 'read', room, seq: seenUpTo});
		clearTimeout(resting.get(room));
		resting.set(room, setTimeout(() => goOn(room), restBetween).unref());
	};

	const goOn = (room: RoomName): void => {
		resting.delete(room);
		tellAll(false, room);
	};

	const tellAll = (isLast: boolean, only?: RoomName): void =>
		getState()
			.conversations.filter(({room}) => only === undefined || room === only)
			.forEach(conversation => tell(conversation, isLast));

	subscribe(() => {
		const before = {conversations, current};
		({conversations, current} = getState());
		if (current !== before.current) {
			tellAll(true, before.current);
		}

		if (conversations !== before.conversations) {
			tellAll(false);
		}
	});
	return {
		heard(frame) {
			if (frame.type === 'welcome') {
				told.clear();
				isLive = false;
			} else if (frame.type === 'read' || (frame.type === 'room' && frame.read !== undefined)) {
				told.set(frame.room, frame.type === 'read' ? frame.seq : frame.read!);
			} else if (frame.type === 'caught-up') {
				// Until then the server has not said what it knows already.
				isLive = true;
				tellAll(false);
			}
		},
		flush: () => tellAll(true),
	};
}
