import {randomBytes} from 'node:crypto';
import {type LogId, noSeq, type Seq} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Fact, Facts} from '../core/facts.ts';
import type {Appended, Draft, LogEntry, MessageLog, Query, Search} from '../core/message-log.ts';
import {holdsPhrases, phrasesOf} from './search-words.ts';

/** Keeps nothing on disk: for tests, and for rooms that should leave no trace. */
export class MemoryLog implements MessageLog {
	readonly id = randomBytes(16).toString('base64url') as LogId;
	#head = noSeq;
	#closed = false;
	readonly #byId = new Map<string, LogEntry>();
	// One run of entries for each thing that can be asked for, oldest first.
	readonly #runs = new Map<string, LogEntry[]>();
	readonly #facts = new Map<string, Map<string, string>>();

	readonly facts: Facts = {
		get: (kind, key) => this.#factsOf(kind).get(key),
		all: (kind, limit, under = '') =>
			Array.from(this.#factsOf(kind), ([key, value]): Fact => ({key, value}))
				.filter(({key}) => key.startsWith(under))
				.slice(0, limit),
		count: kind => this.#factsOf(kind).size,
		put: async (kind, key, value) => {
			if (this.#closed) {
				throw new Refusal('closing');
			}

			const facts = this.#factsOf(kind);
			// What was changed last stands last.
			facts.delete(key);
			if (value !== undefined) {
				facts.set(key, value);
			}
		},
	};

	get head(): Seq {
		return this.#head;
	}

	async append(draft: Draft): Promise<Appended> {
		if (this.#closed) {
			throw new Refusal('closing');
		}

		const name = `${draft.key} ${draft.id}`;
		const first = this.#byId.get(name);
		if (first) {
			return {entry: first, dup: true};
		}

		const prev = this.#runs.get(runOf(draft.room))?.at(-1)?.seq ?? noSeq;
		this.#head = (this.#head + 1) as Seq;
		const entry: LogEntry = {...draft, seq: this.#head, prev};
		this.#byId.set(name, entry);
		for (const run of runsOf(entry)) {
			const entries = this.#runs.get(run);
			if (entries) {
				entries.push(entry);
			} else {
				this.#runs.set(run, [entry]);
			}
		}

		return {entry, dup: false};
	}

	read({rooms, direct, after, before, kind, re, from, limit}: Query): readonly LogEntry[] {
		const pages = this.#runsFor(rooms, direct, kind, re).map(run => {
			const start = after === undefined ? 0 : placeOf(run, after + 1);
			const end = before === undefined ? run.length : placeOf(run, before);
			return from === 'oldest'
				? run.slice(start, Math.min(end, start + limit))
				: run.slice(Math.max(start, end - limit), end);
		});
		const entries = inOrder(pages);
		return from === 'oldest'
			? entries.slice(0, limit)
			: entries.slice(Math.max(0, entries.length - limit));
	}

	async search({words, rooms, direct, before, limit}: Search): Promise<readonly LogEntry[]> {
		const phrases = phrasesOf(words);
		if (phrases.length === 0) {
			return [];
		}

		const found = this.#runsFor(rooms, direct).map(run =>
			run.filter(({seq, text}) => seq < (before ?? Infinity) && holdsPhrases(text, phrases)),
		);
		return inOrder(found).toReversed().slice(0, limit);
	}

	async close(): Promise<void> {
		this.#closed = true;
	}

	#runsFor(
		rooms: Query['rooms'],
		direct: Query['direct'],
		kind?: Query['kind'],
		re?: Query['re'],
	): readonly (readonly LogEntry[])[] {
		return [...rooms, ...(direct ? [direct] : [])].map(
			whose => this.#runs.get(runOf(whose, kind, re)) ?? [],
		);
	}

	#factsOf(kind: string): Map<string, string> {
		const facts = this.#facts.get(kind) ?? new Map<string, string>();
		this.#facts.set(kind, facts);
		return facts;
	}
}

// Rooms start with `#` or `@` and keys with neither.
const runOf = (whose: string, kind?: Draft['kind'], re?: Seq): string =>
	`${whose} ${kind ?? ''} ${re ?? ''}`;

const runsOf = ({room, key, to, kind, re}: LogEntry): ReadonlySet<string> =>
	new Set(
		[room, ...(to ? [key, to.key] : [])].flatMap(whose => [
			runOf(whose),
			runOf(whose, kind),
			...(re === undefined ? [] : [runOf(whose, undefined, re), runOf(whose, kind, re)]),
		]),
	);

const inOrder = (runs: readonly (readonly LogEntry[])[]): readonly LogEntry[] =>
	runs.length === 1
		? runs[0]!
		: [...new Set(runs.flat())].toSorted((one, other) => one.seq - other.seq);

/** Where the first entry at or above `seq` is. */
function placeOf(run: readonly LogEntry[], seq: number): number {
	let [low, high] = [0, run.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (run[middle]!.seq < seq) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
}
