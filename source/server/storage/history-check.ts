import {statSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {pathToFileURL} from 'node:url';
import {type LogId, parseLogId} from '../../protocol/ids.ts';
import {applicationId, schemaVersion} from './history-schema.ts';
import {hasMark, lacksWal} from './open-mark.ts';
import {damage, isDamaged, isNoDatabase} from './sqlite-errors.ts';

// Up to this size a history is looked through at every start, which takes a few milliseconds; a larger one only after an unclean end, and else behind the start.
const smallBytes = 4 * 1024 * 1024;

export type Finding =
	/** No history at all; `wal`: but messages that belong to one, or an empty file in its place. */
	| {readonly type: 'none' | 'empty'; readonly wal: boolean}
	/** `checked`: every page of it was looked at. */
	| {readonly type: 'fine'; readonly checked: boolean}
	| {readonly type: 'newer'; readonly version: number}
	/** `other-wal`: what lies beside it is of another history. `lost-wal`: what was written last is gone. */
	| {readonly type: 'damaged' | 'no-database' | 'foreign' | 'other-wal' | 'lost-wal'};

const sizeOf = (file: string): number => statSync(file, {throwIfNoEntry: false})?.size ?? 0;
const exists = (file: string): boolean => statSync(file, {throwIfNoEntry: false}) !== undefined;

/**
Looks at a history that no server has open, and changes nothing: above all it never shows an empty file to SQLite, which would delete the WAL beside it. Throws SQLite's error when the disk does not let it look.
*/
export function inspectHistory(file: string, {thoroughly = false} = {}): Finding {
	const wal = sizeOf(`${file}-wal`) > 0;
	const size = sizeOf(file);
	if (size === 0) {
		return {type: exists(file) || wal ? 'empty' : 'none', wal};
	}

	const checked = thoroughly || wal || hasMark(file) || size <= smallBytes;
	try {
		const alone = wal ? identityAlone(file) : undefined;
		return (wal ? lookWithWal : look)(file, database => {
			const whole = identify(database);
			const problem = judge(alone, whole);
			if (problem) {
				return problem;
			}

			// What each is comes first: a file with the WAL of another one is damaged, too.
			if (checked) {
				check(database, thoroughly ? 'integrity_check' : 'quick_check');
			}

			return {type: !wal && lacksWal(file, database) ? 'lost-wal' : 'fine', checked};
		});
	} catch (error) {
		if (!isDamaged(error)) {
			throw error;
		}

		return {type: isNoDatabase(error) ? 'no-database' : 'damaged'};
	}
}

/** What the file says of itself without its WAL. Undefined for one that makes no sense alone: a checkpoint was under way when the server ended, and the WAL still has all of it. */
function identityAlone(file: string): Identity | undefined {
	try {
		return look(file, identify);
	} catch (error) {
		if (isDamaged(error) && !isNoDatabase(error)) {
			return undefined;
		}

		throw error;
	}
}

/** An immutable file is read without its WAL, and nothing is made beside it. */
function look<Result>(file: string, work: (database: DatabaseSync) => Result): Result {
	const url = pathToFileURL(file);
	url.searchParams.set('immutable', '1');
	return lookWithWal(url, work);
}

function lookWithWal<Result>(file: string | URL, work: (database: DatabaseSync) => Result): Result {
	const database = new DatabaseSync(file, {readOnly: true, timeout: 50});
	try {
		return work(database);
	} finally {
		database.close();
	}
}

const ask = (database: DatabaseSync, sql: string): unknown =>
	Object.values(database.prepare(sql).get() ?? {})[0];

type Identity = {
	readonly isOurs: boolean;
	readonly version: number;
	readonly logId: LogId | undefined;
};

function identify(database: DatabaseSync): Identity {
	const isOurs = ask(database, 'PRAGMA application_id') === applicationId;
	const hasMeta = ask(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'meta'") === 1;
	const logId =
		isOurs && hasMeta ? ask(database, "SELECT value FROM meta WHERE key = 'logId'") : undefined;
	const version = Number(ask(database, 'PRAGMA user_version'));
	return {isOurs, version, logId: parseLogId(logId)};
}

function check(database: DatabaseSync, pragma: string): void {
	const found = ask(database, `PRAGMA ${pragma}(1)`);
	if (found !== 'ok') {
		throw damage(String(found));
	}
}

function judge(alone: Identity | undefined, whole: Identity): Finding | undefined {
	if (!whole.isOurs) {
		return {type: 'foreign'};
	}

	if (whole.version > schemaVersion) {
		return {type: 'newer', version: whole.version};
	}

	if (alone?.logId && alone.logId !== whole.logId) {
		return {type: 'other-wal'};
	}

	return whole.logId ? undefined : {type: 'damaged'};
}
