/** A line without its LF, or word that one was longer than the limit and is gone. */
export type Line = Uint8Array | 'too-long';

const lineFeed = 0x0a;
const nothing = new Uint8Array(0);

/** Chunks of bytes → lines. Never holds more than the limit and one chunk; work is linear in the bytes. */
export class LineSplitter {
	/** Longest line, in bytes. May change between lines. */
	limit: number;
	// The unfinished line's first bytes: as they came, or in a copy with room for more.
	#kept: Uint8Array = nothing;
	#held = 0;
	#dropped = 0;

	constructor(limit: number) {
		this.limit = limit;
	}

	/** Bytes since the last LF, kept or not: how endless the present line is. */
	get unfinished(): number {
		return this.#held + this.#dropped;
	}

	/** What came after the last LF, taken as a line; undefined when nothing did. */
	rest(): Line | undefined {
		return this.unfinished > 0 ? this.#take() : undefined;
	}

	*push(chunk: Uint8Array): Generator<Line, void, undefined> {
		let start = 0;
		for (;;) {
			const end = chunk.indexOf(lineFeed, start);
			if (end < 0) {
				this.#hold(chunk.subarray(start));
				return;
			}

			this.#hold(chunk.subarray(start, end));
			start = end + 1;
			yield this.#take();
		}
	}

	#hold(piece: Uint8Array): void {
		const length = this.#held + piece.length;
		if (this.#dropped > 0 || length > this.limit) {
			this.#dropped += length;
			this.#kept = nothing;
			this.#held = 0;
		} else if (this.#held === 0) {
			this.#kept = piece;
			this.#held = length;
		} else {
			this.#append(piece, length);
		}
	}

	// Copied, because keeping a piece costs hundreds of bytes, and a peer may send its line byte by byte.
	#append(piece: Uint8Array, length: number): void {
		if (length > this.#kept.length) {
			const larger = new Uint8Array(Math.min(this.limit, Math.max(length, 2 * this.#held)));
			larger.set(this.#kept);
			this.#kept = larger;
		}

		this.#kept.set(piece, this.#held);
		this.#held = length;
	}

	#take(): Line {
		const line = this.#dropped > 0 ? 'too-long' : this.#kept.subarray(0, this.#held);
		this.#kept = nothing;
		this.#held = 0;
		this.#dropped = 0;
		return line;
	}
}
