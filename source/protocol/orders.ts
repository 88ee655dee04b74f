import type {Nick} from './ids.ts';
import {parseNick} from './nick.ts';
import {Refusal} from './refusal.ts';

/** Whom a ban is about. */
export type Target =
	| {readonly type: 'nick'; readonly nick: Nick}
	/** One address, or a network: `10.0.0.7`, `2001:db8::/64`. */
	| {readonly type: 'address'; readonly address: string};

/** What somebody who looks after a room, or after the whole server, wants done. `forMs` in milliseconds; undefined: until it is taken back. */
export type Order =
	| {readonly type: 'kick'; readonly nick: Nick; readonly why: string}
	| {
			readonly type: 'ban';
			readonly target: Target;
			readonly forMs: number | undefined;
			readonly why: string;
	  }
	| {readonly type: 'unban'; readonly target: Target}
	| {readonly type: 'bans'}
	| {
			readonly type: 'mute';
			readonly nick: Nick;
			readonly forMs: number | undefined;
			readonly why: string;
	  }
	| {readonly type: 'unmute'; readonly nick: Nick}
	/** How many people may be here at once. */
	| {readonly type: 'limit'; readonly most: number | undefined}
	| {readonly type: 'lock'; readonly why: string}
	| {readonly type: 'unlock'}
	| {readonly type: 'announce'; readonly text: string}
	| {readonly type: 'keep'}
	| {readonly type: 'release'; readonly nick: Nick | undefined}
	| {readonly type: 'op' | 'deop'; readonly nick: Nick}
	| {readonly type: 'link'; readonly forMs: number | undefined};

export type Verb = Order['type'];

type Words = {readonly usage: string; readonly help: string};

/** Every order as it is written, in the order in which help lists them. */
export const orderHelp: Readonly<Record<Verb, Words>> = {
	kick: {usage: '/kick NAME [WHY]', help: 'put somebody out; they may come back'},
	ban: {usage: '/ban NAME|ADDRESS [1h] [WHY]', help: 'put somebody out for so long, or for good'},
	unban: {usage: '/unban NAME|ADDRESS', help: 'let them in again'},
	bans: {usage: '/bans', help: 'who may not come in, and who may not speak'},
	mute: {usage: '/mute NAME [1h] [WHY]', help: 'they may listen, and not speak'},
	unmute: {usage: '/unmute NAME', help: 'they may speak again'},
	limit: {usage: '/limit N', help: 'how many people may be here at once'},
	lock: {usage: '/lock [WHY]', help: 'nobody new comes in without an invitation'},
	unlock: {usage: '/unlock', help: 'everybody may come in again'},
	announce: {usage: '/announce TEXT', help: 'tell everybody in every room'},
	keep: {usage: '/keep', help: 'keep your name for this device'},
	release: {usage: '/release [NAME]', help: 'let others have a name that was kept'},
	op: {usage: '/op NAME', help: 'let somebody look after this server, too'},
	deop: {usage: '/deop NAME', help: 'or not any more'},
	link: {usage: '/link [1d]', help: 'a link that lets people in, for so long'},
};

const units: Readonly<Record<string, number>> = {
	s: 1000,
	m: 60_000,
	h: 3_600_000,
	d: 86_400_000,
	w: 604_800_000,
};
const longest = 365 * units['d']!;

/** `90s`, `10m`, `2h`, `7d`, `4w` → milliseconds; undefined for what is no length of time. */
export function parseLength(text: string): number | undefined {
	const [, count, unit] = /^(\d{1,6})([smhdw])$/i.exec(text) ?? [];
	const length = Number(count) * units[unit?.toLowerCase() ?? '']!;
	return length > 0 && length <= longest ? length : undefined;
}

export const isVerb = (word: string): word is Verb => Object.hasOwn(orderHelp, word);

/** `/ban ada 1h too loud`, with the slash or without, as people write it everywhere. A `Refusal` says how it is written. */
export function parseOrder(line: string): Order | Refusal {
	const [, word = '', rest = ''] = /^\/?(\S+)\s*([\s\S]*)$/.exec(line.trim()) ?? [];
	const verb = word.toLowerCase();
	if (!isVerb(verb)) {
		return new Refusal('no-such-order');
	}

	return (
		parsers[verb](rest.trim()) ??
		new Refusal('no-such-order', {detail: `Like this: ${orderHelp[verb].usage}`})
	);
}

const parsers: Readonly<Record<Verb, (rest: string) => Order | undefined>> = {
	kick(rest) {
		const {nick, why} = nickAndWhy(rest);
		return nick && {type: 'kick', nick, why};
	},
	ban(rest) {
		const [first, ...words] = split(rest);
		const target = first === undefined ? undefined : targetOf(first);
		const terms = lengthAndWhy(words);
		return target && terms && {type: 'ban', target, ...terms};
	},
	unban(rest) {
		const target = targetOf(rest);
		return target && {type: 'unban', target};
	},
	bans: () => ({type: 'bans'}),
	mute(rest) {
		const [first, ...words] = split(rest);
		const nick = first === undefined ? undefined : nickOf(first);
		const terms = lengthAndWhy(words);
		return nick && terms && {type: 'mute', nick, ...terms};
	},
	unmute: rest => named('unmute', rest),
	limit(rest) {
		const most = /^\d{1,5}$/.test(rest) ? Number(rest) : undefined;
		return rest === '' || rest === 'off'
			? {type: 'limit', most: undefined}
			: most === undefined || most === 0
				? undefined
				: {type: 'limit', most};
	},
	lock: why => ({type: 'lock', why}),
	unlock: () => ({type: 'unlock'}),
	announce: text => (text === '' ? undefined : {type: 'announce', text}),
	keep: () => ({type: 'keep'}),
	release(rest) {
		return rest === '' ? {type: 'release', nick: undefined} : named('release', rest);
	},
	op: rest => named('op', rest),
	deop: rest => named('deop', rest),
	link(rest) {
		const forMs = parseLength(rest);
		return rest === '' || forMs !== undefined ? {type: 'link', forMs} : undefined;
	},
};

const split = (rest: string): readonly string[] => rest.split(/\s+/).filter(Boolean);

function nickOf(word: string): Nick | undefined {
	const nick = parseNick(word.replace(/^@/, '').replace(/[:,]$/, ''));
	return nick instanceof Refusal ? undefined : nick;
}

function named<Type extends 'unmute' | 'release' | 'op' | 'deop'>(type: Type, rest: string) {
	const nick = nickOf(rest);
	return nick && {type, nick};
}

function nickAndWhy(rest: string) {
	const [first, ...words] = split(rest);
	return {nick: first === undefined ? undefined : nickOf(first), why: words.join(' ')};
}

// What is meant as a length and is none must not become the reason for something without an end.
const likeLength = /^\d+(?:[smhdwy]|secs?|mins?|hrs?|hours?|days?|weeks?|months?|years?)$/i;

function lengthAndWhy(words: readonly string[]) {
	const forMs = parseLength(words[0] ?? '');
	return forMs === undefined && likeLength.test(words[0] ?? '')
		? undefined
		: {forMs, why: (forMs === undefined ? words : words.slice(1)).join(' ')};
}

// What has two dots or colons and nothing but digits is nobody's name.
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[a-f\d:]*:[a-f\d:.]*)(?:\/\d{1,3})?$/i;

function targetOf(word: string): Target | undefined {
	if (address.test(word)) {
		return {type: 'address', address: word.toLowerCase()};
	}

	const nick = nickOf(word);
	return nick && {type: 'nick', nick};
}
