import {parseNick} from '../../protocol/nick.ts';
import {directWith, type Nick, parseRoomName, type RoomName} from '../../protocol/ids.ts';
import {isVerb, parseOrder, type Verb} from '../../protocol/orders.ts';
import {Refusal, sentences} from '../../protocol/refusal.ts';
import {type CommandName, commandHelp, commandMistakes} from '../words/commands.ts';
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
	| {readonly type: 'unmute'; readonly room: RoomName | undefined}
	/** The server does it, for those whom it is for. */
	| {readonly type: 'order'; readonly text: string}
	| {readonly type: 'away'; readonly why: string}
	| {readonly type: 'back'}
	| {readonly type: 'export'; readonly file: string | undefined}
	| {readonly type: 'quit'; readonly why: string | undefined}
	/** Nothing can be done with it, and why. */
	| {readonly type: 'nonsense'; readonly why: string};

/** The line that the first client of this system sent to say good bye. */
export const quitLine = '---quit---';

const parsers: Readonly<Record<CommandName, (rest: string) => Command>> = {
	help: () => ({type: 'help'}),
	who: () => ({type: 'who'}),
	me: text => needing(text, 'me', {type: 'say', kind: 'action', text}),
	nick: parseNickCommand,
	msg: parseMsg,
	join: parseJoin,
	leave: parseLeave,
	rooms: () => ({type: 'rooms'}),
	topic: text => ({type: 'topic', text: text === '' ? undefined : text}),
	search: text => needing(text, 'search', {type: 'search', text}),
	edit: text => ({type: 'edit', text}),
	delete: () => ({type: 'delete'}),
	react: text => needing(text, 'react', {type: 'react', text}),
	notify: parseNotify,
	ignore: parseIgnore,
	unignore: rest => parseNamed(rest, 'unignore', nick => ({type: 'unignore', nick})),
	mute: rest => parseMuting('mute', rest),
	unmute: rest => parseMuting('unmute', rest),
	away: why => ({type: 'away', why}),
	back: () => ({type: 'back'}),
	export: file => ({type: 'export', file: file === '' ? undefined : file}),
	quit: why => ({type: 'quit', why: why === '' ? undefined : why}),
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
	const rest = (match[2] ?? '').trim();
	return isCommand(name)
		? parsers[name](rest)
		: isVerb(name)
			? parseGiven(name, rest)
			: {type: 'nonsense', why: commandMistakes.unknown(name)};
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(parsers, name);

// A slash that is meant stands behind a backslash.
const replacing = /^s\/((?:[^/\\\n]|\\.)+)\/((?:[^/\\\n]|\\.)*)\/(g?)$/;

function parseReplacing(line: string): Command | undefined {
	const [, from, to, flag] = replacing.exec(line.trimEnd()) ?? [];
	const plain = (text: string): string => text.replaceAll(/\\([/\\])/g, '$1');
	return from === undefined || to === undefined
		? undefined
		: {type: 'replace', from: plain(from), to: plain(to), everywhere: flag === 'g'};
}

const needing = (text: string, name: CommandName, command: Command): Command =>
	text === '' ? likeThis(name) : command;

const likeThis = (name: CommandName): Command => ({
	type: 'nonsense',
	why: commandMistakes.likeThis(commandHelp[name].usage),
});

function parseNickCommand(text: string): Command {
	const nick = parseNick(text);
	return nick instanceof Refusal ? {type: 'nonsense', why: nick.message} : {type: 'nick', nick};
}

function parseNotify(text: string): Command {
	const when = notifyChoices.find(choice => choice === text.toLowerCase());
	return text === '' || when
		? {type: 'notify', when}
		: {type: 'nonsense', why: commandMistakes.notifyLikeThis};
}

function parseNamed(rest: string, name: CommandName, command: (nick: Nick) => Command): Command {
	const nick = parseNick(rest.replace(/^@/, ''));
	return nick instanceof Refusal ? likeThis(name) : command(nick);
}

function parseIgnore(rest: string): Command {
	return rest === ''
		? {type: 'ignore', nick: undefined}
		: parseNamed(rest, 'ignore', nick => ({type: 'ignore', nick}));
}

// A room is for oneself to mute; whoever is named is not to be heard by anybody.
function parseMuting(type: 'mute' | 'unmute', rest: string): Command {
	if (rest !== '' && !rest.startsWith('#')) {
		return parseGiven(type, rest);
	}

	const command = parseLeave(rest);
	return command.type === 'leave' ? {type, room: command.room} : command;
}

// As the server reads it: what it cannot be is told at once.
function parseGiven(verb: Verb, rest: string): Command {
	const text = `/${verb} ${rest}`.trimEnd();
	const parsed = parseOrder(text);
	return parsed instanceof Refusal
		? {type: 'nonsense', why: parsed.message}
		: {type: 'order', text};
}

function parseMsg(rest: string): Command {
	const match = /^@?(\S+)(?:\s+([\s\S]+))?$/.exec(rest);
	const nick = match && parseNick(match[1]!);
	if (!nick || nick instanceof Refusal) {
		return likeThis('msg');
	}

	return {type: 'tell', room: directWith(nick), text: match[2] ?? ''};
}

function parseJoin(rest: string): Command {
	const room = parseRoomName(/^[#@]/.test(rest) ? rest : `#${rest}`);
	return room ? {type: 'join', room} : {type: 'nonsense', why: sentences['room-name']};
}

function parseLeave(rest: string): Command {
	if (rest === '') {
		return {type: 'leave', room: undefined};
	}

	const command = parseJoin(rest);
	return command.type === 'join' ? {type: 'leave', room: command.room} : command;
}
