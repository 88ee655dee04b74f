export type Words = {
	readonly id: string;
	readonly room: string;
	readonly text: string;
	/** Called with the place in the log, or with nothing when it was refused for good. */
	readonly onAnswer?: ((seq: number | undefined) => void) | undefined;
};

const mostInFlight = 32;

/** What one wants to have said, in order, until it is answered. On each connection it begins from the front. */
export class Outbox {
	readonly #words: Words[];
	/** So many at the front are under way. */
	#sent = 0;
	#isHeld = true;

	constructor(words: readonly Words[]) {
		this.#words = [...words];
	}

	get words(): readonly Words[] {
		return this.#words;
	}

	add(words: Words): void {
		this.#words.push(words);
	}

	/** A new connection: nothing is under way. */
	begin(): void {
		this.#sent = 0;
		this.#isHeld = false;
	}

	/** This connection takes no more. */
	hold(): void {
		this.#isHeld = true;
	}

	/** What may be sent now; it counts as sent. */
	next(): readonly Words[] {
		const end = this.#isHeld ? this.#sent : Math.min(mostInFlight, this.#words.length);
		const words = this.#words.slice(this.#sent, end);
		this.#sent += words.length;
		return words;
	}

	/** It has been answered. */
	remove(id: string): Words | undefined {
		const index = this.#words.findIndex(words => words.id === id);
		if (index < 0) {
			return undefined;
		}

		this.#sent -= index < this.#sent ? 1 : 0;
		return this.#words.splice(index, 1)[0];
	}
}
