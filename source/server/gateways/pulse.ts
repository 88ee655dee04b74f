import {serverLimits} from './server-limits.ts';

/** Whether a peer is still there, for when somebody has to know it soon. */
export class Pulse {
	readonly #ask: () => void;
	#asked:
		| {readonly isAlive: Promise<boolean>; readonly answer: (isAlive: boolean) => void}
		| undefined;

	/** `ask` is what the peer answers if it is there. */
	constructor(ask: () => void) {
		this.#ask = ask;
	}

	/** The peer has said something. */
	heard(): void {
		this.#asked?.answer(true);
	}

	/** Of several who want to know, each hears what the first one does. */
	check(): Promise<boolean> {
		if (!this.#asked) {
			const {promise: isAlive, resolve} = Promise.withResolvers<boolean>();
			const late = setTimeout(() => answer(false), serverLimits.ghostAnswersWithin);
			const answer = (is: boolean): void => {
				clearTimeout(late);
				this.#asked = undefined;
				resolve(is);
			};
			this.#asked = {isAlive, answer};
			this.#ask();
			return isAlive;
		}

		return this.#asked.isAlive;
	}
}
