import type {Line, LineSplitter} from '../../protocol/line-splitter.ts';

/** What a peer has sent and the session has not got round to: chunks that are cut into lines only as those are taken. */
export class Intake {
	readonly #lines: LineSplitter;
	#chunks: Iterator<Line, void>[] = [];

	constructor(lines: LineSplitter) {
		this.#lines = lines;
	}

	/** Nothing is left. That the last line was the last shows only when one more is asked for. */
	get isEmpty(): boolean {
		return this.#chunks.length === 0;
	}

	push(chunk: Uint8Array): void {
		this.#chunks.push(this.#lines.push(chunk));
	}

	/** The next line, if all of it has come. */
	take(): Line | undefined {
		for (let [chunk] = this.#chunks; chunk; [chunk] = this.#chunks) {
			const {value, done} = chunk.next();
			if (!done) {
				return value;
			}

			this.#chunks.shift();
		}

		return undefined;
	}

	drop(): void {
		this.#chunks = [];
	}
}
