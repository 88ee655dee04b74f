import type {Rate} from './server-limits.ts';

/** Counts what one peer does against a rate. Pure but for what it holds; `now` is monotonic, in milliseconds. */
export class TokenBucket {
	readonly #rate: Rate;
	#tokens: number;
	#at: number;

	constructor(rate: Rate, now: number) {
		this.#rate = rate;
		this.#tokens = rate.burst;
		this.#at = now;
	}

	/** Everything that was ever taken has come back. */
	isFull(now: number): boolean {
		this.#refill(now);
		return this.#tokens >= this.#rate.burst;
	}

	/** Takes one if there is one. */
	take(now: number): boolean {
		this.#refill(now);
		const isThere = this.#tokens >= 1;
		this.#tokens -= isThere ? 1 : 0;
		return isThere;
	}

	/** Takes one in any case. The answer: how long to wait before the next, in milliseconds. */
	spend(now: number): number {
		this.#refill(now);
		this.#tokens -= 1;
		return this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) * 1000) / this.#rate.perSecond);
	}

	#refill(now: number): void {
		const {burst, perSecond} = this.#rate;
		this.#tokens = Math.min(burst, this.#tokens + ((now - this.#at) * perSecond) / 1000);
		this.#at = now;
	}
}
