import {
	closeSync,
	fstatSync,
	ftruncateSync,
	openSync,
	readSync,
	statSync,
	truncateSync,
	writeSync,
} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {pageBytes} from './history-schema.ts';
import {sqliteCode} from './sqlite-errors.ts';

const magic = 'SQLite format 3\0';

/** Makes one file of a damaged database and its WAL, as far as SQLite finds that whole. Both must be copies. */
export function mergeWal(file: string): void {
	mendHeader(file);
	const pages = ask(file, 'PRAGMA page_count');
	// SQLite copies nothing into a file that was cut much shorter than the WAL says.
	if (typeof pages === 'number' && statSync(file).size < pages * pageBytes) {
		truncateSync(file, pages * pageBytes);
	}

	ask(file, 'PRAGMA wal_checkpoint(TRUNCATE)');
}

function ask(file: string, sql: string): unknown {
	const database = new DatabaseSync(file);
	try {
		return Object.values(database.prepare(sql).get() ?? {})[0];
	} catch (error) {
		if (sqliteCode(error) === undefined) {
			throw error;
		}

		// It cannot make sense of the tables, which the pages do not need: to close it copies them over all the same.
		return undefined;
	} finally {
		database.close();
	}
}

/** SQLite deletes the WAL of an empty file, and does not look at that of a file with another beginning. */
function mendHeader(file: string): void {
	const descriptor = openSync(file, 'r+');
	try {
		const {size} = fstatSync(descriptor);
		const header = Buffer.alloc(100);
		readSync(descriptor, header, 0, header.length, 0);
		if (
			size < pageBytes ||
			header.toString('latin1', 0, magic.length) !== magic ||
			header.readUInt16BE(16) !== pageBytes
		) {
			ftruncateSync(descriptor, Math.max(size, pageBytes));
			writeSync(descriptor, freshHeader(Math.max(1, Math.floor(size / pageBytes))), 0, 100, 0);
		}
	} finally {
		closeSync(descriptor);
	}
}

// https://www.sqlite.org/fileformat.html#the_database_header, of a database in WAL mode.
function freshHeader(pages: number): Buffer {
	const header = Buffer.alloc(100);
	header.write(magic, 'latin1');
	header.writeUInt16BE(pageBytes, 16);
	header.set([2, 2, 0, 64, 32, 32], 18);
	header.writeUInt32BE(1, 24);
	header.writeUInt32BE(pages, 28);
	header.writeUInt32BE(4, 44);
	header.writeUInt32BE(1, 56);
	header.writeUInt32BE(1, 92);
	return header;
}
