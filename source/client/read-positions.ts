import {openDeviceNotes, type NotesOf} from './device-notes.ts';
import type {Store} from './state/store.ts';
import {positionsOf} from './state/unread.ts';
import {
	type LogId,
	type Nick,
	parseRoomName,
	parseSeq,
	type RoomName,
	type Seq,
} from '../protocol/ids.ts';

/** How far each room was read. */
export type Positions = Readonly<Record<RoomName, Seq>>;

/** Remembers on this device how far one has read, so that the next run begins there. Never throws. */
export type ReadPositions = {
	/** Nothing, when there is nothing good to read. Positions behind `head`, the newest seq there is, are none. */
	read(of: NotesOf, head: Seq): Positions;
	/** Soon, and only what was told last. */
	keep(of: NotesOf, positions: () => Positions): void;
	/** Now. */
	flush(): void;
};

const mostRooms = 500;

export function openReadPositions(directory: string): ReadPositions {
	const notes = openDeviceNotes(directory);
	return {
		read: (of, head) => positionsIn(notes.read(of), head),
		keep: (of, positions) => notes.keep(of, () => newestOf(positions())),
		flush: () => notes.flush(),
	};
}

function positionsIn(value: unknown, head: Seq): Positions {
	const pairs = Object.entries(Object(value) as object)
		.slice(0, mostRooms)
		.flatMap(([name, number]) => {
			const room = parseRoomName(name);
			const seq = parseSeq(number);
			return room !== undefined && seq !== undefined && seq <= head ? [[room, seq]] : [];
		});
	return Object.fromEntries(pairs) as Positions;
}

// Those that were opened last come last.
const newestOf = (positions: Positions): Positions =>
	Object.fromEntries(Object.entries(positions).slice(-mostRooms)) as Positions;

/** Keeps what is read from now on, and tells what was read before in the history that is being entered. */
export function followReading(
	{getState, subscribe, dispatch}: Store,
	positions: ReadPositions,
): {enter(log: LogId, head: Seq, nick: Nick | undefined): void} {
	let entered: LogId | undefined;
	let {conversations} = getState();
	subscribe(() => {
		const state = getState();
		const {logId, nick} = state;
		// While another history is being entered, what is here belongs to the one before.
		if (state.conversations !== conversations && logId !== undefined && logId === entered && nick) {
			({conversations} = state);
			positions.keep({log: logId, nick}, () => positionsOf(state));
		}
	});
	return {
		enter(log, head, nick = getState().nick) {
			if (log !== getState().logId && nick) {
				entered = log;
				dispatch({type: 'positions-read', positions: positions.read({log, nick}, head)});
			}
		},
	};
}
