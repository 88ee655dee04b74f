import type {Finding} from './history-check.ts';
import {schemaVersion} from './history-schema.ts';
import {isDamaged, rescue, sqliteCode} from './sqlite-errors.ts';
import {StorageError} from './storage-error.ts';

/** Why a history that was looked at is not opened; undefined when it can be. */
export function objection(file: string, finding: Finding): StorageError | undefined {
	const sentence = sentenceFor(file, finding);
	return sentence === undefined ? undefined : new StorageError(sentence);
}

function sentenceFor(file: string, finding: Finding): string | undefined {
	switch (finding.type) {
		case 'none':
		case 'fine': {
			return undefined;
		}

		case 'empty': {
			return finding.wal
				? `${file} is empty or missing, but messages of it are left in ${file}-wal. ${rescue(file)}`
				: `${file} is empty, as it was never left by chatroom. Restore a copy, or move it away to begin anew.`;
		}

		case 'damaged': {
			return `${file} is damaged. ${rescue(file)}`;
		}

		case 'no-database': {
			return `${file} is not a chatroom history. If it was one: ${rescue(file)}`;
		}

		case 'foreign': {
			return `${file} belongs to another program. Move it away, or choose another --data DIR.`;
		}

		case 'newer': {
			return `${file} was written by a newer chatroom (schema ${finding.version}; this one knows ${schemaVersion}). Update chatroom, or start with --data DIR somewhere else.`;
		}

		case 'other-wal': {
			return `${file}-wal belongs to another history than ${file}. ${rescue(file)}`;
		}

		case 'lost-wal': {
			return `${file}-wal is missing, and with it what was said last. Put it back, or go on without it: ${rescue(file)}`;
		}
	}
}

/** What ended the log of a running server, and what its host has to do; undefined when that is a fault of ours. */
export function ending(file: string, error: unknown): StorageError | undefined {
	if (isDamaged(error)) {
		return new StorageError(`${file} is damaged, so nothing more is accepted. ${rescue(file)}`, {
			cause: error,
		});
	}

	const isOfDisk =
		sqliteCode(error) !== undefined || (error instanceof Error && 'syscall' in error);
	return isOfDisk
		? new StorageError(
				`the disk that holds ${file} failed (${(error as Error).message}), so nothing more is accepted. Check the disk, then start again.`,
				{cause: error},
			)
		: undefined;
}
