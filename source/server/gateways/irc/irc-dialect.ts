import type {LogId} from '../../../protocol/ids.ts';
import type {Face} from '../../core/face.ts';
import type {Dialect, RoomEvent} from '../../core/room-event.ts';
import {maskedName} from '../../core/rules.ts';
import type {Cap, Caps} from './caps.ts';
import {bytesOfLine, formatIrcLine, formatTags} from './irc-line.ts';
import {answering, botTag, type Hearing, saidLines, signalledLines, timeTag} from './irc-said.ts';
import {linesFor} from './irc-text.ts';
import {describeModes} from './mode-letters.ts';

/** What is the same for all who speak IRC here. */
export type IrcServer = {readonly name: string; readonly log: LogId; readonly now: () => number};

/** One dialect for each set of capabilities, so that those who know the same hear the same bytes. */
export class IrcDialects {
	readonly #server: IrcServer;
	readonly #dialects = new Map<string, IrcDialect>();

	constructor(server: IrcServer) {
		this.#server = server;
	}

	for(caps: Caps): IrcDialect {
		const key = [...caps].toSorted().join(' ');
		const dialect = this.#dialects.get(key) ?? new IrcDialect(this.#server, caps);
		this.#dialects.set(key, dialect);
		return dialect;
	}
}

export class IrcDialect implements Dialect {
	readonly name = 'irc';
	// IRCv3 echo-message: a message to oneself is «both sent and received».
	readonly deliversToOneself = true;
	readonly echoes: boolean;
	/** IRCv3 extended-monitor. */
	readonly watchesMore: boolean;
	readonly #server: IrcServer;
	readonly #hearing: Hearing;

	constructor(server: IrcServer, caps: Caps) {
		this.#server = server;
		this.#hearing = {log: server.log, serverName: server.name, knows: cap => caps.has(cap)};
		this.echoes = caps.has('echo-message');
		this.watchesMore = caps.has('extended-monitor');
	}

	encode(event: RoomEvent, ticket?: string): string {
		return this.lines(event, ticket)
			.map(line => `${line}\r\n`)
			.join('');
	}

	/** The same without line ends. */
	lines(event: RoomEvent, ticket?: string): readonly string[] {
		return event.type === 'said'
			? saidLines(event, this.#hearing, ticket)
			: answering(this.#happened(event), this.#hearing, ticket);
	}

	#happened(event: Exclude<RoomEvent, {type: 'said'}>): readonly string[] {
		switch (event.type) {
			case 'joined': {
				return this.#joined(event.room, event.who);
			}

			case 'left': {
				const {room, who, why} = event;
				const words = why === undefined ? [] : [why];
				return event.how === 'parted'
					? [this.#now(who, 'PART', [room, ...words])]
					: [this.#now(who, 'QUIT', [quitWords(event)])];
			}

			case 'renamed': {
				const {who, to, unlike} = event;
				return [this.#now(who, 'NICK', [to]), ...(unlike ? [this.#unlike(to, '*')] : [])];
			}

			case 'kicked':
			case 'removed': {
				const {room, who, by, why} = event;
				return [this.#now(by, 'KICK', [room, who.nick, why || by.nick])];
			}

			case 'ruled': {
				const {room, by, changes} = event;
				return [this.#now(by, 'MODE', [room, ...describeModes(changes)])];
			}

			case 'invited': {
				return [this.#now(event.by, 'INVITE', [event.nick, event.room])];
			}

			// IRCv3 invite-notify.
			case 'asked': {
				const {room, nick, by} = event;
				return this.#knows('invite-notify') ? [this.#now(by, 'INVITE', [nick, room])] : [];
			}

			case 'changed': {
				return this.#changed(event.what, event.who);
			}

			case 'told': {
				const measure = (text: string) => bytesOfLine(this.#server.name, 'NOTICE', ['*', text]);
				const lines = linesFor(event.text, measure);
				return lines.map(text => this.#now(undefined, 'NOTICE', ['*', text]));
			}

			case 'signalled': {
				return signalledLines(event, this.#hearing);
			}

			case 'reached': {
				const {name} = this.#server;
				return [formatIrcLine(name, 'PONG', [name, event.mark])];
			}

			case 'acked':
			case 'read':
			case 'refreshed':
			case 'caught-up': {
				return [];
			}
		}
	}

	#joined(room: string, who: Face): readonly string[] {
		const extension = this.#knows('extended-join') ? ['*', who.realName] : [];
		const away =
			this.#knows('away-notify') && who.away !== undefined
				? [this.#now(who, 'AWAY', [who.away])]
				: [];
		const unlike = who.person.unlike ? [this.#unlike(who.nick, room)] : [];
		return [this.#now(who, 'JOIN', [room, ...extension]), ...away, ...unlike];
	}

	// For clients that know nothing of devices.
	#unlike(nick: string, target: string): string {
		const words = `${nick} is not on the device that was ${nick} before`;
		return this.#now(undefined, 'NOTICE', [target, words]);
	}

	#changed(what: 'away' | 'realName', who: Face): readonly string[] {
		if (what === 'realName') {
			return this.#knows('setname') ? [this.#now(who, 'SETNAME', [who.realName])] : [];
		}

		const words = who.away === undefined ? [] : [who.away];
		return this.#knows('away-notify') ? [this.#now(who, 'AWAY', words)] : [];
	}

	#now(by: Face | undefined, verb: string, params: readonly string[]): string {
		const source = by ? maskedName(by) : this.#server.name;
		const tags = [...timeTag(this.#hearing, this.#server.now()), ...botTag(this.#hearing, by)];
		return formatTags(tags) + formatIrcLine(source, verb, params);
	}

	#knows(cap: Cap): boolean {
		return this.#hearing.knows(cap);
	}
}

// Modern IRC, «QUIT message»: only what the client itself gave as its reason begins with «Quit: ».
function quitWords({why, how}: Extract<RoomEvent, {type: 'left'}>): string {
	if (how === 'lost') {
		return why ?? 'Connection closed';
	}

	return why === undefined ? 'Quit' : `Quit: ${why}`;
}
