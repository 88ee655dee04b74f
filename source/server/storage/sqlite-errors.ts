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

/** The transaction did not happen and never will: whoever asked may be told so. */
export const isRefused = (error: unknown): boolean =>
	[codes.busy, codes.full].some(code => code === sqliteCode(error));

/** The file does not hold what it should. */
export const isDamaged = (error: unknown): boolean =>
	[codes.corrupt, codes.notADatabase].some(code => code === sqliteCode(error));

export const isBusy = (error: unknown): boolean => sqliteCode(error) === codes.busy;

/** Why a file cannot be opened, in words; anything that is not SQLite's is given back as it is. */
export function explained(file: string, error: unknown): unknown {
	const code = sqliteCode(error);
	if (code === undefined) {
		return error;
	}

	const words: Readonly<Record<number, string>> = {
		[codes.busy]: `${file} is in use by another program. Close that first.`,
		[codes.readOnly]: `${file} cannot be written. Give yourself the right to, or choose another --data DIR.`,
		[codes.corrupt]: `${file} is damaged. Restore a copy, or start with --data DIR somewhere else.`,
		[codes.full]: `There is no room left on the disk that holds ${file}. Make some, then start again.`,
		[codes.cantOpen]: `${file} cannot be opened. Check who may read and write it and its directory.`,
		[codes.notADatabase]: `${file} is not a chatroom history. Move it away, or choose another --data DIR.`,
	};
	const sentence = words[code] ?? `${file} cannot be used: ${(error as Error).message}.`;
	return new StorageError(sentence, {cause: error});
}
