import {directWith, isDirect, type RoomName, type Seq} from '../../../protocol/ids.ts';
import {parseNick} from '../../../protocol/nick.ts';
import {Refusal} from '../../../protocol/refusal.ts';
import type {Heard} from '../../core/library.ts';
import {tellBatch, tellEntries} from './backlog.ts';
import {type HistoryRequest, readHistory} from './history-page.ts';
import type {Commands, IrcClient} from './irc-client.ts';
import {formatIrcLine} from './irc-line.ts';
import {seqNamed} from './irc-said.ts';
import {shown} from './registration.ts';
import {isChannel, parseChannel} from './targets.ts';

/** CHATHISTORY of RPL_ISUPPORT: the most that is told at once. */
const mostMessages = 100;

/** A place in a conversation: just before the first seq that is not before it, and just after the last that is not after it. */
type Place = {readonly start: Seq; readonly end: Seq};

type Fail = (code: string, ...context: readonly string[]) => undefined;

/** The conversation that the client may read under that name. */
export function conversationNamed(client: IrcClient, target: string): RoomName | undefined {
	const {host, member} = client;
	if (isChannel(target)) {
		const name = parseChannel(target);
		const room = name && host.hub.findRoom(name);
		return room && member.rooms.has(room) ? name : undefined;
	}

	const nick = parseNick(target);
	return nick instanceof Refusal ? undefined : directWith(nick);
}

function placeOf(client: IrcClient, room: RoomName, selector: string): Place | undefined {
	const [, type, value = ''] = /^(msgid|timestamp)=(.+)$/.exec(selector) ?? [];
	const {library, log} = client.host.hub;
	if (type === 'msgid') {
		const seq = seqNamed(log.id, value);
		return seq === undefined ? undefined : {start: seq, end: seq};
	}

	const at = Date.parse(value);
	if (type !== 'timestamp' || Number.isNaN(at)) {
		return undefined;
	}

	const start = library.firstSince(client.member, room, at);
	return {start, end: (library.firstSince(client.member, room, at + 1) - 1) as Seq};
}

function pagesOf(
	verb: string,
	[one, other]: readonly (Place | undefined)[],
	limit: number,
): readonly HistoryRequest[] {
	switch (verb) {
		case 'LATEST': {
			return [{after: one?.end, limit}];
		}

		case 'BEFORE': {
			return [{before: one!.start, limit}];
		}

		case 'AFTER': {
			return [{after: one!.end, limit, from: 'oldest'}];
		}

		case 'AROUND': {
			const half = Math.floor(limit / 2);
			const after = (one!.start - 1) as Seq;
			return [
				...(half > 0 ? [{before: one!.start, limit: half}] : []),
				{after, limit: limit - half, from: 'oldest'},
			];
		}

		default: {
			// BETWEEN: from the first place towards the second.
			return one!.start <= other!.start
				? [{after: one!.end, before: other!.start, limit, from: 'oldest'}]
				: [{after: other!.end, before: one!.start, limit}];
		}
	}
}

const selectorsOf: Readonly<Record<string, number>> = {
	LATEST: 1,
	BEFORE: 1,
	AFTER: 1,
	AROUND: 1,
	BETWEEN: 2,
};

const limitOf = (text: string | undefined): number =>
	/^\d{1,9}$/.test(text ?? '') ? Math.min(Number(text), mostMessages) : 0;

function tellTargets(client: IrcClient, params: readonly string[], fail: Fail): void {
	const {host, member} = client;
	const [, from = '', to = '', most] = params;
	const times = [from, to].map(word => Date.parse(word.replace(/^timestamp=/, '')));
	const limit = limitOf(most);
	if (times.some(time => Number.isNaN(time)) || limit === 0) {
		fail('INVALID_PARAMS', 'TARGETS');
		return;
	}

	const [start, end] = times.toSorted((a, b) => a - b) as [number, number];
	const before = (host.hub.head + 1) as Seq;
	const rooms = [...member.rooms.keys()].flatMap(({name}) =>
		readHistory(client, name, {before, limit: 1}),
	);
	const latest = [...rooms, ...host.hub.library.conversations(member, before)]
		.filter(({entry}) => entry.at > start && entry.at < end)
		.toSorted((a, b) => a.entry.seq - b.entry.seq);
	const kept = from <= to ? latest.slice(0, limit) : latest.slice(-limit);
	const lines = kept.map(({room, entry}) => {
		const target = isDirect(room) ? room.slice(1) : room;
		const at = new Date(entry.at).toISOString();
		return formatIrcLine(host.serverName, 'CHATHISTORY', ['TARGETS', target, at]);
	});
	tellBatch(client, ['draft/chathistory-targets'], lines);
}

function tellHistory(client: IrcClient, params: readonly string[]): void {
	const verb = (params[0] ?? '').toUpperCase();
	const fail: Fail = (code, ...context) => {
		client.fail('CHATHISTORY', code, ...context.map(shown), failures[code]!);
		return undefined;
	};

	if (verb === 'TARGETS') {
		tellTargets(client, params, fail);
		return;
	}

	const count = Object.hasOwn(selectorsOf, verb) ? selectorsOf[verb]! : 0;
	if (count === 0) {
		fail('UNKNOWN_COMMAND', verb);
		return;
	}

	const [, target = ''] = params;
	const selectors = params.slice(2, 2 + count);
	const limit = limitOf(params[2 + count]);
	if (limit === 0) {
		fail('INVALID_PARAMS', verb);
		return;
	}

	const room = conversationNamed(client, target);
	if (!room) {
		fail('INVALID_TARGET', verb, target);
		return;
	}

	const isOpen = verb === 'LATEST' && selectors[0] === '*';
	const wrong = selectors.find(selector => !isOpen && !/^(?:msgid|timestamp)=./.test(selector));
	if (wrong !== undefined) {
		fail('INVALID_MSGREFTYPE', verb, target, wrong.split('=')[0]!);
		return;
	}

	const places = isOpen ? [] : selectors.map(selector => placeOf(client, room, selector));
	const lost = places.indexOf(undefined);
	if (lost >= 0) {
		fail('INVALID_PARAMS', verb, target, selectors[lost]!);
		return;
	}

	const pages = pagesOf(verb, places, limit);
	const entries: readonly Heard[] = pages.flatMap(page => readHistory(client, room, page));
	tellEntries(client, isDirect(room) ? room.slice(1) : room, entries);
}

const failures: Readonly<Record<string, string>> = {
	UNKNOWN_COMMAND: 'Unknown command',
	INVALID_PARAMS: 'Invalid parameters',
	INVALID_TARGET: 'Messages could not be retrieved',
	INVALID_MSGREFTYPE: 'msgid and timestamp are understood',
};

/** IRCv3 draft/chathistory. */
export const historyCommands: Commands = {
	CHATHISTORY: {least: 0, run: (client, {params}) => tellHistory(client, params)},
};
