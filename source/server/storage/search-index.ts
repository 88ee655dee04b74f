import {rmSync} from 'node:fs';
import {DatabaseSync, type StatementSync} from 'node:sqlite';
import {type LogId, noSeq, type Seq} from '../../protocol/ids.ts';
import type {Search} from '../core/message-log.ts';
import {ensurePrivateFile} from './private-file.ts';
import {phrasesOf, wordsOf} from './search-words.ts';
import {isBusy, isDamaged, sqliteCode} from './sqlite-errors.ts';
import {StorageError} from './storage-error.ts';

const indexVersion = 1;
const sliceEntries = 256;
const mostRebuilds = 3;

// Words are found and made comparable by `wordsOf`, so the tokenizer has only to split at spaces.
const schema = `
	CREATE TABLE meta (logId TEXT NOT NULL, reached INTEGER NOT NULL, id TEXT NOT NULL) STRICT;
	CREATE VIRTUAL TABLE entries USING fts5 (
		place, text, content = '', columnsize = 0, tokenize = 'ascii'
	);
	PRAGMA user_version = ${indexVersion};
`;

type Place = {readonly logId: LogId; readonly file: string; readonly log: string};

type IndexFile = {
	readonly database: DatabaseSync;
	readonly insert: StatementSync;
	readonly update: StatementSync;
	readonly select: StatementSync;
};

/**
Finds entries by words. Everything in it comes from the log, from which it is made anew when it is missing, damaged, or not about this log as it is.
*/
export class SearchIndex {
	readonly #place: Place;
	readonly #log: DatabaseSync;
	readonly #selectSlice: StatementSync;
	#file: IndexFile | undefined;
	#reached: Seq = noSeq;
	#goal: Seq = noSeq;
	#rebuilds = 0;

	constructor(place: Place) {
		this.#place = place;
		this.#log = new DatabaseSync(place.log, {readOnly: true, timeout: 1000});
		this.#selectSlice = this.#log.prepare(`
			SELECT seq, id, room, key, to_key, text FROM entries
			WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ${sliceEntries}
		`);
	}

	/** Entries up to here may be indexed. */
	aim(head: Seq): void {
		this.#goal = head > this.#goal ? head : this.#goal;
		this.#attempt(() => {
			this.#file ??= this.#open();
		});
	}

	get isBehind(): boolean {
		return this.#file !== undefined && this.#reached < this.#goal;
	}

	/** Indexes the next few entries. */
	advance(): void {
		// Not attempted like the rest: what is wrong with the log is not mended by another index.
		const slice = this.#nextSlice();
		// Another program keeps the log for a moment: later, then.
		if (!slice) {
			return;
		}

		this.#attempt(() => {
			const {database, insert, update} = this.#file!;
			const last = slice.at(-1);
			if (!last) {
				this.#reached = this.#goal;
				return;
			}

			database.exec('BEGIN');
			for (const row of slice) {
				insert.run(row.seq, placesOf(row).join(' '), wordsOf(row.text).join(' '));
			}

			update.run(this.#place.logId, last.seq, last.id);
			database.exec('COMMIT');
			this.#reached = last.seq;
		});
	}

	#nextSlice(): readonly Row[] | undefined {
		try {
			return this.#selectSlice.all(this.#reached, this.#goal) as Row[];
		} catch (error) {
			if (isBusy(error)) {
				return undefined;
			}

			throw error;
		}
	}

	/** The seqs of what matches, newest first; undefined when there is no index to look in. */
	find({words, rooms, direct, before, limit}: Search): readonly Seq[] | undefined {
		const phrases = phrasesOf(words).map(phrase => `"${phrase.join(' ')}"`);
		const places = [...rooms, ...(direct ? [direct] : [])].map(tokenOf);
		if (phrases.length === 0 || places.length === 0) {
			return [];
		}

		const match = `place : (${places.join(' OR ')}) AND text : (${phrases.join(' AND ')} *)`;
		return this.#attempt(() =>
			this.#file?.select
				.all(match, before ?? Number.MAX_SAFE_INTEGER, limit)
				.map(({rowid}) => rowid as Seq),
		);
	}

	close(): void {
		this.#file?.database.close();
		this.#log.close();
	}

	#open(): IndexFile {
		ensurePrivateFile(this.#place.file);
		const database = new DatabaseSync(this.#place.file, {timeout: 1000});
		try {
			database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
			const reached = this.#reachedBy(database);
			if (reached === undefined) {
				database.close();
				return this.#create();
			}

			this.#reached = reached;
			return prepare(database);
		} catch (error) {
			if (database.isOpen) {
				database.close();
			}

			throw error;
		}
	}

	/** How far the index has come; undefined when it is not about this log as it is. */
	#reachedBy(database: DatabaseSync): Seq | undefined {
		if (database.prepare('PRAGMA user_version').get()?.['user_version'] !== indexVersion) {
			return undefined;
		}

		const {logId, reached, id} = database.prepare('SELECT * FROM meta').get() ?? {};
		const entry = this.#log.prepare('SELECT id FROM entries WHERE seq = ?').get(reached ?? null);
		const isSame = logId === this.#place.logId && (reached === noSeq || entry?.['id'] === id);
		return isSame ? (reached as Seq) : undefined;
	}

	#create(): IndexFile {
		const {file, logId} = this.#place;
		for (const suffix of ['', '-wal', '-shm', '-journal']) {
			rmSync(file + suffix, {force: true});
		}

		ensurePrivateFile(file);
		const database = new DatabaseSync(file, {timeout: 1000});
		database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; BEGIN');
		database.exec(schema);
		database.prepare('INSERT INTO meta VALUES (?, ?, ?)').run(logId, noSeq, '');
		database.exec('COMMIT');
		this.#reached = noSeq;
		return prepare(database);
	}

	// The index is not worth a crash: damaged, it is made anew; without room on the disk it stays as it is until it is asked to go on.
	#attempt<Result>(work: () => Result): Result | undefined {
		try {
			return work();
		} catch (error) {
			if (sqliteCode(error) === undefined && !(error instanceof StorageError)) {
				throw error;
			}

			this.#file?.database.close();
			this.#file = undefined;
			if (isDamaged(error) && this.#rebuilds < mostRebuilds) {
				this.#rebuilds += 1;
				return this.#attempt(() => {
					this.#file = this.#create();
					return undefined;
				});
			}

			return undefined;
		}
	}
}

type Row = {
	readonly seq: Seq;
	readonly id: string;
	readonly room: string;
	readonly key: string;
	readonly to_key: string | null;
	readonly text: string;
};

// Where it can be found: in its room, and by both who had the conversation.
const placesOf = ({room, key, to_key: to}: Row): readonly string[] =>
	[room, ...(to === null ? [] : [key, to])].map(tokenOf);

const tokenOf = (place: string): string => `x${Buffer.from(place).toString('hex')}`;

const prepare = (database: DatabaseSync): IndexFile => ({
	database,
	insert: database.prepare('INSERT INTO entries (rowid, place, text) VALUES (?, ?, ?)'),
	update: database.prepare('UPDATE meta SET logId = ?, reached = ?, id = ?'),
	select: database.prepare(
		'SELECT rowid FROM entries WHERE entries MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?',
	),
});
