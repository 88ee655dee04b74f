import type {Session, Wire} from '../../source/server/gateways/gateway.ts';
import type {Host} from '../../source/server/gateways/host.ts';
import {IrcSession} from '../../source/server/gateways/irc/irc-session.ts';
import {JsonSession} from '../../source/server/gateways/json-session.ts';
import {PlainSession} from '../../source/server/gateways/plain-session.ts';
import {padded} from './stage.ts';

const caps =
	'away-notify batch draft/chathistory draft/event-playback draft/message-redaction draft/multiline extended-join invite-notify message-tags server-time setname';

export type Open = (wire: Wire, host: Host) => Session;
export const openJson: Open = (wire, host) => new JsonSession(wire, host);
export const openPlain: Open = (wire, host) => new PlainSession(wire, host);
export const openIrc: Open = (wire, host) => new IrcSession(wire, host);

const registered = (nick: string, realName: string) =>
	`NICK ${nick}\r\nUSER ${nick} 0 * :${realName}\r\n`;

/** How eve, who speaks so, puts a text into every place that she can reach. She is the first in #den; seq 1 is what she says first. */
export type Tongue = {
	readonly open: Open;
	readonly arrive: (text: string) => string;
	readonly say: (text: string) => readonly string[];
	readonly leave: (text: string) => readonly string[];
	/** What is heard of a harmless text, by whom. */
	readonly heard: Readonly<Record<'json' | 'irc' | 'plain', readonly string[]>>;
};

const frames = (...all: readonly object[]) => all.map(frame => `${JSON.stringify(frame)}\n`);
const lines = (end: string, ...all: readonly string[]) => all.map(line => `${line}${end}`);
const sayJson = (kind: string, text: string, number: number, more: object = {}) => ({
	type: 'say',
	room: '#lobby',
	id: padded(`eve${number}`),
	kind,
	text,
	...more,
});

export const tongues: Readonly<Record<string, Tongue>> = {
	'our own protocol': {
		open: openJson,
		arrive: text =>
			frames({
				type: 'hello',
				v: [1, 1],
				nick: 'eve',
				rooms: ['#den', '#lobby'],
				software: text,
			})[0]!,
		say: text =>
			frames(
				sayJson('message', 'hello', 1),
				sayJson('message', text, 2),
				sayJson('action', text, 3),
				sayJson('topic', text, 4),
				sayJson('edit', text, 5, {re: 1}),
				sayJson('react', text, 6, {re: 1}),
				sayJson('react', Array.from(text).slice(0, 8).join(''), 7, {re: 1}),
				sayJson('message', text, 8, {re: 1}),
				sayJson('message', text, 9, {room: '@irc'}),
				sayJson('message', text, 10, {room: '@nc'}),
				sayJson('message', text, 11, {room: `#${text}`}),
				{type: 'join', room: `#${text}`},
				{type: 'command', room: '#den', text: `/lock ${text}`},
				{type: 'command', room: '#den', text: `/mute ${text}`},
				{type: 'command', room: '#den', text: `/kick nc ${text}`},
				{type: 'command', room: '#den', text},
				{type: 'typing', room: `#${text}`, state: 'active'},
				{type: 'away', why: text},
				{type: 'away', why: Array.from(text).slice(0, 40).join('')},
				sayJson('redact', text, 12, {re: 1}),
			),
		leave: text => frames({type: 'nick', nick: text}, {type: 'quit', why: text}),
		heard: {
			json: [
				'"why":"harmless"',
				'"topic":"harmless"',
				'"kind":"react","text":"harmless"',
				'"text":"put nc out: harmless"',
			],
			irc: [
				' PRIVMSG #lobby :\x01ACTION harmless\x01',
				' NOTICE #den :eve locked the room: harmless',
				' NOTICE #den :eve muted harmless',
				' TOPIC #lobby :harmless',
				'draft/react=harmless',
				' PRIVMSG irc :harmless',
				' NICK harmless',
				' AWAY :harmless',
				' REDACT #lobby',
				' QUIT :Quit: harmless',
				' 301 irc eve :harmless',
			],
			plain: [
				'<eve> harmless',
				'* eve harmless',
				'*** eve locked the room: harmless',
				'* eve set the topic: harmless',
				'* eve edited: harmless',
				'* eve reacts: harmless',
				'(to nc alone) <eve> harmless',
				'* eve is now harmless',
				'takes a message back: harmless',
				'has left the chat (harmless)',
			],
		},
	},
	netcat: {
		open: openPlain,
		arrive: text => `${text} \neve\n/join #den\n/join #lobby\n`,
		say: text =>
			lines(
				'\n',
				'hello',
				text,
				`/me ${text}`,
				`/topic ${text}`,
				`/msg irc ${text}`,
				`/msg nc ${text}`,
				`/msg ${text} hello`,
				'/join #den',
				`/lock ${text}`,
				`/mute ${text}`,
				`/kick nc ${text}`,
				`/ban nc ${text}`,
				'/join #lobby',
				`/join #${text}`,
			),
		leave: text => lines('\n', `/nick ${text}`, '/quit'),
		heard: {
			json: ['"kind":"message","text":"harmless"', '"kind":"topic","text":"harmless"'],
			irc: [
				' PRIVMSG #lobby :harmless',
				' PRIVMSG irc :harmless',
				' TOPIC #lobby :harmless',
				' banned nc: harmless',
			],
			plain: ['> harmless', '(to nc alone)', 'set the topic: harmless', '#den (harmless)'],
		},
	},
	IRC: {
		open: openIrc,
		arrive: text => `CAP REQ :${caps}\r\n${registered('eve', text)}CAP END\r\nJOIN #den\r\n`,
		say: text =>
			lines(
				'\r\n',
				'PRIVMSG #lobby hello',
				`PRIVMSG #lobby :${text}`,
				`PRIVMSG irc,nc,ada :${text}`,
				`NOTICE #lobby :${text}`,
				`PRIVMSG #lobby :\x01ACTION ${text}\x01`,
				`PRIVMSG #lobby :\x01VERSION ${text}\x01`,
				`@+draft/react=${text.replaceAll(/[;\s\\]/g, '_')};+typing=${text.replaceAll(/[;\s\\]/g, '_')} TAGMSG #lobby`,
				`SETNAME :${text}`,
				`AWAY :${text}`,
				'JOIN #tea',
				`TOPIC #tea :${text}`,
				`PART #tea :${text}`,
				`JOIN #${text}`,
				`MODE #den +b ${text}!*@*`,
				`MODE #den +k ${text}`,
				`NOTICE @#den :${text}`,
				'INVITE late #den',
				`MODE #den +q ${text}!*@*`,
				`BAN ${text}`,
				`KICK #den irc :${text}`,
				`KICK #den nc :${text}`,
				`KICK #den ada :${text}`,
			),
		leave: text => lines('\r\n', `NICK ${text}`, `QUIT :${text}`),
		heard: {
			json: ['"why":"harmless"', '"kind":"notice","text":"harmless"', 'put out by eve: harmless'],
			irc: [
				' PRIVMSG irc :harmless',
				' NOTICE #lobby :harmless',
				'+draft/react=harmless',
				' SETNAME :harmless',
				' AWAY :harmless',
				' JOIN #tea * harmless',
				' TOPIC #tea :harmless',
				' PART #tea :harmless',
				' MODE #den +b harmless!*@*',
				' KICK #den irc :harmless',
				'* harmless\r\n',
				' QUIT :Quit: harmless',
			],
			plain: [
				'(to nc alone) <eve> harmless',
				'the rules: harmless!*@* is kept out',
				'put you out of #den (harmless)',
				'has left the chat [#tea] (harmless)',
				'#tea: 3 here, topic: harmless',
			],
		},
	},
};

// Before she leaves, each listener asks for what it can ask for.
export const questions: Readonly<Record<string, readonly string[]>> = {
	irc: lines(
		'\r\n',
		'WHOIS eve',
		'WHO #lobby',
		'WHO #lobby %tcuihsnfdlaor',
		'NAMES #lobby',
		'LIST',
		'TOPIC #tea',
		'MODE #den +b',
		'CHATHISTORY LATEST #lobby * 50',
	),
	nc: lines('\n', '/who', '/rooms', '/topic', '/join #tea', '/leave'),
	ada: frames(
		{type: 'who'},
		{type: 'rooms'},
		{type: 'history', room: '#lobby'},
		{type: 'search', text: 'owned'},
	),
};

/** How those who listen come in, and one who comes late. */
export const entrances: Readonly<Record<string, string>> = {
	ada: frames({type: 'hello', v: [1, 1], nick: 'ada', rooms: ['#lobby', '#den', '#tea']})[0]!,
	irc: `CAP REQ :${caps}\r\n${registered('irc', 'irc')}CAP END\r\nJOIN #den,#tea\r\n`,
	nc: 'nc\n/join #den\n/join #tea\n/join #lobby\n',
	late: `${registered('late', 'late')}WHOWAS eve\r\n`,
};
