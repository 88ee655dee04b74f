import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {codeOf, ensurePrivateFile} from './private-file.ts';
import {explained, isBusy} from './sqlite-errors.ts';
import {StorageError} from './storage-error.ts';

/**
Keeps a second server out of the directory. The lock is SQLite's own, on a file that nothing else uses: it lasts while this process is stopped, and ends with it however it ends.
*/
export function lockDirectory(directory: string): {readonly release: () => void} {
	const file = path.join(directory, 'lock.db');
	const pidFile = path.join(directory, 'lock.pid');
	ensurePrivateFile(file);
	let database: DatabaseSync | undefined;
	try {
		database = new DatabaseSync(file, {timeout: 0});
		database.exec('BEGIN EXCLUSIVE');
		writePid(pidFile);
	} catch (error) {
		database?.close();
		throw isBusy(error) ? inUse(directory, pidFile, error) : explained(file, error);
	}

	return {
		release() {
			rmSync(pidFile, {force: true});
			database.close();
		},
	};
}

function writePid(pidFile: string): void {
	try {
		writeFileSync(pidFile, `${process.pid}\n`, {mode: 0o600});
	} catch (error) {
		throw new StorageError(
			`${pidFile} cannot be written (${codeOf(error)}). Move it away, or choose another --data DIR.`,
			{cause: error},
		);
	}
}

function inUse(directory: string, pidFile: string, cause: unknown): StorageError {
	const holder = holderOf(pidFile);
	return new StorageError(
		`${directory} is in use by another chatroom${holder}. Stop that first, or choose another --data DIR.`,
		{cause},
	);
}

function holderOf(pidFile: string): string {
	try {
		return ` (process ${Number.parseInt(readFileSync(pidFile, 'utf8'), 10)})`;
	} catch {
		// It holds the lock and has not yet said who it is.
		return '';
	}
}
