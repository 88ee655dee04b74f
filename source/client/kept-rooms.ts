import {type LogId, type Nick, parseRoomName} from '../protocol/ids.ts';
import {limits} from '../protocol/limits.ts';
import {type DeviceNotes, openDeviceNotes, type NotesOf} from './device-notes.ts';
import {type KeptRooms, roomsToKeep} from './state/returning.ts';
import type {Store} from './state/store.ts';

/** Remembers on this device which conversations one is in, so that the next run comes back into them. Never throws. */
export type RoomMemory = Pick<DeviceNotes, 'flush'> & {
	/** Undefined, when there is nothing good to read. */
	read(of: NotesOf): KeptRooms | undefined;
	/** Soon, and only what was told last. */
	keep(of: NotesOf, rooms: () => KeptRooms): void;
};

export function openRoomMemory(directory: string): RoomMemory {
	const notes = openDeviceNotes(directory);
	return {
		read: of => roomsIn(notes.read(of)),
		keep: (of, rooms) => notes.keep(of, rooms),
		flush: () => notes.flush(),
	};
}

function roomsIn(value: unknown): KeptRooms | undefined {
	const {rooms, current} = Object(value) as {readonly rooms?: unknown; readonly current?: unknown};
	const names = (Array.isArray(rooms) ? (rooms as readonly unknown[]) : [])
		.slice(0, limits.roomsPerMember)
		.flatMap(name => parseRoomName(name) ?? []);
	const [first] = names;
	return first && {rooms: [...new Set(names)], current: parseRoomName(current) ?? first};
}

/** Keeps which conversations there are from now on, and unless told otherwise recalls those of the run before in the history that is being entered. */
export function followRooms(
	{getState, subscribe, dispatch}: Store,
	memory: RoomMemory,
	{recalls}: {readonly recalls: boolean},
): {enter(log: LogId, nick: Nick | undefined): void} {
	let entered: LogId | undefined;
	let {conversations, current} = getState();
	subscribe(() => {
		const state = getState();
		const {logId, nick} = state;
		const isOther = state.conversations !== conversations || state.current !== current;
		// While another history is being entered, what is here belongs to the one before.
		if (isOther && logId !== undefined && logId === entered && nick) {
			({conversations, current} = state);
			memory.keep({log: logId, nick}, () => roomsToKeep(state));
		}
	});
	return {
		enter(log, nick = getState().nick) {
			const {logId, link} = getState();
			if (log !== logId && link.type !== 'online' && nick) {
				entered = log;
				const rooms = recalls ? memory.read({log, nick}) : undefined;
				if (rooms) {
					dispatch({type: 'rooms-recalled', rooms});
				}
			}
		},
	};
}
