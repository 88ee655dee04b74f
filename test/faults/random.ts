/** Numbers that only look random: the same again for the same seed. */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** From 0 up to, but not including, 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number, both ends included. */
	between(least: number, most: number): number {
		return least + Math.floor(this.next() * (most - least + 1));
	}

	one<Value>(from: readonly Value[]): Value {
		return from[this.between(0, from.length - 1)]!;
	}

	/** Another source that takes nothing from this one but its beginning. */
	fork(): Random {
		return new Random(Math.floor(this.next() * 2 ** 32));
	}
}

/** A new seed each time, printed, unless one is given to repeat a run. */
export function chooseSeed(test: string): number {
	const seed = Number(process.env['FAULTS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
	console.log(`${test}: FAULTS_SEED=${seed}`);
	return seed;
}
