import {createHash} from 'node:crypto';
import {setTimeout as wait} from 'node:timers/promises';
import {checkHistory} from '../history/check-history.ts';
import {type Counts, countHistory} from '../history/count-history.ts';
import type {LoggedEntry} from '../history/history.ts';
import type {Violation} from '../history/violation.ts';
import {readLog} from './read-log.ts';
import {faults, type Scene} from './torture-faults.ts';

export type Round = {
	readonly faults: readonly string[];
	readonly counts: Counts;
	readonly violations: readonly Violation[];
};

/** A run of the log for each round, so that each is judged by itself; in the end all must still be there as they were. */
export class Torture {
	readonly #scene: Scene;
	readonly #lastOf = new Map<string, number>();
	readonly #seen = createHash('sha256');
	#head = 0;

	constructor(scene: Scene) {
		this.#scene = scene;
	}

	/** Talk, faults, talk, silence, judgement. */
	async round(): Promise<Round> {
		const {crowd, random, server} = this.#scene;
		crowd.recorder.take();
		crowd.people.forEach(person => person.mark());
		for (const person of crowd.people.slice(0, Math.ceil(crowd.people.length * 0.7))) {
			crowd.talk(person, {ahead: random.between(1, 4), most: random.between(20, 120)});
		}

		const names = Array.from({length: random.between(1, 4)}, () => random.one(Object.keys(faults)));
		for (const name of names) {
			await this.#talk(random.between(100, 4000));
			await faults[name]!(this.#scene);
		}

		await this.#talk(random.between(100, 4000));
		crowd.people.forEach(person => person.read());
		crowd.hush();
		await crowd.settle();
		const operations = crowd.recorder.take();
		const log = readLog(server.data, this.#head);
		const violations = checkHistory({operations, log, before: this.#lastOf});
		this.#remember(log);
		return {faults: names, counts: countHistory(operations), violations};
	}

	/** Once the server has ended: whether all rounds are on the disk as they were judged. */
	isKept(): boolean {
		const all = createHash('sha256');
		readLog(this.#scene.server.data).forEach(entry => all.update(JSON.stringify(entry)));
		return all.digest('hex') === this.#seen.digest('hex');
	}

	// Talk may have ended, or be slow: what matters is that faults fall into the midst of it most of the time.
	async #talk(operations: number): Promise<void> {
		const {recorder} = this.#scene.crowd;
		const enough = recorder.operations.length + operations;
		for (let waited = 0; waited < 1000 && recorder.operations.length < enough; waited += 5) {
			await wait(5);
		}
	}

	#remember(log: readonly LoggedEntry[]): void {
		for (const entry of log) {
			this.#seen.update(JSON.stringify(entry));
			this.#lastOf.set(entry.room, entry.seq);
			this.#head = entry.seq;
		}
	}
}
