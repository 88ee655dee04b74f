import {randomBytes} from 'node:crypto';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {type LogId, parseLogId} from '../../protocol/ids.ts';
import {ensurePrivateFile, syncDirectory} from './private-file.ts';
import {explained} from './sqlite-errors.ts';
import {StorageError} from './storage-error.ts';

const applicationId = 0x63_68_61_74;
const schemaVersion = 1;
// Older ones can lose a commit when one connection writes and another one checkpoints.
const oldestSqlite = [3, 51, 3] as const;

const schema = `
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
	PRAGMA user_version = ${schemaVersion};
`;

export type HistoryFile = {readonly database: DatabaseSync; readonly logId: LogId};

/**
Opens the file for the one connection that writes entries. From here on its commits reach the page cache only: whoever commits makes them durable by syncing the `-wal` file. All that is in the file when this returns is durable.
*/
export function openHistoryFile(file: string): HistoryFile {
	ensurePrivateFile(file);
	let database: DatabaseSync | undefined;
	try {
		// Another program may look into the file; nobody waits long for it.
		database = new DatabaseSync(file, {timeout: 50});
		checkSqlite(database);
		return {database, logId: prepare(database, file)};
	} catch (error) {
		database?.close();
		throw explained(file, error);
	}
}

function prepare(database: DatabaseSync, file: string): LogId {
	const isNew = checkFile(database, file);
	database.exec(`
		PRAGMA journal_mode = WAL;
		PRAGMA synchronous = FULL;
		PRAGMA wal_autocheckpoint = 0;
	`);
	if (isNew) {
		create(database);
		syncDirectory(path.dirname(file));
	}

	const logId = parseLogId(
		database.prepare("SELECT value FROM meta WHERE key = 'logId'").get()?.['value'],
	);
	if (!logId) {
		throw new StorageError(
			`${file} has lost its identity. Restore a copy, or start with --data DIR somewhere else.`,
		);
	}

	// Writes and syncs the header of a fresh WAL, and all that a crash has left in an old one.
	database.exec("UPDATE meta SET value = value + 1 WHERE key = 'opened'");
	database.exec('PRAGMA synchronous = NORMAL');
	return logId;
}

/** Whether the file is a new one. Throws when it is not ours or not for this version. */
function checkFile(database: DatabaseSync, file: string): boolean {
	const value = (sql: string): unknown => Object.values(database.prepare(sql).get() ?? {})[0];
	const tables = value('SELECT count(*) FROM sqlite_schema');
	const application = value('PRAGMA application_id');
	const version = Number(value('PRAGMA user_version'));
	if (tables === 0 && application === 0 && version === 0) {
		return true;
	}

	if (application !== applicationId) {
		throw new StorageError(
			`${file} belongs to another program. Move it away, or choose another --data DIR.`,
		);
	}

	if (version > schemaVersion) {
		throw new StorageError(
			`${file} was written by a newer chatroom (schema ${version}; this one knows ${schemaVersion}). Update chatroom, or start with --data DIR somewhere else.`,
		);
	}

	return false;
}

function create(database: DatabaseSync): void {
	const logId = randomBytes(16).toString('base64url');
	database.exec('BEGIN IMMEDIATE');
	database.exec(schema);
	const insert = database.prepare('INSERT INTO meta (key, value) VALUES (?, ?)');
	insert.run('logId', logId);
	insert.run('opened', '0');
	insert.run('checkpoints', '0');
	database.exec('COMMIT');
}

function checkSqlite(database: DatabaseSync): void {
	const version = String(database.prepare('SELECT sqlite_version() AS version').get()?.['version']);
	const parts = version.split('.').map(Number);
	const difference = oldestSqlite
		.map((part, index) => (parts[index] ?? 0) - part)
		.find(part => part !== 0);
	if (difference && difference < 0) {
		throw new StorageError(
			`This Node has SQLite ${version}, which can lose messages. Use one with ${oldestSqlite.join('.')} or newer.`,
		);
	}
}
