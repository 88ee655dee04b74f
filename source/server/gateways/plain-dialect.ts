import {clean, cleanLine} from '../../protocol/body.ts';
import type {Dialect, RoomEvent, RoomState} from '../core/room-event.ts';
import type {LogEntry} from '../core/message-log.ts';
import type {MaskList, RuleChange, Switch} from '../core/rules.ts';
import {isDirect, lobby, type RoomName, type Tag} from '../../protocol/ids.ts';

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
				const {nick, person} = event.who;
				const joined = `Prepare yourselves, ${nick} has joined!${inRoom(event.room)}`;
				return `${joined}${unlikeWords(nick, person.unlike)}\n`;
			}

			case 'left': {
				return `${event.who.nick} has left the chat.${inRoom(event.room)}\n`;
			}

			case 'renamed':
			case 'kicked':
			case 'removed':
			case 'ruled':
			case 'invited':
			case 'asked':
			case 'changed':
			case 'signalled':
			case 'told':
			case 'read':
			case 'reached':
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
			return event.isRecord ? '' : entryLine(event.room, event.entry, {about: event.about});
		}

		case 'joined': {
			const {nick, person} = event.who;
			return `* ${nick} has joined${inRoom(event.room)}${unlikeWords(nick, person.unlike)}\n`;
		}

		case 'left': {
			const {room, who, why} = event;
			return `* ${who.nick} has left the chat${inRoom(room)}${why ? ` (${why})` : ''}\n`;
		}

		case 'renamed': {
			const {who, to, unlike} = event;
			return `* ${who.nick} is now ${to}${unlikeWords(to, unlike)}\n`;
		}

		case 'kicked': {
			const {room, who, by, why} = event;
			return `* ${by.nick} put ${who.nick} out${inRoom(room)}${why ? ` (${why})` : ''}\n`;
		}

		case 'removed': {
			const {room, by, why} = event;
			return `* ${by.nick} put you out of ${room}${why ? ` (${why})` : ''}\n`;
		}

		case 'ruled': {
			const {room, by, changes, isRecorded} = event;
			if (isRecorded) {
				return '';
			}

			const what = changes.map(describeChange).join(', ');
			return `* ${by?.nick ?? 'The server'} changed the rules: ${what}${inRoom(room)}\n`;
		}

		case 'invited': {
			return `* ${event.by.nick} invites you to ${event.room}: /join ${event.room}\n`;
		}

		case 'told': {
			return `* ${indented(clean(event.text))}\n`;
		}

		case 'signalled': {
			return signLine(event);
		}

		case 'asked':
		case 'changed':
		case 'read':
		case 'reached':
		case 'acked':
		case 'refreshed':
		case 'caught-up': {
			return '';
		}
	}
}

// Of all that passes, only words for those who look after a room are for people to read.
function signLine({room, audience, by, words}: Extract<RoomEvent, {type: 'signalled'}>): string {
	const text = words?.text ?? '';
	const action = /^\x01ACTION ([^\x01]*)\x01?$/.exec(text)?.[1];
	if (!audience || text === '' || (action === undefined && text.startsWith('\x01'))) {
		return '';
	}

	const whom = audience === 'operator' ? 'those who look after' : 'those with a voice in';
	const what = action === undefined ? `<${by.nick}> ${text}` : `* ${by.nick} ${action}`;
	return `(to ${whom} ${cleanLine(room)}) ${indented(clean(what))}\n`;
}

const switchWords: Readonly<Record<Switch, readonly [on: string, off: string]>> = {
	inviteOnly: ['only who is invited comes in', 'everyone may come in'],
	moderated: ['only those with a voice speak', 'everyone may speak'],
	topicLocked: ['the topic is locked', 'everyone may set the topic'],
	membersOnly: ['only who is here speaks here', 'everyone may speak into the room'],
	secret: ['the room is not listed', 'the room is listed'],
	noQuestions: ['programs ask nothing here', 'programs may ask here'],
};

const maskWords: Readonly<Record<MaskList, readonly [on: string, off: string]>> = {
	ban: ['is kept out', 'may come in again'],
	exception: ['comes in, banned or not', 'comes in unless banned'],
	invitation: ['needs no invitation', 'needs an invitation again'],
	quiet: ['may not speak', 'may speak again'],
};

function describeChange(change: RuleChange): string {
	switch (change.type) {
		case 'switch': {
			const [on, off] = switchWords[change.rule];
			return change.on ? on : off;
		}

		case 'password': {
			return change.password === undefined ? 'no password any more' : 'a password is needed';
		}

		case 'limit': {
			return change.limit === undefined ? 'no limit any more' : `at most ${change.limit} people`;
		}

		case 'standing': {
			const what = change.standing === 'operator' ? 'looks after the room' : 'has a voice';
			return `${change.nick} ${what}${change.on ? '' : ' no more'}`;
		}

		case 'mask': {
			const [on, off] = maskWords[change.list];
			return `${cleanLine(change.mask)} ${change.on ? on : off}`;
		}
	}
}

/** An entry as one line, or several with the rest indented: nobody can fake another's line. */
export function entryLine(
	room: RoomName,
	entry: LogEntry,
	{clock = '', about}: {readonly clock?: string; readonly about?: LogEntry | undefined} = {},
): string {
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

		case 'react': {
			return `${start}* ${author} reacts: ${text}${where}\n`;
		}

		case 'redact': {
			const what = about?.kind === 'react' ? 'a reaction' : 'a message';
			return `${start}* ${author} takes ${what} back${text ? `: ${text}` : ''}${where}\n`;
		}

		// With more stars than anybody can write.
		case 'moderation': {
			return `${start}*** ${author} ${indented(text)}${where}\n`;
		}

		case 'edit': {
			return `${start}* ${author} edited: ${indented(text)}${where}\n`;
		}

		case 'message':
		case 'notice':
		case 'reply':
		case 'file': {
			return `${start}<${author}>${where} ${indented(text)}\n`;
		}
	}
}

const unlikeWords = (nick: string, unlike: Tag | undefined) =>
	unlike ? ` (not on the device that was ${nick} before)` : '';
const indented = (text: string) => text.replaceAll('\n', '\n    ');

// With one room nothing of rooms shows.
const inRoom = (room: RoomName) => (room === lobby ? '' : ` [${cleanLine(room)}]`);

/** «ada, bob and 998 others». */
export function namesOf({people, count}: RoomState): string {
	const names = people.map(({nick}) => nick).join(', ');
	return count > people.length ? `${names} and ${count - people.length} others` : names;
}
