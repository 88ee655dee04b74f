import * as fs from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {pathToFileURL} from 'node:url';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {openSqliteLog} from '../../../source/server/storage/sqlite-log.ts';
import {StorageError} from '../../../source/server/storage/storage-error.ts';
import {fingerprints, makeHistory, overwrite, pagesOf} from '../../helpers/damage.ts';
import {roomOf} from '../../helpers/drafts.ts';

const everything = {rooms: ['#a', '#b'].map(roomOf), from: 'oldest', limit: 10_000} as const;

let directory: string;
let file: string;
beforeEach(() => {
	directory = fs.mkdtempSync(path.join(tmpdir(), 'chatroom-'));
	file = path.join(directory, 'history.db');
});
afterEach(() => {
	fs.rmSync(directory, {recursive: true, force: true});
});

const refusal = (): string => {
	try {
		void openSqliteLog(file).close();
	} catch (error) {
		expect(error).toBeInstanceOf(StorageError);
		return (error as StorageError).message;
	}

	throw new Error('It opened.');
};

async function seqs(): Promise<readonly number[]> {
	const log = openSqliteLog(file);
	const found = log.read(everything).map(({seq}) => seq);
	await log.close();
	return found;
}

function spoil(sql: string): void {
	const database = new DatabaseSync(file);
	database.exec(sql);
	database.close();
}

const other = async (): Promise<string> => {
	const away = path.join(directory, 'other', 'history.db');
	fs.mkdirSync(path.dirname(away));
	await makeHistory(away, {asLeft: true});
	return away;
};

type Damage = {
	readonly asLeft?: boolean;
	readonly done: () => void | Promise<void>;
	readonly words: RegExp;
};

const recover = 'Run chatroom recover --data';
const damages: Readonly<Record<string, Damage>> = {
	'is empty': {done: () => fs.truncateSync(file, 0), words: /is empty/},
	'is empty beside its WAL': {
		asLeft: true,
		done: () => fs.truncateSync(file, 0),
		words: new RegExp(`is empty or missing, but .*db-wal. ${recover}`),
	},
	'is missing beside its WAL': {
		asLeft: true,
		done: () => fs.rmSync(file),
		words: new RegExp(`is empty or missing, but .*db-wal. ${recover}`),
	},
	'is not a database': {
		done: () => fs.writeFileSync(file, 'garbage '.repeat(1000)),
		words: new RegExp(`history.db is not a chatroom history. If it was one: ${recover}`),
	},
	'has another beginning': {
		done: () => overwrite(file, 1),
		words: new RegExp(`is not a chatroom history. If it was one: ${recover}`),
	},
	'has pages that were overwritten': {
		done: () => overwrite(file, pagesOf(file) >> 1, 3),
		words: new RegExp(`history.db is damaged. ${recover}`),
	},
	'has pages that were overwritten, and a WAL': {
		asLeft: true,
		done: () => overwrite(file, pagesOf(file) >> 1, 3),
		words: new RegExp(`history.db is damaged. ${recover}`),
	},
	'has been cut short': {
		done: () => fs.truncateSync(file, (pagesOf(file) - 5) * 4096),
		words: new RegExp(`history.db is damaged. ${recover}`),
	},
	'has been cut within a page': {
		done: () => fs.truncateSync(file, (pagesOf(file) - 2) * 4096 + 100),
		words: new RegExp(`history.db is damaged. ${recover}`),
	},
	'belongs to another program': {
		done: () => {
			fs.rmSync(file);
			spoil('CREATE TABLE notes (text)');
		},
		words: /history.db belongs to another program. Move it away/,
	},
	'is of a newer version': {
		done: () => spoil('PRAGMA user_version = 7'),
		words: /was written by a newer chatroom \(schema 7; this one knows 2\)\. Update chatroom/,
	},
	'has lost its identity': {
		done: () => spoil("DELETE FROM meta WHERE key = 'logId'"),
		words: new RegExp(`history.db is damaged. ${recover}`),
	},
	'has the WAL of another history': {
		asLeft: true,
		done: async () => fs.copyFileSync(`${await other()}-wal`, `${file}-wal`),
		words: new RegExp(`history.db-wal belongs to another history than .*history.db. ${recover}`),
	},
	'has lost the WAL that a killed server left': {
		asLeft: true,
		done: () => fs.rmSync(`${file}-wal`),
		words: new RegExp(`history.db-wal is missing, and with it what was said last. .* ${recover}`),
	},
};

describe('A history is refused, and left as it is, that', () => {
	test.each(Object.entries(damages))('%s', async (_, {asLeft = false, done, words}) => {
		await makeHistory(file, {asLeft});
		await done();
		const before = fingerprints(directory);
		expect(refusal()).toMatch(words);
		expect(refusal()).toMatch(words);
		expect(fingerprints(directory)).toEqual(before);
	});

	test('is a directory, or has a file for a directory', () => {
		fs.mkdirSync(file);
		expect(refusal()).toContain(`${file} is not a file.`);
		file = path.join(directory, 'file', 'history.db');
		fs.writeFileSync(path.dirname(file), '');
		expect(refusal()).toContain(`${path.dirname(file)} cannot be used as a directory (EEXIST).`);
	});

	test('is said to be somewhere that is not there', () => {
		fs.symlinkSync(path.join(directory, 'nowhere', 'history.db'), file);
		expect(refusal()).toContain(`${file} is there, but`);
		expect(fs.lstatSync(file).isSymbolicLink()).toBe(true);
	});

	test.skipIf(process.getuid?.() === 0)('is in a directory that forbids it', () => {
		fs.chmodSync(directory, 0o500);
		expect(refusal()).toContain('cannot be created (EACCES)');
	});

	test('another server has open, which is named', async () => {
		const log = openSqliteLog(file);
		expect(refusal()).toContain(`in use by another chatroom (process ${process.pid})`);
		await log.close();
		expect(await seqs()).toEqual([]);
	});

	test('and nothing stays locked', async () => {
		fs.writeFileSync(file, 'garbage '.repeat(1000));
		refusal();
		fs.rmSync(file);
		expect(await seqs()).toEqual([]);
	});
});

describe('A history opens', () => {
	test('that a killed server has left, with all in it', async () => {
		const entries = await makeHistory(file, {asLeft: true});
		expect(await seqs()).toEqual(entries.map(({seq}) => seq));
	});

	test('whose checkpoint was interrupted, so that the file makes no sense without its WAL', async () => {
		const entries = await makeHistory(file, {asLeft: true});
		const merged = path.join(directory, 'merged.db');
		fs.copyFileSync(file, merged);
		fs.copyFileSync(`${file}-wal`, `${merged}-wal`);
		const whole = new DatabaseSync(merged);
		whole.prepare('SELECT count(*) FROM meta').get();
		whole.close();
		expect(fs.statSync(merged).size).toBeGreaterThan(fs.statSync(file).size);
		// Pages are copied in order, so the first one says already how many there will be.
		const descriptor = fs.openSync(file, 'r+');
		fs.writeSync(descriptor, fs.readFileSync(merged).subarray(0, 4096), 0, 4096, 0);
		fs.closeSync(descriptor);
		const alone = new DatabaseSync(new URL(`${pathToFileURL(file).href}?immutable=1`), {
			readOnly: true,
		});
		expect(() => alone.prepare('PRAGMA application_id').get()).toThrow('malformed');
		alone.close();
		expect(await seqs()).toEqual(entries.map(({seq}) => seq));
	});

	test('whose WAL another program has merged into it, and one whose closing was interrupted', async () => {
		const entries = await makeHistory(file, {asLeft: true});
		spoil('PRAGMA wal_checkpoint(TRUNCATE)');
		expect(fs.existsSync(`${file}-wal`)).toBe(false);
		expect(fs.existsSync(`${file}-open`)).toBe(true);
		expect(await seqs()).toEqual(entries.map(({seq}) => seq));
		expect(fs.existsSync(`${file}-open`)).toBe(false);
	});

	test('with the index of another WAL beside it, which counts for nothing', async () => {
		const entries = await makeHistory(file, {asLeft: true});
		fs.writeFileSync(`${file}-shm`, Buffer.alloc(32_768, 'nonsense'));
		expect(await seqs()).toEqual(entries.map(({seq}) => seq));
	});

	test('whose making was interrupted before it had its name', async () => {
		fs.writeFileSync(`${file}.new`, 'half a hist');
		expect(await seqs()).toEqual([]);
		expect(fs.existsSync(`${file}.new`)).toBe(false);
	});

	test('again after a clean end, with nothing left beside it', async () => {
		await seqs();
		expect(fs.readdirSync(directory).filter(name => name.startsWith('history.'))).toEqual([
			'history.db',
		]);
		expect(await seqs()).toEqual([]);
	});
});
