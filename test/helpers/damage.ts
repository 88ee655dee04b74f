import {createHash} from 'node:crypto';
import * as fs from 'node:fs';
import path from 'node:path';
import {openSqliteLog} from '../../source/server/storage/sqlite-log.ts';
import type {LogEntry} from '../../source/server/core/message-log.ts';
import {draftOf, roomOf} from './drafts.ts';

const pageBytes = 4096;
const suffixes = ['', '-wal', '-shm', '-open'];

/** A history of so many entries, in two rooms, with a long one now and then. `asLeft`: as a killed server leaves it, with all of it in the WAL or only what came after a clean end. */
export async function makeHistory(
	file: string,
	{count = 300, asLeft = false}: {count?: number; asLeft?: boolean} = {},
): Promise<readonly LogEntry[]> {
	const inUse = path.join(path.dirname(file), 'in-use', 'history.db');
	const half = Math.floor(count / 2);
	const entries = [
		...(await say(inUse, 0, half)),
		...(await say(inUse, half, count, asLeft && file)),
	];
	if (!asLeft) {
		fs.copyFileSync(inUse, file);
	}

	fs.rmSync(path.dirname(inUse), {recursive: true});
	return entries;
}

async function say(
	file: string,
	from: number,
	to: number,
	snapshot: string | false = false,
): Promise<readonly LogEntry[]> {
	const log = openSqliteLog(file);
	const drafts = Array.from({length: to - from}, (_, index) => {
		const number = from + index;
		const long = number % 25 === 7 ? 'long '.repeat(2000) : '';
		return draftOf(`entry ${number} ${long}`.trim(), {room: roomOf(number % 3 ? '#a' : '#b')});
	});
	const appended = await Promise.all(drafts.map(draft => log.append(draft)));
	if (snapshot) {
		for (const suffix of suffixes) {
			fs.copyFileSync(file + suffix, snapshot + suffix);
		}

		// Which a reader of the WAL makes anew.
		fs.rmSync(`${snapshot}-shm`);
	}

	await log.close();
	return appended.map(({entry}) => entry);
}

/** Writes nonsense over pages, the first of which is 1. */
export function overwrite(file: string, page: number, count = 1): void {
	const descriptor = fs.openSync(file, 'r+');
	fs.writeSync(
		descriptor,
		Buffer.alloc(count * pageBytes, 'nonsense'),
		0,
		count * pageBytes,
		(page - 1) * pageBytes,
	);
	fs.closeSync(descriptor);
}

export const pagesOf = (file: string): number => Math.ceil(fs.statSync(file).size / pageBytes);

/** What each file of a history holds; the index of the WAL counts for nothing. */
export const fingerprints = (directory: string): Readonly<Record<string, string>> =>
	Object.fromEntries(
		fs
			.readdirSync(directory)
			.filter(name => name.startsWith('history.') && !name.endsWith('-shm'))
			.toSorted()
			.map(name => [
				name,
				createHash('sha256')
					.update(fs.readFileSync(path.join(directory, name)))
					.digest('base64url'),
			]),
	);
