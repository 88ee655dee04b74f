import {randomBytes} from 'node:crypto';
import {Refusal} from '../../protocol/refusal.ts';
import {
	answerScram,
	type Binding,
	isSamePassword,
	saltPassword,
	type ServerExchange,
	type Verifier,
	verifierOf,
} from '../../crypto/scram.ts';

/** Guesses that wait while one is looked at: each costs a tenth of a second of one processor. */
const mostWaiting = 8;
const saltBytes = 16;
const nonceBytes = 18;

/** The password of the whole server, of which only a verifier is kept. Guesses that say it are checked one at a time, away from the main thread; those that prove it cost next to nothing here. */
export class RoomPassword {
	readonly #verifier: Promise<Verifier>;
	#last: Promise<unknown> = Promise.resolve();
	#waiting = 0;

	constructor(password: string, iterations = 600_000) {
		this.#verifier = derive(password, {salt: randomBytes(saltBytes), iterations});
		this.#verifier.catch(() => {});
	}

	/** Rejects with a `Refusal` when it is another one, or when too many guess at once. */
	async check(guess: string): Promise<void> {
		if (this.#waiting >= mostWaiting) {
			throw new Refusal('busy');
		}

		this.#waiting++;
		const turn = this.#last.then(async () => {
			const verifier = await this.#verifier;
			return isSamePassword(await derive(guess, verifier), verifier);
		});
		this.#last = turn.catch(() => {});
		try {
			if (!(await turn)) {
				throw new Refusal('password-wrong');
			}
		} finally {
			this.#waiting--;
		}
	}

	/** SCRAM: rejects with a `Refusal` when the first message is none, or not for this connection. */
	async begin(first: string, binding: Binding): Promise<ServerExchange> {
		const nonce = randomBytes(nonceBytes).toString('base64url');
		const exchange = answerScram(first, {verifier: await this.#verifier, binding, nonce});
		if (!exchange) {
			throw new Refusal('bad-frame', {detail: 'Bad field "scram".'});
		}

		return exchange;
	}
}

const derive = async (password: string, salt: Pick<Verifier, 'salt' | 'iterations'>) =>
	verifierOf(await saltPassword(password, salt), salt);
