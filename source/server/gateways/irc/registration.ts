import {cleanLine} from '../../../protocol/body.ts';
import type {Nick} from '../../../protocol/ids.ts';
import {parseNick} from '../../../protocol/nick.ts';
import {Refusal} from '../../../protocol/refusal.ts';
import type {Entrance} from '../entrance.ts';
import type {Host} from '../host.ts';
import {type Caps, describeCaps, requested} from './caps.ts';
import type {IrcLine} from './irc-line.ts';
import type {Numeric} from './numerics.ts';
import {Sasl} from './sasl.ts';

type Reply = (numeric: Numeric, ...params: readonly string[]) => void;

type Context = {
	readonly host: Host;
	readonly entrance: Entrance;
	readonly reply: Reply;
	/** A line of the server. */
	readonly send: (verb: string, ...params: readonly string[]) => void;
	/** How the client is addressed. */
	readonly nick: () => string;
	/** Whether there is such a command for those who are in. */
	readonly isCommand: (verb: string) => boolean;
};

/** Who a client says it is. */
export type Introduction = {
	readonly nick: Nick;
	readonly user: string;
	readonly realName: string;
};

/** Everything before a client is let in: CAP, PASS, AUTHENTICATE, NICK, USER. Modern IRC, «Connection Registration». */
export class Registration {
	readonly #context: Context;
	readonly #sasl: Sasl;
	#password: string | undefined;
	#caps: Caps = new Set();
	#isNegotiating = false;
	#knowsValues = false;
	#nick: Nick | undefined;
	#user: {readonly user: string; readonly realName: string} | undefined;

	constructor(context: Context) {
		this.#context = context;
		const {entrance, reply, send} = context;
		this.#sasl = new Sasl({entrance, reply, ask: param => send('AUTHENTICATE', param)});
	}

	/** Where the peer comes from, and whether it was asked in. */
	get from(): Entrance['from'] {
		return this.#context.entrance.from;
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

	/** Why the password that it gave, if one is needed, does not let it in. */
	async objection(): Promise<Refusal | undefined> {
		const {entrance} = this.#context;
		if (entrance.isOpen) {
			// Where nothing is asked for, an invitation is still good for a server that is locked.
			if (this.#password !== undefined && !entrance.from.isInvited) {
				entrance.invite(this.#password);
			}

			return undefined;
		}

		try {
			if (this.#password === undefined) {
				throw new Refusal(entrance.isSafe ? 'password-needed' : 'password-unsafe');
			}

			await entrance.open(this.#password);
			return undefined;
		} catch (error) {
			if (!(error instanceof Refusal)) {
				throw error;
			}

			this.#context.reply('ERR_PASSWDMISMATCH', error.message);
			return error;
		}
	}

	/** The nick was taken in the meantime: another is needed. */
	askAgain(): void {
		this.#nick = undefined;
	}

	/** A line of one who is not in yet. */
	async take(line: IrcLine): Promise<void> {
		const {reply, isCommand} = this.#context;
		const {verb, params} = line;
		if (verb === 'NICK') {
			this.#takeNick(params[0]);
		} else if (verb === 'USER') {
			this.#takeUser(line);
		} else if (verb === 'PASS' && params.length === 0) {
			reply('ERR_NEEDMOREPARAMS', 'PASS', 'Not enough parameters');
		} else if (verb === 'PASS') {
			this.#password = params[0];
		} else if (verb === 'PING') {
			this.#pong(params[0]);
		} else if (verb === 'AUTHENTICATE') {
			await this.#sasl.take(params[0]);
		} else if (isCommand(verb)) {
			reply('ERR_NOTREGISTERED', 'You have not registered');
		} else {
			reply('ERR_UNKNOWNCOMMAND', shown(verb), 'Unknown command');
		}
	}

	// Some clients ask for a sign of life before they say who they are.
	#pong(mark: string | undefined): void {
		const {host, reply, send} = this.#context;
		if (mark) {
			send('PONG', host.serverName, mark);
		} else {
			reply('ERR_NOORIGIN', 'No origin specified');
		}
	}

	/** `NICK`: whether it is a good one. Whether it is free is told when everything else has come. */
	#takeNick(text: string | undefined): void {
		const {host, reply} = this.#context;
		if (!text) {
			reply('ERR_NONICKNAMEGIVEN', 'No name given');
			return;
		}

		const nick = nickFor(text, host);
		const wanted = nick instanceof Refusal && nick.code === 'nick-taken' ? parseNick(text) : nick;
		if (wanted instanceof Refusal) {
			reply('ERR_ERRONEUSNICKNAME', shown(text), wanted.message);
			return;
		}

		this.#nick = wanted;
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
		const {host, reply, send, nick: asked} = this.#context;
		const sendCap = (...words: readonly string[]) => send('CAP', asked(), ...words);
		const [given = '', value = ''] = params;
		const verb = given.toUpperCase();
		switch (verb) {
			case 'LS': {
				this.#isNegotiating ||= !isRegistered;
				this.#knowsValues ||= Number(value) >= 302;
				sendCap('LS', describeCaps(this.#knowsValues, host.password !== undefined).join(' '));
				return undefined;
			}

			case 'LIST': {
				sendCap('LIST', [...this.#caps].join(' '));
				return undefined;
			}

			case 'REQ': {
				this.#isNegotiating ||= !isRegistered;
				const caps = requested(value, this.#caps, host.password !== undefined);
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
