import {existsSync, renameSync, rmSync} from 'node:fs';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {lockDirectory} from './directory-lock.ts';
import {type Finding, inspectHistory} from './history-check.ts';
import {draftHistory, removeDatabase} from './history-schema.ts';
import {objection} from './history-words.ts';
import {copyReadable, keepAside} from './keep-aside.ts';
import {clearMark} from './open-mark.ts';
import {syncDirectory} from './private-file.ts';
import {salvage} from './salvage.ts';
import {explained, sqliteCode} from './sqlite-errors.ts';
import {StorageError} from './storage-error.ts';
import {mergeWal} from './wal-merge.ts';

export type Recovery = {
	readonly saved: number;
	/** Runs of seqs that are known to have been there, first and last. */
	readonly missing: readonly (readonly [number, number])[];
	/** Where what was found is kept. */
	readonly kept: string;
};

export type RecoveryOptions = {
	/** Today, as it is to stand in the name of what is kept. */
	readonly day: string;
	readonly progress?: (page: number, pages: number) => void;
};

/**
Puts a new history with all that can be read, entries and facts, in the place of a damaged one, under a new name, so that everyone who comes back is told that history was replaced. What was found is kept as it was. Throws a `StorageError` when there is nothing to do, or nothing that can be done; then nothing has changed.
*/
export function recoverHistory(file: string, options: RecoveryOptions): Recovery {
	if (!existsSync(file) && !existsSync(`${file}-wal`)) {
		throw new StorageError(
			`There is no history in ${path.dirname(file)}. Name its directory with --data DIR.`,
		);
	}

	const lock = lockDirectory(path.dirname(file));
	try {
		return recover(file, inspect(file), options);
	} catch (error) {
		throw explained(file, error);
	} finally {
		lock.release();
	}
}

function inspect(file: string): Finding {
	try {
		return inspectHistory(file, {thoroughly: true});
	} catch (error) {
		// A disk that does not let us look is what this is for.
		if (sqliteCode(error) === undefined) {
			throw error;
		}

		return {type: 'damaged'};
	}
}

function recover(
	file: string,
	finding: Finding,
	{day, progress = () => {}}: RecoveryOptions,
): Recovery {
	if (finding.type === 'fine') {
		throw new StorageError(`${file} is fine: nothing was changed. Open it with chatroom serve.`);
	}

	if (finding.type === 'newer' || (finding.type === 'empty' && !finding.wal)) {
		throw objection(file, finding)!;
	}

	const copy = `${file}.copy`;
	try {
		const source = merged(file, copy, finding);
		let found: Omit<Recovery, 'kept'> = {saved: 0, missing: []};
		const draft = draftHistory(file, database => {
			found = fill(database, source, progress);
		});
		if (found.saved === 0) {
			removeDatabase(draft);
			throw new StorageError(
				`Nothing of a chatroom history can be read in ${file}, so it is left as it is. Restore a copy, or move it away to begin anew.`,
			);
		}

		verify(draft);
		return {...found, kept: replace(file, draft, day)};
	} finally {
		removeDatabase(copy);
	}
}

/** The file to read: itself, or a copy with what its WAL holds. */
function merged(file: string, copy: string, {type}: Finding): string {
	if (type === 'other-wal' || !existsSync(`${file}-wal`)) {
		return file;
	}

	removeDatabase(copy);
	copyReadable(file, copy);
	copyReadable(`${file}-wal`, `${copy}-wal`);
	mergeWal(copy);
	return copy;
}

const columns = 'room, key, id, author, at, kind, text, re, to_nick, to_key';

// Between two that are there nothing may ever have been: a refused message takes its seq along. One that something still points to tells that the whole run is lost.
const lostSql = `
	WITH known AS (SELECT seq FROM scratch.known UNION SELECT seq FROM entries),
	there (seq) AS (
		SELECT 0 UNION ALL SELECT seq FROM entries UNION ALL SELECT max(seq) + 1 FROM known
	),
	runs AS (SELECT seq + 1 AS first, lead(seq) OVER (ORDER BY seq) - 1 AS last FROM there)
	SELECT first, last FROM runs
	WHERE first <= last
		AND EXISTS (SELECT 1 FROM scratch.known WHERE seq BETWEEN first AND last)
	ORDER BY first
`;

function fill(
	database: DatabaseSync,
	source: string,
	progress: (page: number, pages: number) => void,
): Omit<Recovery, 'kept'> {
	database.exec(`
		ATTACH '' AS scratch;
		CREATE TABLE scratch.found (seq INTEGER PRIMARY KEY, prev, ${columns}, UNIQUE (id, key));
		CREATE TABLE scratch.known (seq INTEGER PRIMARY KEY);
		BEGIN;
	`);
	const places = Array.from({length: 12}, () => '?').join(', ');
	const insert = database.prepare(`INSERT OR IGNORE INTO scratch.found VALUES (${places})`);
	const know = database.prepare('INSERT OR IGNORE INTO scratch.known VALUES (?)');
	const settle = database.prepare(`
		INSERT INTO facts VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET value = excluded.value, changed = excluded.changed
			WHERE excluded.changed > changed
	`);
	salvage(source, {
		entry: row => void insert.run(...row),
		fact: row => void settle.run(...row),
		knows: seq => void (seq > 0 && know.run(seq)),
		progress,
	});
	// What is there follows on what is there: to clients nothing is missing from a history of a new name.
	database.exec(`
		INSERT INTO entries (seq, prev, ${columns})
			SELECT seq, lag(seq, 1, 0) OVER (PARTITION BY room ORDER BY seq), ${columns}
			FROM scratch.found ORDER BY seq;
		COMMIT;
	`);
	const saved = Number(database.prepare('SELECT count(*) AS saved FROM entries').get()?.['saved']);
	const missing = database
		.prepare(lostSql)
		.all()
		.map(({first, last}) => [Number(first), Number(last)] as const);
	database.exec('DETACH scratch');
	return {saved, missing};
}

function verify(draft: string): void {
	const database = new DatabaseSync(draft);
	try {
		const result = database.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
		if (result !== 'ok') {
			throw new StorageError(
				`What was saved could not be written soundly (${String(result)}); nothing was changed. Check the disk, then try again.`,
			);
		}
	} finally {
		database.close();
	}
}

// In this order: should it end in between, the WAL of the old file is found beside the new one and known to be another's.
function replace(file: string, draft: string, day: string): string {
	const kept = keepAside(file, day);
	syncDirectory(path.dirname(file));
	renameSync(draft, file);
	rmSync(`${file}-wal`, {force: true});
	rmSync(`${file}-shm`, {force: true});
	clearMark(file);

	syncDirectory(path.dirname(file));
	return kept;
}
