import type {Dialect, RoomEvent, RoomState} from '../core/room-event.ts';
import type {LogEntry} from '../core/message-log.ts';
import {isDirect, lobby, type RoomName} from '../../protocol/ids.ts';

/** What someone with `nc` reads. Their own words are on their terminal already. */
export const plainDialect: Dialect = {
	name: 'plain',
	echoes: false,
	encode: encodeEvent,
};

function encodeEvent(event: RoomEvent): string {
	switch (event.type) {
		case 'said': {
			return entryLine(event.room, event.entry);
		}

		case 'joined': {
			return `* ${event.person.nick} joined${inRoom(event.room)}\n`;
		}

		case 'left': {
			return `* ${event.nick} left${inRoom(event.room)}${event.why ? ` (${event.why})` : ''}\n`;
		}

		case 'renamed': {
			return `* ${event.from} is now ${event.to}\n`;
		}

		case 'acked':
		case 'refreshed':
		case 'caught-up': {
			return '';
		}
	}
}

/** An entry as one line, or several with the rest indented: nobody can fake another's line. */
export function entryLine(room: RoomName, entry: LogEntry, clock = ''): string {
	const {author, kind, text} = entry;
	const where = isDirect(room) ? ` (to ${entry.to!.nick} alone)` : inRoom(room);
	switch (kind) {
		case 'action': {
			return `${clock}* ${author} ${indented(text)}${where}\n`;
		}

		case 'topic': {
			const what = text ? `set the topic: ${text}` : 'took the topic away';
			return `${clock}* ${author} ${what}${where}\n`;
		}

		case 'message':
		case 'reply':
		case 'edit':
		case 'react':
		case 'redact':
		case 'file': {
			return `${clock}<${author}>${where} ${indented(text)}\n`;
		}
	}
}

const indented = (text: string) => text.replaceAll('\n', '\n    ');

// With one room nothing of rooms shows.
const inRoom = (room: RoomName) => (room === lobby ? '' : ` [${room}]`);

/** «ada, bob and 998 others». */
export function namesOf({people, count}: RoomState): string {
	const names = people.map(({nick}) => nick).join(', ');
	return count > people.length ? `${names} and ${count - people.length} others` : names;
}
