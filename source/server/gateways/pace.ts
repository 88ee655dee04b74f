import {type Rate, serverLimits} from './server-limits.ts';
import {TokenBucket} from './token-bucket.ts';

type Rates = {readonly messages: Rate; readonly requests: Rate};

/** How fast one peer may go on. What it sends too soon is not refused: it is read later, so nothing is lost and nobody else notices. */
export class Pace {
	readonly #messages: TokenBucket;
	readonly #requests: TokenBucket;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#resting: PromiseWithResolvers<void> | undefined;

	constructor(now: number, {messages, requests}: Rates = serverLimits) {
		this.#messages = new TokenBucket(messages, now);
		this.#requests = new TokenBucket(requests, now);
	}

	/** Nothing more should be taken from the peer until `rested`. */
	get isResting(): boolean {
		return this.#resting !== undefined;
	}

	/** Resolves when the peer may go on, or is over. */
	get rested(): Promise<void> | undefined {
		return this.#resting?.promise;
	}

	/** Counts one thing that the peer did. Whether it has to rest now, which it did not have to before. */
	spend(what: 'message' | 'request', now: number): boolean {
		const bucket = what === 'message' ? this.#messages : this.#requests;
		const wait = bucket.spend(now);
		if (wait === 0 || this.#resting) {
			return false;
		}

		this.#resting = Promise.withResolvers();
		this.#timer = setTimeout(() => this.end(), wait);
		return true;
	}

	/** The rest is over, also because the peer is. */
	end(): void {
		clearTimeout(this.#timer);
		this.#resting?.resolve();
		this.#resting = undefined;
	}
}
