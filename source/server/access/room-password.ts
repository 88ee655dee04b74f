import {createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual} from 'node:crypto';
import {promisify} from 'node:util';
import {Refusal} from '../../protocol/refusal.ts';

/** What is kept of a password: enough to check one, not enough to know it. RFC 5802 3, with SHA-256. */
export type Verifier = {
	readonly salt: Buffer;
	readonly iterations: number;
	readonly storedKey: Buffer;
	readonly serverKey: Buffer;
};

/** Guesses that wait while one is looked at: each costs a tenth of a second of one processor. */
const mostWaiting = 8;
const saltBytes = 16;
const keyBytes = 32;
const derive = promisify(pbkdf2);
const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();

async function verifierOf(password: string, salt: Buffer, iterations: number): Promise<Verifier> {
	// RFC 8265 4.2.2: a password typed on another keyboard is the same one.
	const salted = await derive(password.normalize('NFC'), salt, iterations, keyBytes, 'sha256');
	const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest();
	return {salt, iterations, storedKey, serverKey: hmac(salted, 'Server Key')};
}

/** The password of the whole server. Guesses are checked one at a time, away from the main thread. */
export class RoomPassword {
	readonly #verifier: Promise<Verifier>;
	#last: Promise<unknown> = Promise.resolve();
	#waiting = 0;

	constructor(password: string, iterations = 600_000) {
		this.#verifier = verifierOf(password, randomBytes(saltBytes), iterations);
		this.#verifier.catch(() => {});
	}

	/** Rejects with a `Refusal` when it is another one, or when too many guess at once. */
	async check(guess: string): Promise<void> {
		if (this.#waiting >= mostWaiting) {
			throw new Refusal('busy');
		}

		this.#waiting++;
		const turn = this.#last.then(() => this.#isRight(guess));
		this.#last = turn.catch(() => {});
		try {
			if (!(await turn)) {
				throw new Refusal('password-wrong');
			}
		} finally {
			this.#waiting--;
		}
	}

	async #isRight(guess: string): Promise<boolean> {
		const {salt, iterations, storedKey} = await this.#verifier;
		const made = await verifierOf(guess, salt, iterations);
		return timingSafeEqual(made.storedKey, storedKey);
	}
}
