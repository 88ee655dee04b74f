import type {HeardEntry, Operation} from './history.ts';

type Unrecorded<Of> = Of extends Operation ? Omit<Of, 'at'> : never;

/** Writes down what all participants of one process do and see, as it happens. */
export class Recorder {
	#operations: Operation[] = [];
	readonly #heard = new Map<number, HeardEntry>();

	get operations(): readonly Operation[] {
		return this.#operations;
	}

	note(operation: Unrecorded<Operation>): void {
		this.#operations.push({...operation, at: performance.now()} as Operation);
	}

	/** The same entry, once in memory however many hear it. */
	alike(entry: HeardEntry): HeardEntry {
		const known = this.#heard.get(entry.seq) ?? entry;
		const isSame =
			known.id === entry.id &&
			known.prev === entry.prev &&
			known.room === entry.room &&
			known.tag === entry.tag &&
			known.text === entry.text;
		this.#heard.set(entry.seq, known);
		return isSame ? known : entry;
	}

	/** Gives what was recorded, and begins anew. */
	take(): readonly Operation[] {
		const taken = this.#operations;
		this.#operations = [];
		this.#heard.clear();
		return taken;
	}
}
