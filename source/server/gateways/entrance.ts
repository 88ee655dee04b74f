import {Refusal} from '../../protocol/refusal.ts';
import type {Candidate} from '../core/member.ts';
import type {Wire} from './gateway.ts';
import type {Host, PasswordProof} from './host.ts';
import {serverLimits} from './server-limits.ts';

/** Whether one peer may come in at all: where there is a password, it must know it, and has few guesses. */
export class Entrance {
	readonly #host: Host;
	readonly #wire: Wire;
	#isOpen: boolean;
	#guesses = 0;
	#isInvited = false;

	constructor(host: Host, wire: Wire) {
		this.#host = host;
		this.#wire = wire;
		this.#isOpen = host.password === undefined;
	}

	/** No password is needed, or none any more. */
	get isOpen(): boolean {
		return this.#isOpen;
	}

	/** Where the peer comes from, and whether it was asked in. */
	get from(): Pick<Candidate, 'address' | 'isInvited'> {
		return {address: this.#wire.address, isInvited: this.#isInvited};
	}

	/** No more guesses: the peer has to connect again. */
	get isShut(): boolean {
		return this.#guesses >= serverLimits.passwordGuesses;
	}

	/** Nobody can listen on the way, who could read a password or try all passwords on what was heard. */
	get isSafe(): boolean {
		return this.#wire.isLocal || this.#wire.binding !== undefined;
	}

	/** An invitation opens it too. Throws a `Refusal` for one that is not good, or not any more, where one is needed. */
	invite(secret: string): void {
		if (!this.#isOpen) {
			this.#guess();
		}

		this.#isInvited = this.isSafe && (this.#host.invitations?.isGood(secret) ?? false);
		if (!this.#isInvited && !this.#isOpen) {
			throw new Refusal('not-invited');
		}

		this.#isOpen = true;
	}

	/** A password, or an invitation in its place. Rejects with a `Refusal` if it stays shut. */
	async open(password: string): Promise<void> {
		if (!this.#isOpen && this.#host.invitations?.isGood(password)) {
			this.invite(password);
		}

		if (!this.#isOpen) {
			this.#guess();
			await this.#host.password!.check(password);
			this.#isOpen = true;
		}
	}

	/** The same without the password being said: `finish` throws a `Refusal` if it stays shut. Undefined where there is no password. Whoever is let in already may still want us to prove that we know it. */
	async prove(first: string): Promise<PasswordProof | undefined> {
		const {password} = this.#host;
		if (!password) {
			return undefined;
		}

		if (!this.#isOpen) {
			this.#guess();
		}

		const proof = await password.begin(first, this.#wire.binding);
		return {
			first: proof.first,
			finish: final => {
				const answer = proof.finish(final);
				if (answer === undefined) {
					throw new Refusal('password-wrong');
				}

				this.#isOpen = true;
				return answer;
			},
		};
	}

	#guess(): void {
		if (!this.isSafe) {
			throw new Refusal('password-unsafe');
		}

		if (this.isShut) {
			throw new Refusal('too-many-attempts');
		}

		this.#guesses++;
	}
}
