import path from 'node:path';
import {codeOf} from './private-file.ts';
import {StorageError} from './storage-error.ts';

const codes = {
	busy: 5,
	readOnly: 8,
	ioError: 10,
	corrupt: 11,
	full: 13,
	cantOpen: 14,
	notADatabase: 26,
};

/** The primary result code of an error that SQLite threw; undefined for any other. */
export const sqliteCode = (error: unknown): number | undefined =>
	error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
		? error.errcode & 0xff
		: undefined;

/** The transaction did not happen and never will: whoever asked may be told so. Not so for an I/O error: a commit whose sync failed can be there again after a restart. */
export const isRefused = (error: unknown): boolean => isBusy(error) || isFull(error);

export const isFull = (error: unknown): boolean => sqliteCode(error) === codes.full;

/** The file does not hold what it should. */
export const isDamaged = (error: unknown): boolean =>
	[codes.corrupt, codes.notADatabase].some(code => code === sqliteCode(error));

/** As SQLite would say it, had it stumbled over what a check has found. */
export const damage = (message: string): Error =>
	Object.assign(new Error(message), {errcode: codes.corrupt});

export const isBusy = (error: unknown): boolean => sqliteCode(error) === codes.busy;

export const isNoDatabase = (error: unknown): boolean => sqliteCode(error) === codes.notADatabase;

/** What to do about a damaged history. Nothing of it is ever deleted. */
export function rescue(file: string): string {
	const directory = path.dirname(file);
	const quoted = /\s/.test(directory) ? JSON.stringify(directory) : directory;
	return `Run chatroom recover --data ${quoted} to save what can be read of it, or restore a copy.`;
}

/** Why a file cannot be opened, in words; what is neither SQLite's nor the system's is given back as it is. */
export function explained(file: string, error: unknown): unknown {
	const code = sqliteCode(error);
	if (code === undefined) {
		return error instanceof Error && 'syscall' in error
			? new StorageError(
					`${file} cannot be used (${codeOf(error)}). Check the disk and who may write there, or choose another --data DIR.`,
					{cause: error},
				)
			: error;
	}

	const words: Readonly<Record<number, string>> = {
		[codes.busy]: `${file} is in use by another program. Close that first.`,
		[codes.readOnly]: `${file} cannot be written. Give yourself the right to, or choose another --data DIR.`,
		[codes.corrupt]: `${file} is damaged. ${rescue(file)}`,
		[codes.full]: `There is no room left on the disk that holds ${file}. Make some, then start again.`,
		[codes.cantOpen]: `${file} cannot be opened. Check who may read and write it and its directory.`,
		[codes.notADatabase]: `${file} is not a database. Move it away, or choose another --data DIR.`,
	};
	const sentence = words[code] ?? `${file} cannot be used: ${(error as Error).message}.`;
	return new StorageError(sentence, {cause: error});
}
