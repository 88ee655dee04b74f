import {cleanLine} from '../../../protocol/body.ts';
import type {Nick} from '../../../protocol/ids.ts';
import {parseNick} from '../../../protocol/nick.ts';
import {Refusal} from '../../../protocol/refusal.ts';
import type {Host} from '../host.ts';
import {type Caps, describeCaps, requested} from './caps.ts';
import type {IrcLine} from './irc-line.ts';
import type {Numeric} from './numerics.ts';

type Reply = (numeric: Numeric, ...params: readonly string[]) => void;

type Context = {
	readonly host: Host;
	readonly reply: Reply;
	readonly sendCap: (...params: readonly string[]) => void;
	/** Whether there is such a command for those who are in. */
	readonly isCommand: (verb: string) => boolean;
};

/** Who a client says it is. */
export type Introduction = {
	readonly nick: Nick;
	readonly user: string;
	readonly realName: string;
};

/** Everything before a client is let in: CAP, NICK, USER. Modern IRC, «Connection Registration». */
export class Registration {
	readonly #context: Context;
	#caps: Caps = new Set();
	#isNegotiating = false;
	#knowsValues = false;
	#nick: Nick | undefined;
	#user: {readonly user: string; readonly realName: string} | undefined;

	constructor(context: Context) {
		this.#context = context;
	}

	get caps(): Caps {
		return this.#caps;
	}

	/** All that is needed to let it in; undefined while something is missing. */
	get introduction(): Introduction | undefined {
		return this.#nick && this.#user && !this.#isNegotiating
			? {nick: this.#nick, ...this.#user}
			: undefined;
	}

	/** The nick it wants, even if others are still missing. */
	get nick(): Nick | undefined {
		return this.#nick;
	}

	/** The nick was taken in the meantime: another is needed. */
	askAgain(): void {
		this.#nick = undefined;
	}

	/** A line of one who is not in yet. */
	take(line: IrcLine): void {
		const {reply, isCommand} = this.#context;
		const {verb, params} = line;
		if (verb === 'NICK') {
			this.#takeNick(params[0]);
		} else if (verb === 'USER') {
			this.#takeUser(line);
		} else if (verb === 'PASS' && params.length === 0) {
			reply('ERR_NEEDMOREPARAMS', 'PASS', 'Not enough parameters');
		} else if (isCommand(verb)) {
			reply('ERR_NOTREGISTERED', 'You have not registered');
		} else if (verb !== 'PASS') {
			reply('ERR_UNKNOWNCOMMAND', shown(verb), 'Unknown command');
		}
	}

	/** `NICK`: whether it is good and free, as far as one can tell before it is taken. */
	#takeNick(text: string | undefined): void {
		const {host, reply} = this.#context;
		if (!text) {
			reply('ERR_NONICKNAMEGIVEN', 'No name given');
			return;
		}

		const nick = nickFor(text, host);
		if (nick instanceof Refusal) {
			const isTaken = nick.code === 'nick-taken' || nick.code === 'nick-reserved';
			reply(isTaken ? 'ERR_NICKNAMEINUSE' : 'ERR_ERRONEUSNICKNAME', shown(text), nick.message);
			return;
		}

		this.#nick = nick;
	}

	/** `USER name * * :real name`. */
	#takeUser({params}: IrcLine): void {
		const [name, , , realName] = params;
		if (!name || realName === undefined || realName === '') {
			this.#context.reply('ERR_NEEDMOREPARAMS', 'USER', 'Not enough parameters');
			return;
		}

		const user = name.replaceAll(/[^\w.-]/g, '').slice(0, 20) || 'user';
		this.#user = {user, realName: Array.from(cleanLine(realName)).slice(0, 50).join('')};
	}

	/** `CAP`, which may also come later. Gives the capabilities if they have changed. */
	negotiate({params}: IrcLine, isRegistered: boolean): Caps | undefined {
		const {reply, sendCap} = this.#context;
		const [given = '', value = ''] = params;
		const verb = given.toUpperCase();
		switch (verb) {
			case 'LS': {
				this.#isNegotiating ||= !isRegistered;
				this.#knowsValues ||= Number(value) >= 302;
				sendCap('LS', describeCaps(this.#knowsValues).join(' '));
				return undefined;
			}

			case 'LIST': {
				sendCap('LIST', [...this.#caps].join(' '));
				return undefined;
			}

			case 'REQ': {
				this.#isNegotiating ||= !isRegistered;
				const caps = requested(value, this.#caps);
				sendCap(caps ? 'ACK' : 'NAK', value.trim());
				this.#caps = caps ?? this.#caps;
				return caps;
			}

			case 'END': {
				this.#isNegotiating = false;
				return undefined;
			}

			default: {
				reply('ERR_INVALIDCAPCMD', shown(given || '*'), 'Invalid CAP command');
				return undefined;
			}
		}
	}
}

/** A parameter as it may be repeated to the client: one word. */
export const shown = (word: string): string =>
	word.replaceAll(/[\s\0]/g, '').replace(/^:+/, '') || '*';

/** The nick that an IRC client means. Clients make names of their own when one is taken, by underscores, which names here do not end with: then a number stands for them. */
export function nickFor(text: string, host: Host, own?: Nick): Nick | Refusal {
	const nick = parseNick(text);
	if (!(nick instanceof Refusal)) {
		const holder = host.hub.holder(nick);
		return holder && holder.nick !== own ? new Refusal('nick-taken') : nick;
	}

	const base = text.replace(/[_`^|-]+$/, '');
	if (base === text || base === '') {
		return nick;
	}

	for (let number = 2; number < 100; number++) {
		const other = parseNick(`${base.slice(0, 28)}${number}`);
		if (!(other instanceof Refusal) && !host.hub.holder(other)) {
			return other;
		}
	}

	return new Refusal('nick-taken');
}
