import type {
	Appended,
	Draft,
	MessageLog,
	Query,
	Search,
} from '../../source/server/core/message-log.ts';
import {Refusal} from '../../source/protocol/refusal.ts';
import {MemoryLog} from '../../source/server/storage/memory-log.ts';

type Waiting = {
	readonly draft: Draft;
	readonly resolve: (appended: Promise<Appended>) => void;
	readonly reject: (refusal: Refusal) => void;
};

/** A log that does nothing until it is told to: appends wait, become durable in bursts, and are answered later still. */
export class StumblingLog implements MessageLog {
	readonly #log = new MemoryLog();
	readonly id = this.#log.id;
	readonly facts = this.#log.facts;
	readonly #asked: Waiting[] = [];
	readonly #unanswered: (() => void)[] = [];

	get head() {
		return this.#log.head;
	}

	append(draft: Draft): Promise<Appended> {
		return new Promise((resolve, reject) => {
			this.#asked.push({draft, resolve, reject});
		});
	}

	/** The next so many appends are durable and can be read, but nobody has been told so. */
	commit(count = Infinity): void {
		for (const {draft, resolve} of this.#asked.splice(0, count)) {
			const appended = this.#log.append(draft);
			this.#unanswered.push(() => resolve(appended));
		}
	}

	/** The next so many appends will never be stored. */
	refuse(count = Infinity): void {
		for (const {reject} of this.#asked.splice(0, count)) {
			this.#unanswered.push(() => reject(new Refusal('storage')));
		}
	}

	/** Those who asked for the next so many hear what became of them. */
	answer(count = Infinity): void {
		this.#unanswered.splice(0, count).forEach(answer => answer());
	}

	read(query: Query) {
		return this.#log.read(query);
	}

	search(search: Search) {
		return this.#log.search(search);
	}

	close() {
		return this.#log.close();
	}
}
