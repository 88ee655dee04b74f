import {extname} from 'node:path';
import {Worker} from 'node:worker_threads';
import type {Seq} from '../../protocol/ids.ts';
import type {Search} from '../core/message-log.ts';
import type {Answer, Answers, Call, HouseworkSetup, TaskOf} from './housework.ts';

// Milliseconds.
const indexAfter = 250;
const indexAfterOpening = 1000;
// Indexing costs as much as logging: above this many entries between two looks it waits, until it is quieter or someone searches.
const busyEntries = 500;

/** The log's hand in the thread that indexes, searches and checkpoints. The thread starts when there is something to do. */
export class Housekeeper {
	readonly #setup: HouseworkSetup;
	readonly #onFatal: (error: unknown) => void;
	readonly #waiting = new Map<number, (result: Answer['result']) => void>();
	#worker: Worker | undefined;
	#checksFirst = false;
	#timer: NodeJS.Timeout | undefined;
	#calls = 0;
	#head: Seq;
	#seen: Seq;

	constructor(setup: HouseworkSetup, head: Seq, onFatal: (error: unknown) => void) {
		this.#setup = setup;
		this.#onFatal = onFatal;
		this.#head = head;
		this.#seen = head;
		if (head > 0) {
			this.#look(indexAfterOpening);
		}
	}

	/** The log has grown durably to `head`. */
	noteHead(head: Seq): void {
		this.#head = head;
		this.#look(indexAfter);
	}

	/** Looks for damage, behind the start. */
	checkSoon(): void {
		this.#checksFirst = true;
		this.#look(indexAfterOpening);
	}

	backfill(): Promise<boolean> {
		return this.#ask({type: 'backfill'});
	}

	restart(): Promise<boolean> {
		return this.#ask({type: 'restart'});
	}

	search(search: Search): Promise<readonly Seq[] | undefined> {
		return this.#ask({type: 'search', search, head: this.#head});
	}

	async close(): Promise<void> {
		clearTimeout(this.#timer);
		const worker = this.#worker;
		if (worker) {
			await this.#ask({type: 'close'});
			await worker.terminate();
		}
	}

	#look(after: number): void {
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			if (this.#checksFirst) {
				this.#checksFirst = false;
				void this.#ask({type: 'check'});
			}

			const grown = this.#head - this.#seen;
			this.#seen = this.#head;
			if (grown > busyEntries) {
				this.#look(indexAfter);
			} else {
				void this.#ask({type: 'index', head: this.#head});
			}
		}, after).unref();
	}

	#ask<Type extends keyof Answers>(task: TaskOf<Type>): Promise<Answers[Type]> {
		this.#worker ??= this.#start();
		this.#worker.ref();
		const call = ++this.#calls;
		this.#worker.postMessage({call, task} satisfies Call);
		return new Promise(resolve => {
			this.#waiting.set(call, resolve as (result: Answer['result']) => void);
		});
	}

	#start(): Worker {
		// Beside this file, in the sources as in the bundle.
		const file = new URL(`./sqlite-worker${extname(import.meta.url)}`, import.meta.url);
		const worker = new Worker(file, {workerData: this.#setup, name: 'chatroom log'});
		worker.on('message', ({call, result}: Answer) => this.#settle(call, result));
		worker.on('error', this.#onFatal);
		worker.on('exit', () => {
			this.#worker = undefined;
			[...this.#waiting.keys()].forEach(call => this.#settle(call, undefined));
		});
		return worker;
	}

	// Keeps the process alive only while something is asked for.
	#settle(call: number, result: Answer['result']): void {
		this.#waiting.get(call)?.(result);
		this.#waiting.delete(call);
		if (this.#waiting.size === 0) {
			this.#worker?.unref();
		}
	}
}
