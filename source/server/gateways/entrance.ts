import {Refusal} from '../../protocol/refusal.ts';
import type {Wire} from './gateway.ts';
import type {Host} from './host.ts';
import {serverLimits} from './server-limits.ts';

/** Whether one peer may come in at all: where there is a password, it must give it, and has few guesses. */
export class Entrance {
	readonly #host: Host;
	readonly #wire: Wire;
	#isOpen: boolean;
	#guesses = 0;

	constructor(host: Host, wire: Wire) {
		this.#host = host;
		this.#wire = wire;
		this.#isOpen = host.password === undefined;
	}

	/** No password is needed, or none any more. */
	get isOpen(): boolean {
		return this.#isOpen;
	}

	/** No more guesses: the peer has to connect again. */
	get isShut(): boolean {
		return this.#guesses >= serverLimits.passwordGuesses;
	}

	/** Rejects with a `Refusal` if it stays shut. */
	async open(password: string): Promise<void> {
		if (this.#isOpen) {
			return;
		}

		// Whoever listens on the way could read it.
		if (!this.#wire.isLocal) {
			throw new Refusal('password-unsafe');
		}

		if (this.isShut) {
			throw new Refusal('too-many-attempts');
		}

		this.#guesses++;
		await this.#host.password!.check(password);
		this.#isOpen = true;
	}
}
