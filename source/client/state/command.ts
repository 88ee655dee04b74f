import {parseNick} from '../../protocol/nick.ts';
import {directWith, type Nick, parseRoomName, type RoomName} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';
import {type Notify, notifyChoices} from './preferences.ts';

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
	/** Of the last message of one's own: with no text, it is put where it can be changed. */
	| {readonly type: 'edit'; readonly text: string}
	| {
			readonly type: 'replace';
			readonly from: string;
			readonly to: string;
			readonly everywhere: boolean;
	  }
	| {readonly type: 'delete'}
	| {readonly type: 'react'; readonly text: string}
	/** Without what it takes: says how it is. */
	| {readonly type: 'notify'; readonly when: Notify | undefined}
	| {readonly type: 'ignore'; readonly nick: Nick | undefined}
	| {readonly type: 'unignore'; readonly nick: Nick}
	/** The room on screen, unless another is named. */
	| {readonly type: 'mute'; readonly room: RoomName | undefined}
	| {readonly type: 'unmute'; readonly room: RoomName}
	| {readonly type: 'away'; readonly why: string}
	| {readonly type: 'back'}
	| {readonly type: 'export'; readonly file: string | undefined}
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
	edit: {
		usage: '/edit [TEXT]',
		help: 'change what you said last; s/old/new/ changes a word',
		parse: text => ({type: 'edit', text}),
	},
	delete: {
		usage: '/delete',
		help: 'take back what you said last, or the selected message',
		parse: () => ({type: 'delete'}),
	},
	react: {
		usage: '/react EMOJI',
		help: 'to the last message, or the selected one: /react :tada:',
		parse: text => needing(text, '/react EMOJI', {type: 'react', text}),
	},
	notify: {
		usage: '/notify [all|mentions|off]',
		help: 'what calls you while you are not looking',
		parse: parseNotify,
	},
	ignore: {
		usage: '/ignore [NAME]',
		help: 'see no more of somebody; or who it is',
		parse: parseIgnore,
	},
	unignore: {
		usage: '/unignore NAME',
		help: 'see them again',
		parse: rest => parseNamed(rest, '/unignore NAME', nick => ({type: 'unignore', nick})),
	},
	mute: {usage: '/mute [#ROOM]', help: 'a room that neither counts nor calls', parse: parseMute},
	unmute: {usage: '/unmute #ROOM', help: 'it does again', parse: parseUnmute},
	away: {
		usage: '/away [WHY]',
		help: 'tell others that you do not answer',
		parse: why => ({type: 'away', why}),
	},
	back: {usage: '/back', help: 'and that you do again', parse: () => ({type: 'back'})},
	export: {
		usage: '/export [FILE]',
		help: 'write this conversation to a .md or .jsonl file',
		parse: file => ({type: 'export', file: file === '' ? undefined : file}),
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
		return parseReplacing(line) ?? {type: 'say', kind: 'message', text: line.replace(/^\/\//, '/')};
	}

	const name = match[1]!.toLowerCase();
	const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
	return verb
		? verb.parse((match[2] ?? '').trim())
		: {type: 'nonsense', why: `There is no /${name}. /help lists what there is.`};
}

// A slash that is meant stands behind a backslash.
const replacing = /^s\/((?:[^/\\\n]|\\.)+)\/((?:[^/\\\n]|\\.)*)\/(g?)$/;

function parseReplacing(line: string): Command | undefined {
	const [, from, to, flag] = replacing.exec(line.trimEnd()) ?? [];
	const plain = (text: string): string => text.replaceAll(/\\([/\\])/g, '$1');
	return from === undefined || to === undefined
		? undefined
		: {type: 'replace', from: plain(from), to: plain(to), everywhere: flag === 'g'};
}

const needing = (text: string, usage: string, command: Command): Command =>
	text === '' ? {type: 'nonsense', why: `Like this: ${usage}`} : command;

function parseNickCommand(text: string): Command {
	const nick = parseNick(text);
	return nick instanceof Refusal ? {type: 'nonsense', why: nick.message} : {type: 'nick', nick};
}

function parseNotify(text: string): Command {
	const when = notifyChoices.find(choice => choice === text.toLowerCase());
	return text === '' || when
		? {type: 'notify', when}
		: {type: 'nonsense', why: 'Like this: /notify all, /notify mentions or /notify off'};
}

function parseNamed(rest: string, usage: string, command: (nick: Nick) => Command): Command {
	const nick = parseNick(rest.replace(/^@/, ''));
	return nick instanceof Refusal ? {type: 'nonsense', why: `Like this: ${usage}`} : command(nick);
}

function parseIgnore(rest: string): Command {
	return rest === ''
		? {type: 'ignore', nick: undefined}
		: parseNamed(rest, '/ignore NAME', nick => ({type: 'ignore', nick}));
}

function parseMute(rest: string): Command {
	const command = parseLeave(rest);
	return command.type === 'leave' ? {type: 'mute', room: command.room} : command;
}

function parseUnmute(rest: string): Command {
	const command = parseJoin(rest);
	return command.type === 'join' ? {type: 'unmute', room: command.room} : command;
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
