import {createHash, randomBytes} from 'node:crypto';
import type {Facts} from '../core/facts.ts';

const kind = 'invitation';
/** More are not kept: the one made longest ago goes. */
const most = 200;

/** Secrets that let people in for a while. Only their hashes are kept. */
export class Invitations {
	readonly #facts: Facts;
	readonly #now: () => number;

	constructor(facts: Facts, now: () => number) {
		this.#facts = facts;
		this.#now = now;
	}

	/** Resolves to one that is good until then, in milliseconds since the epoch, also after a restart. */
	async make(until: number): Promise<string> {
		for (const {key, value} of this.#facts.all(kind, most)) {
			if (!this.#isFuture(value) || this.#facts.count(kind) >= most) {
				await this.#facts.put(kind, key, undefined);
			}
		}

		const secret = randomBytes(16).toString('base64url');
		await this.#facts.put(kind, hash(secret), String(until));
		return secret;
	}

	isGood(secret: string): boolean {
		return this.#isFuture(this.#facts.get(kind, hash(secret)));
	}

	#isFuture(until: string | undefined): boolean {
		return until !== undefined && Number(until) > this.#now();
	}
}

const hash = (secret: string): string =>
	createHash('sha256').update(`chatroom invitation ${secret}`).digest('base64url');
