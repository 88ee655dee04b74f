import {chmodSync, closeSync, fsyncSync, mkdirSync, openSync, statSync} from 'node:fs';
import path from 'node:path';
import {StorageError} from './storage-error.ts';

/** Makes sure that the directory exists; a new one is for its owner alone. */
export function ensureDirectory(directory: string): void {
	try {
		makeDirectory(path.resolve(directory));
	} catch (error) {
		throw new StorageError(
			`${directory} cannot be used as a directory (${codeOf(error)}). Choose another with --data DIR.`,
			{cause: error},
		);
	}
}

// One level at a time: Node's own `recursive` never ends where a file system says that a parent is not there although it is, as /proc does.
function makeDirectory(directory: string): void {
	if (statSync(directory, {throwIfNoEntry: false})?.isDirectory()) {
		return;
	}

	const parent = path.dirname(directory);
	if (parent !== directory) {
		makeDirectory(parent);
	}

	mkdirSync(directory, {mode: 0o700});
}

/**
Makes sure that the file exists and that only its owner may read it. SQLite gives its `-wal` and `-shm` the same mode. An existing file is never opened here: to close it again would drop the locks that SQLite holds on it.
*/
export function ensurePrivateFile(file: string): void {
	try {
		closeSync(openSync(file, 'wx', 0o600));
		return;
	} catch (error) {
		if (codeOf(error) !== 'EEXIST') {
			throw new StorageError(
				`${file} cannot be created (${codeOf(error)}). Choose another place with --data DIR.`,
				{cause: error},
			);
		}
	}

	try {
		makePrivate(file);
	} catch (error) {
		if (error instanceof StorageError) {
			throw error;
		}

		throw new StorageError(
			`${file} is there, but cannot be made yours alone (${codeOf(error)}). Move it away, or choose another --data DIR.`,
			{cause: error},
		);
	}
}

function makePrivate(file: string): void {
	const status = statSync(file);
	if (!status.isFile()) {
		throw new StorageError(`${file} is not a file. Move it away, or choose another --data DIR.`);
	}

	if (process.platform !== 'win32' && status.mode & 0o077) {
		chmodSync(file, 0o600);
	}
}

/** A new file is only safe once its directory is, too. Windows has no such call. */
export function syncDirectory(directory: string): void {
	if (process.platform !== 'win32') {
		const descriptor = openSync(directory, 'r');
		fsyncSync(descriptor);
		closeSync(descriptor);
	}
}

/** What the system calls the failure. */
export const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : String(error);
