import {closeSync, fdatasync, openSync} from 'node:fs';
import path from 'node:path';
import type {LogId, Seq} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Facts} from '../core/facts.ts';
import type {Appended, Draft, LogEntry, MessageLog, Query, Search} from '../core/message-log.ts';
import {lockDirectory} from './directory-lock.ts';
import {EntryTable} from './entry-table.ts';
import {FactTable} from './fact-table.ts';
import {type HistoryFile, openHistoryFile} from './history-file.ts';
import {Housekeeper} from './housekeeper.ts';
import {ensureDirectory} from './private-file.ts';
import {ending} from './history-words.ts';
import {isRefused, sqliteCode} from './sqlite-errors.ts';
import type {StorageError} from './storage-error.ts';
import {type Pending, writeBatch} from './write-batch.ts';

const mostPerTransaction = 256;
const mostPerSync = 1024;
/** In milliseconds: a sync that nobody minds waiting for twice. */
const fastSync = 1;
// Of 4 KiB each.
const checkpointFrames = 4096;

export type SqliteLogOptions = {
	/** Told once, with words for the host, when nobody can know any more what the disk holds, or it does not give back what it should: end the process and start anew. Until then nothing is answered. */
	readonly onFatal?: (error: StorageError) => void;
	/** Calls back when all that was written to the file is on the disk. */
	readonly sync?: (descriptor: number, done: (error: Error | null) => void) => void;
};

/** Opens the log in that file, made if it is missing, and keeps its directory for itself. Throws a `StorageError` that says what to do. */
export function openSqliteLog(file: string, options: SqliteLogOptions = {}): MessageLog {
	const directory = path.dirname(file);
	ensureDirectory(directory);
	const lock = lockDirectory(directory);
	try {
		const history = openHistoryFile(file);
		return new SqliteLog(file, {history, release: lock.release, options});
	} catch (error) {
		lock.release();
		throw error;
	}
}

type Parts = {
	readonly history: HistoryFile;
	readonly release: () => void;
	readonly options: SqliteLogOptions;
};

/**
Commits what came in during one turn as one transaction, which reaches the page cache only, then syncs the WAL in the thread pool, and only then answers: a slow disk holds up nobody but those who wait for it. While one sync runs the next batch collects, so batches grow by themselves with the load and with the slowness of the disk.
*/
class SqliteLog implements MessageLog {
	readonly id: LogId;
	readonly #file: string;
	readonly #parts: Parts;
	readonly #table: EntryTable;
	readonly #factTable: FactTable;
	readonly #wal: number;
	readonly #housekeeper: Housekeeper;
	#head: Seq;
	#queue: Pending[] = [];
	#answers: (() => void)[] = [];
	#hasWaited = false;
	#phase: 'idle' | 'writing' | 'held' | 'broken' = 'idle';
	#onHeld: (() => void) | undefined;
	#onDrained: (() => void) | undefined;
	#checkpointAt = checkpointFrames;
	#checkpoint: Promise<void> | undefined;
	#closing: Promise<void> | undefined;

	constructor(file: string, parts: Parts) {
		const {database, logId, checked} = parts.history;
		this.id = logId;
		this.#file = file;
		this.#parts = parts;
		this.#table = new EntryTable(database);
		this.#factTable = new FactTable(database);
		this.#wal = openSync(`${file}-wal`, 'r+');
		this.#head = this.#table.last;
		this.#housekeeper = new Housekeeper({file, logId}, this.#head, error => this.#fail(error));
		if (!checked) {
			this.#housekeeper.checkSoon();
		}
	}

	get head(): Seq {
		return this.#head;
	}

	readonly facts: Facts = {
		get: (kind, key) => this.#reading(() => this.#factTable.get(kind, key)),
		all: (kind, limit, under) => this.#reading(() => this.#factTable.all(kind, limit, under)),
		count: kind => this.#reading(() => this.#factTable.count(kind)),
		put: (kind, key, value) => this.#enqueue('fact', () => this.#factTable.put(kind, key, value)),
	};

	append(draft: Draft): Promise<Appended> {
		return this.#enqueue('entry', () => this.#table.insert(draft));
	}

	#enqueue<Result>(type: Pending['type'], work: () => Result): Promise<Result> {
		return this.#closing
			? Promise.reject(new Refusal('closing'))
			: new Promise((resolve, reject) => {
					const write = () => {
						const result = work();
						return () => resolve(result);
					};
					this.#queue.push({type, write, reject});
					this.#wake();
				});
	}

	read(query: Query): readonly LogEntry[] {
		return this.#reading(() => this.#table.read(query, this.#head));
	}

	async search(search: Search): Promise<readonly LogEntry[]> {
		const seqs = this.#closing ? undefined : await this.#housekeeper.search(search);
		if (!seqs) {
			throw new Refusal('no-search');
		}

		const {rooms, direct} = search;
		// The index is only derived: who may see an entry is for the log to say.
		return this.#reading(() => seqs.map(seq => this.#table.one(seq)))
			.filter(entry => entry !== undefined)
			.filter(
				({room, key, to}) => rooms.includes(room) || (to && (key === direct || to.key === direct)),
			);
	}

	close(): Promise<void> {
		this.#closing ??= this.#close();
		return this.#closing;
	}

	async #close(): Promise<void> {
		await new Promise<void>(resolve => {
			this.#onDrained = resolve;
			this.#wake();
		});
		await this.#checkpoint;
		await this.#housekeeper.close();
		closeSync(this.#wal);
		this.#parts.history.close(this.#phase === 'broken' ? 'broken' : 'whole');
		this.#parts.release();
	}

	#wake(): void {
		if (this.#phase === 'broken') {
			this.#onDrained?.();
		} else if (this.#phase === 'idle' && this.#onHeld) {
			this.#phase = 'held';
			this.#onHeld();
		} else if (this.#phase === 'idle' && this.#queue.length > 0) {
			this.#phase = 'writing';
			setImmediate(() => this.#commit());
		} else if (this.#phase === 'idle') {
			this.#onDrained?.();
		}
	}

	#commit(): void {
		if (this.#phase === 'broken') {
			return;
		}

		try {
			const batch = this.#queue.splice(0, mostPerTransaction);
			const {database} = this.#parts.history;
			const onUndone = () => {
				this.#table.forget();
				this.#factTable.forget();
			};
			this.#answers.push(...writeBatch(database, batch, onUndone));
		} catch (error) {
			this.#fail(error);
			return;
		}

		if (this.#queue.length > 0 && this.#answers.length < mostPerSync) {
			setImmediate(() => this.#commit());
			return;
		}

		const committed = this.#table.last;
		const {sync = fdatasync} = this.#parts.options;
		const begun = performance.now();
		sync(this.#wal, error => {
			if (error) {
				this.#fail(error);
			} else if (this.#shouldWait(performance.now() - begun)) {
				this.#hasWaited = true;
				setImmediate(() => this.#commit());
			} else {
				this.#hasWaited = false;
				this.#answer(committed);
			}
		});
	}

	// Telling everybody costs more than a fast sync: what is durable waits, once, for what has come meanwhile, and both are told together.
	#shouldWait(syncMilliseconds: number): boolean {
		return syncMilliseconds < fastSync && !this.#hasWaited && this.#queue.length > 0;
	}

	#answer(head: Seq): void {
		if (this.#phase === 'broken') {
			return;
		}

		const answers = this.#answers;
		this.#answers = [];
		if (head > this.#head) {
			this.#head = head;
			this.#housekeeper.noteHead(head);
		}

		for (const answer of answers) {
			answer();
		}

		this.#phase = 'idle';
		if (!this.#checkpoint && this.#table.walFrames > this.#checkpointAt) {
			this.#checkpoint = this.#runCheckpoint();
		}

		this.#wake();
	}

	// Most of the work is done while the log goes on; only the rest of it stops the log.
	async #runCheckpoint(): Promise<void> {
		if (await this.#housekeeper.backfill()) {
			await new Promise<void>(resolve => {
				this.#onHeld = resolve;
				this.#wake();
			});
			await this.#housekeeper.restart();
			this.#onHeld = undefined;
			if (this.#phase === 'held') {
				this.#phase = 'idle';
			}
		}

		this.#checkpointAt = this.#table.walFrames + checkpointFrames;
		this.#checkpoint = undefined;
		this.#wake();
	}

	// A page that cannot be read is never passed off as the end of the history: who asked is not answered, and asks again after the restart.
	#reading<Result>(work: () => Result): Result {
		try {
			return work();
		} catch (error) {
			if (sqliteCode(error) !== undefined && !isRefused(error)) {
				this.#fail(error);
			}

			throw error;
		}
	}

	// Nobody knows what became of the appends under way: they are never answered, so that whoever made them asks again after a restart.
	#fail(error: unknown): void {
		if (this.#phase !== 'broken') {
			this.#phase = 'broken';
			this.#wake();
			const fault = ending(this.#file, error);
			const {onFatal} = this.#parts.options;
			if (fault && onFatal) {
				onFatal(fault);
			} else {
				crash(error);
			}
		}
	}
}

function crash(error: unknown): void {
	setImmediate(() => {
		throw new Error('The log cannot go on', {cause: error});
	});
}
