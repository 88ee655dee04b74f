import {lstatSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {type LogId, parseLogId} from '../../protocol/ids.ts';
import {inspectHistory} from './history-check.ts';
import {createHistory, upgradeHistory} from './history-schema.ts';
import {objection} from './history-words.ts';
import {clearMark, setMark} from './open-mark.ts';
import {ensurePrivateFile} from './private-file.ts';
import {explained} from './sqlite-errors.ts';
import {StorageError} from './storage-error.ts';

// Older ones can lose a commit when one connection writes and another one checkpoints.
const oldestSqlite = [3, 51, 3] as const;

export type HistoryFile = {
	readonly database: DatabaseSync;
	readonly logId: LogId;
	/** Whether every page was looked at. */
	readonly checked: boolean;
	/** `broken`: nobody knows what is in it, so the next start looks at all of it. */
	close(state: 'whole' | 'broken'): void;
};

/**
Opens the file for the one connection that writes entries, once nothing speaks against it: a file that is not as a server left it is refused untouched.

`PRAGMA synchronous` is decided here. While opening it is FULL: all that is in the file when this returns is durable. From then on it is NORMAL, so that commits reach the page cache only and no disk holds up the thread that commits: whoever commits makes them durable by syncing the `-wal` file, and tells nobody before. Checkpoints are of another connection, which has FULL for itself.
*/
export function openHistoryFile(file: string): HistoryFile {
	let database: DatabaseSync | undefined;
	try {
		if (lstatSync(file, {throwIfNoEntry: false})) {
			ensurePrivateFile(file);
		}

		const finding = inspectHistory(file);
		const problem = objection(file, finding);
		if (problem) {
			throw problem;
		}

		if (finding.type === 'none') {
			createHistory(file);
		}

		// Another program may look into the file; nobody waits long for it.
		const opened = new DatabaseSync(file, {timeout: 50});
		database = opened;
		checkSqlite(opened);
		const logId = prepare(opened, file);
		setMark(file, opened);
		return {
			database: opened,
			logId,
			checked: finding.type === 'none' || (finding.type === 'fine' && finding.checked),
			close(state) {
				opened.close();
				if (state === 'whole') {
					clearMark(file);
				}
			},
		};
	} catch (error) {
		database?.close();
		throw explained(file, error);
	}
}

function prepare(database: DatabaseSync, file: string): LogId {
	database.exec(`
		PRAGMA journal_mode = WAL;
		PRAGMA synchronous = FULL;
		PRAGMA wal_autocheckpoint = 0;
	`);
	upgradeHistory(database);
	const logId = parseLogId(
		database.prepare("SELECT value FROM meta WHERE key = 'logId'").get()?.['value'],
	);
	if (!logId) {
		throw new StorageError(`${file} has changed while it was opened. Start again.`);
	}

	// Writes and syncs the header of a fresh WAL, and all that a crash has left in an old one.
	database.exec("UPDATE meta SET value = value + 1 WHERE key = 'opened'");
	database.exec('PRAGMA synchronous = NORMAL');
	return logId;
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
