import {Refusal} from '../../../protocol/refusal.ts';
import type {Entrance} from '../entrance.ts';
import type {Numeric} from './numerics.ts';

type Context = {
	readonly entrance: Entrance;
	readonly reply: (numeric: Numeric, ...params: readonly string[]) => void;
	/** `AUTHENTICATE` from the server. */
	readonly ask: (param: string) => void;
};

/** IRCv3 sasl-3.1, «The AUTHENTICATE Command»: a longer answer comes in parts of this length. */
const partLength = 400;
const mostLength = 2 * partLength;

/** How a client gives the server's password before it is in: SASL PLAIN. There are no accounts, so any name will do. */
export class Sasl {
	readonly #context: Context;
	#answer: string | undefined;

	constructor(context: Context) {
		this.#context = context;
	}

	/** `AUTHENTICATE`, again and again until all of it has come. */
	async take(param: string | undefined): Promise<void> {
		const {entrance, reply, ask} = this.#context;
		if (param === undefined) {
			reply('ERR_NEEDMOREPARAMS', 'AUTHENTICATE', 'Not enough parameters');
		} else if (entrance.isOpen) {
			reply('ERR_SASLALREADY', 'You have already authenticated using SASL');
		} else if (param === '*') {
			this.#answer = undefined;
			reply('ERR_SASLABORTED', 'SASL authentication aborted');
		} else if (this.#answer !== undefined) {
			await this.#collect(param);
		} else if (param.toUpperCase() === 'PLAIN') {
			this.#answer = '';
			ask('+');
		} else {
			reply('RPL_SASLMECHS', 'PLAIN', 'are available SASL mechanisms');
			reply('ERR_SASLFAIL', 'SASL authentication failed');
		}
	}

	async #collect(part: string): Promise<void> {
		const {reply} = this.#context;
		const answer = this.#answer! + (part === '+' ? '' : part);
		if (part.length > partLength || answer.length > mostLength) {
			this.#answer = undefined;
			reply('ERR_SASLTOOLONG', 'SASL message too long');
			return;
		}

		this.#answer = part.length === partLength ? answer : undefined;
		if (this.#answer === undefined) {
			await this.#check(answer);
		}
	}

	// RFC 4616: whom to act as, who it is, the password, with NUL between them.
	async #check(answer: string): Promise<void> {
		const {entrance, reply} = this.#context;
		const [, , password, ...more] = Buffer.from(answer, 'base64').toString('utf8').split('\0');
		try {
			if (password === undefined || more.length > 0) {
				throw new Refusal('password-wrong');
			}

			await entrance.open(password);
			reply('RPL_SASLSUCCESS', 'SASL authentication successful');
		} catch (error) {
			if (!(error instanceof Refusal)) {
				throw error;
			}

			reply('ERR_SASLFAIL', error.message);
		}
	}
}
