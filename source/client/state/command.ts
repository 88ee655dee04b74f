import {parseNick} from '../../protocol/nick.ts';
import {directWith, type Nick, parseRoomName, type RoomName} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';

/** What someone asked for by typing a line. */
export type Command =
	| {readonly type: 'say'; readonly kind: 'message' | 'action'; readonly text: string}
	| {readonly type: 'tell'; readonly room: RoomName; readonly text: string}
	| {readonly type: 'topic'; readonly text: string | undefined}
	| {readonly type: 'nick'; readonly nick: Nick}
	| {readonly type: 'join'; readonly room: RoomName}
	| {readonly type: 'leave'; readonly room: RoomName | undefined}
	| {readonly type: 'who' | 'rooms' | 'help'}
	| {readonly type: 'search'; readonly text: string}
	| {readonly type: 'quit'; readonly why: string | undefined}
	/** Nothing can be done with it, and why. */
	| {readonly type: 'nonsense'; readonly why: string};

type Verb = {
	readonly usage: string;
	readonly help: string;
	readonly parse: (rest: string) => Command;
};

/** The line that the first client of this system sent to say good bye. */
export const quitLine = '---quit---';

export const verbs: Readonly<Record<string, Verb>> = {
	help: {usage: '/help', help: 'this list', parse: () => ({type: 'help'})},
	who: {usage: '/who', help: 'who is here', parse: () => ({type: 'who'})},
	me: {
		usage: '/me TEXT',
		help: 'say what you do: /me waves',
		parse: text => needing(text, '/me TEXT', {type: 'say', kind: 'action', text}),
	},
	nick: {usage: '/nick NAME', help: 'change your name', parse: parseNickCommand},
	msg: {usage: '/msg NAME TEXT', help: 'tell one person alone', parse: parseMsg},
	join: {usage: '/join #ROOM', help: 'enter a room, or make it', parse: parseJoin},
	leave: {usage: '/leave', help: 'leave this room', parse: parseLeave},
	rooms: {usage: '/rooms', help: 'which rooms there are', parse: () => ({type: 'rooms'})},
	topic: {
		usage: '/topic [TEXT]',
		help: 'show or set the topic',
		parse: text => ({type: 'topic', text: text === '' ? undefined : text}),
	},
	search: {
		usage: '/search WORDS',
		help: 'find what was said',
		parse: text => needing(text, '/search WORDS', {type: 'search', text}),
	},
	quit: {
		usage: '/quit [WHY]',
		help: 'leave',
		parse: why => ({type: 'quit', why: why === '' ? undefined : why}),
	},
};

/** A line as typed → what it asks for. `//` at the start says a line that begins with a slash. */
export function parseCommand(line: string): Command {
	if (line.trim() === quitLine) {
		return {type: 'quit', why: undefined};
	}

	const match = /^\/([\p{L}\d]+)(?:\s+([\s\S]*))?$/u.exec(line);
	if (!match) {
		return {type: 'say', kind: 'message', text: line.replace(/^\/\//, '/')};
	}

	const name = match[1]!.toLowerCase();
	const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
	return verb
		? verb.parse((match[2] ?? '').trim())
		: {type: 'nonsense', why: `There is no /${name}. /help lists what there is.`};
}

const needing = (text: string, usage: string, command: Command): Command =>
	text === '' ? {type: 'nonsense', why: `Like this: ${usage}`} : command;

function parseNickCommand(text: string): Command {
	const nick = parseNick(text);
	return nick instanceof Refusal ? {type: 'nonsense', why: nick.message} : {type: 'nick', nick};
}

function parseMsg(rest: string): Command {
	const match = /^@?(\S+)(?:\s+([\s\S]+))?$/.exec(rest);
	const nick = match && parseNick(match[1]!);
	if (!nick || nick instanceof Refusal) {
		return {type: 'nonsense', why: 'Like this: /msg NAME TEXT'};
	}

	return {type: 'tell', room: directWith(nick), text: match[2] ?? ''};
}

function parseJoin(rest: string): Command {
	const room = parseRoomName(/^[#@]/.test(rest) ? rest : `#${rest}`);
	return room
		? {type: 'join', room}
		: {type: 'nonsense', why: 'A room is called # and up to 32 letters, digits, _ or -.'};
}

function parseLeave(rest: string): Command {
	if (rest === '') {
		return {type: 'leave', room: undefined};
	}

	const command = parseJoin(rest);
	return command.type === 'join' ? {type: 'leave', room: command.room} : command;
}
