import {isDirect, type LogId} from '../../../protocol/ids.ts';
import type {Face} from '../../core/face.ts';
import type {Dialect, RoomEvent} from '../../core/room-event.ts';
import {maskedName} from '../../core/rules.ts';
import type {Cap, Caps} from './caps.ts';
import {formatIrcLine, formatTags} from './irc-line.ts';
import {type Hearing, saidLines, type Tags, timeTag} from './irc-said.ts';
import {describeModes} from './mode-letters.ts';

type Signalled = Extract<RoomEvent, {type: 'signalled'}>;

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
	readonly echoes: boolean;
	readonly #server: IrcServer;
	readonly #hearing: Hearing;

	constructor(server: IrcServer, caps: Caps) {
		this.#server = server;
		this.#hearing = {log: server.log, knows: cap => caps.has(cap)};
		this.echoes = caps.has('echo-message');
	}

	encode(event: RoomEvent, label?: string): string {
		return this.lines(event, label)
			.map(line => `${line}\r\n`)
			.join('');
	}

	/** The same without line ends. */
	lines(event: RoomEvent, label?: string, more: Tags = []): readonly string[] {
		if (event.type === 'said') {
			return saidLines(event, this.#hearing, {label, more});
		}

		const [first, ...others] = this.#happened(event);
		return first === undefined ? [] : [withLabel(first, label), ...others];
	}

	#happened(event: Exclude<RoomEvent, {type: 'said'}>): readonly string[] {
		switch (event.type) {
			case 'joined': {
				return this.#joined(event.room, event.who);
			}

			case 'left': {
				const {room, who, why, quits} = event;
				const source = maskedName(who);
				const words = why === undefined ? [] : [why];
				return quits
					? [this.#now(source, 'QUIT', [why === undefined ? 'Quit' : `Quit: ${why}`])]
					: [this.#now(source, 'PART', [room, ...words])];
			}

			case 'renamed': {
				return [this.#now(maskedName(event.who), 'NICK', [event.to])];
			}

			case 'kicked':
			case 'removed': {
				const {room, who, by, why} = event;
				return [this.#now(maskedName(by), 'KICK', [room, who.nick, why || by.nick])];
			}

			case 'ruled': {
				const {room, by, changes} = event;
				const source = by ? maskedName(by) : this.#server.name;
				return [this.#now(source, 'MODE', [room, ...describeModes(changes)])];
			}

			case 'invited': {
				return [this.#now(maskedName(event.by), 'INVITE', [event.nick, event.room])];
			}

			case 'changed': {
				return this.#changed(event.what, event.who);
			}

			case 'signalled': {
				return this.#signalled(event);
			}

			case 'reached': {
				const {name} = this.#server;
				return [formatIrcLine(name, 'PONG', [name, event.mark])];
			}

			case 'acked':
			case 'refreshed':
			case 'caught-up': {
				return [];
			}
		}
	}

	#signalled(event: Signalled): readonly string[] {
		const {room, to, by, tags, words} = event;
		const target = isDirect(room) ? to! : room;
		const own = this.#knows('message-tags') ? tags : [];
		const verb = words?.kind === 'notice' ? 'NOTICE' : words ? 'PRIVMSG' : 'TAGMSG';
		const line = formatIrcLine(maskedName(by), verb, [target, ...(words ? [words.text] : [])]);
		return words || this.#knows('message-tags')
			? [this.#tagged(line, [...this.#time(), ...own])]
			: [];
	}

	#joined(room: string, who: Face): readonly string[] {
		const source = maskedName(who);
		const extension = this.#knows('extended-join') ? ['*', who.realName] : [];
		const away =
			this.#knows('away-notify') && who.away !== undefined
				? [this.#now(source, 'AWAY', [who.away])]
				: [];
		return [this.#now(source, 'JOIN', [room, ...extension]), ...away];
	}

	#changed(what: 'away' | 'realName', who: Face): readonly string[] {
		const source = maskedName(who);
		if (what === 'realName') {
			return this.#knows('setname') ? [this.#now(source, 'SETNAME', [who.realName])] : [];
		}

		const words = who.away === undefined ? [] : [who.away];
		return this.#knows('away-notify') ? [this.#now(source, 'AWAY', words)] : [];
	}

	#time(): Tags {
		return timeTag(this.#hearing, this.#server.now());
	}

	#now(source: string, verb: string, params: readonly string[]): string {
		return this.#tagged(formatIrcLine(source, verb, params), this.#time());
	}

	#tagged = (line: string, tags: Tags): string => formatTags(tags) + line;

	#knows(cap: Cap): boolean {
		return this.#hearing.knows(cap);
	}
}

const withLabel = (line: string, label: string | undefined): string =>
	label === undefined
		? line
		: formatTags([['label', label]]).trimEnd() +
			(line.startsWith('@') ? `;${line.slice(1)}` : ` ${line}`);
