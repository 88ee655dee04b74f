import {randomBytes} from 'node:crypto';
import {closeSync, fsyncSync, openSync, renameSync, rmSync} from 'node:fs';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {ensurePrivateFile, syncDirectory} from './private-file.ts';
import {inTransaction} from './transaction.ts';

export const applicationId = 0x63_68_61_74;
export const pageBytes = 4096;

// What each version added to the one before. The first is what a history began with; nothing that was published is changed here.
const versions = [
	`
	CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
	CREATE TABLE entries (
		seq INTEGER PRIMARY KEY,
		prev INTEGER NOT NULL,
		room TEXT NOT NULL,
		key TEXT NOT NULL,
		id TEXT NOT NULL,
		author TEXT NOT NULL,
		at INTEGER NOT NULL,
		kind TEXT NOT NULL,
		text TEXT NOT NULL,
		re INTEGER,
		to_nick TEXT,
		to_key TEXT,
		UNIQUE (id, key)
	) STRICT;
	-- Every index ends with the seq by itself.
	CREATE INDEX entries_by_room ON entries (room);
	CREATE INDEX entries_by_kind ON entries (room, kind) WHERE kind <> 'message';
	CREATE INDEX direct_entries_by_author ON entries (key) WHERE to_key IS NOT NULL;
	CREATE INDEX direct_entries_by_recipient ON entries (to_key) WHERE to_key IS NOT NULL;
	PRAGMA application_id = ${applicationId};
	`,
	`
	CREATE TABLE facts (
		kind TEXT,
		key TEXT,
		value TEXT,
		changed INTEGER,
		PRIMARY KEY (kind, key)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX facts_by_change ON facts (kind, changed);
	CREATE INDEX entries_by_target ON entries (re, kind) WHERE re IS NOT NULL;
	`,
];
export const schemaVersion = versions.length;

/** Brings an older history to what this chatroom needs, in the one transaction that is open. */
function completeSchema(database: DatabaseSync, from: number): void {
	versions.slice(from).forEach(sql => database.exec(sql));
	database.exec(`PRAGMA user_version = ${schemaVersion}`);
}

/** The same for a history that is being opened; one of this version is left as it is. */
export function upgradeHistory(database: DatabaseSync): void {
	const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
	if (version < schemaVersion) {
		inTransaction(database, () => completeSchema(database, version));
	}
}

/** Makes a history with a name of its own. Under `file` it appears whole and synced, so a file there that is empty was never made by us. */
export function createHistory(file: string): void {
	const draft = draftHistory(file);
	renameSync(draft, file);
	syncDirectory(path.dirname(file));
}

/** A new history beside `file`, synced, that nobody takes for one before it is renamed. */
export function draftHistory(file: string, fill?: (database: DatabaseSync) => void): string {
	const draft = `${file}.new`;
	removeDatabase(draft);
	ensurePrivateFile(draft);
	const database = new DatabaseSync(draft);
	try {
		// Nobody minds losing it, so it is synced once, at the end.
		database.exec(`
			PRAGMA page_size = ${pageBytes};
			PRAGMA journal_mode = OFF;
			PRAGMA synchronous = OFF;
		`);
		database.exec('BEGIN');
		completeSchema(database, 0);
		const insert = database.prepare('INSERT INTO meta (key, value) VALUES (?, ?)');
		insert.run('logId', randomBytes(16).toString('base64url'));
		insert.run('opened', '0');
		insert.run('checkpoints', '0');
		database.exec('COMMIT');
		fill?.(database);
		database.exec('PRAGMA journal_mode = WAL');
	} catch (error) {
		database.close();
		removeDatabase(draft);
		throw error;
	}

	database.close();
	const descriptor = openSync(draft, 'r+');
	fsyncSync(descriptor);
	closeSync(descriptor);
	return draft;
}

/** Only for what was made in passing. */
export function removeDatabase(file: string): void {
	for (const suffix of ['', '-journal', '-wal', '-shm']) {
		rmSync(file + suffix, {force: true});
	}
}
