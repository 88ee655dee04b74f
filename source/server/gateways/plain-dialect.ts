import {clean, cleanLine} from '../../protocol/body.ts';
import type {Dialect, RoomEvent, RoomState} from '../core/room-event.ts';
import type {LogEntry} from '../core/message-log.ts';
import {isDirect, lobby, type RoomName} from '../../protocol/ids.ts';

/** What someone with `nc` reads. Their own words are on their terminal already. */
export const plainDialect: Dialect = {
	name: 'plain',
	echoes: false,
	encode: encodeEvent,
};

/** What the old client shows, in the words of its old server. Its window has only what it is sent, so it hears itself. */
export const oldDialect: Dialect = {
	name: 'plain',
	echoes: true,
	encode(event) {
		switch (event.type) {
			case 'said': {
				const {kind, author, at, text, to} = event.entry;
				if (kind !== 'message' || to) {
					return encodeEvent(event);
				}

				const where = inRoom(event.room);
				return `(${clock(at)}) ${cleanLine(author)}: ${indented(clean(text))}${where}\n`;
			}

			case 'joined': {
				return `Prepare yourselves, ${event.person.nick} has joined!${inRoom(event.room)}\n`;
			}

			case 'left': {
				return `${event.nick} has left the chat.${inRoom(event.room)}\n`;
			}

			case 'renamed':
			case 'acked':
			case 'refreshed':
			case 'caught-up': {
				return encodeEvent(event);
			}
		}
	},
};

/** Hours and minutes of this machine. */
export function clock(at: number): string {
	const date = new Date(at);
	const two = (number: number) => String(number).padStart(2, '0');
	return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

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
	const {kind} = entry;
	const author = cleanLine(entry.author);
	const text = clean(entry.text);
	// Before the name, where nobody can write it.
	const start = isDirect(room) ? `${clock}(to ${cleanLine(entry.to!.nick)} alone) ` : clock;
	const where = isDirect(room) ? '' : inRoom(room);
	switch (kind) {
		case 'action': {
			return `${start}* ${author} ${indented(text)}${where}\n`;
		}

		case 'topic': {
			const what = text ? `set the topic: ${text}` : 'took the topic away';
			return `${start}* ${author} ${what}${where}\n`;
		}

		case 'message':
		case 'reply':
		case 'edit':
		case 'react':
		case 'redact':
		case 'file': {
			return `${start}<${author}>${where} ${indented(text)}\n`;
		}
	}
}

const indented = (text: string) => text.replaceAll('\n', '\n    ');

// With one room nothing of rooms shows.
const inRoom = (room: RoomName) => (room === lobby ? '' : ` [${cleanLine(room)}]`);

/** «ada, bob and 998 others». */
export function namesOf({people, count}: RoomState): string {
	const names = people.map(({nick}) => nick).join(', ');
	return count > people.length ? `${names} and ${count - people.length} others` : names;
}
