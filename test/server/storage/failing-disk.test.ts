import * as fs from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {MessageLog} from '../../../source/server/core/message-log.ts';
import {openSqliteLog} from '../../../source/server/storage/sqlite-log.ts';
import {makeHistory, overwrite, pagesOf} from '../../helpers/damage.ts';
import {draftOf, roomOf} from '../../helpers/drafts.ts';
import {patience} from '../../helpers/patience.ts';
import {mountSmallDisk} from '../../helpers/small-disk.ts';

const rooms = ['#a', '#b'].map(roomOf);
const everything = {rooms, from: 'oldest', limit: 1_000_000} as const;

let directory: string;
let file: string;
beforeEach(() => {
	directory = fs.mkdtempSync(path.join(tmpdir(), 'chatroom-'));
	file = path.join(directory, 'history.db');
});
afterEach(() => {
	fs.rmSync(directory, {recursive: true, force: true});
});

async function withLog<Result>(work: (log: MessageLog) => Promise<Result>): Promise<Result> {
	const log = openSqliteLog(file);
	try {
		return await work(log);
	} finally {
		await log.close();
	}
}

describe('When the disk fails', () => {
	test('a sync that fails is fatal, and nobody is told anything', async () => {
		const fatal: string[] = [];
		const failure = Object.assign(new Error('EIO: i/o error, fdatasync'), {syscall: 'fdatasync'});
		let answered = false;
		const log = openSqliteLog(file, {
			sync: (_, done) => setImmediate(() => done(failure)),
			onFatal: ({message}) => fatal.push(message),
		});
		const tell = (): void => {
			answered = true;
		};
		void log.append(draftOf('lost?')).then(tell, tell);
		await expect
			.poll(() => fatal)
			.toEqual([
				`the disk that holds ${file} failed (EIO: i/o error, fdatasync), so nothing more is accepted. Check the disk, then start again.`,
			]);
		void log.append(draftOf('more')).then(tell, tell);
		expect(log.read(everything)).toEqual([]);
		await log.close();
		expect(fatal).toHaveLength(1);
		expect(answered).toBe(false);
	});

	test('nothing is read before it is durable', async () => {
		let finish = (): void => {};
		const log = openSqliteLog(file, {
			sync(_, done) {
				finish = () => done(null);
			},
		});
		const began = finish;
		const appended = log.append(draftOf('soon'));
		await expect.poll(() => finish).not.toBe(began);
		expect(log.head).toBe(0);
		expect(log.read(everything)).toEqual([]);
		finish();
		await appended;
		expect(log.read(everything)).toHaveLength(1);
		await log.close();
	});

	test('a full one refuses, and serves again when there is room', async context => {
		using disk = mountSmallDisk() ?? context.skip();

		file = path.join(disk.directory, 'history.db');
		const stored = new Set<number>();
		const refused = new Map<string, unknown>();
		await withLog(async log => {
			const say = async (text: string) => {
				const draft = draftOf(text);
				try {
					stored.add((await log.append(draft)).entry.seq);
				} catch (error) {
					refused.set(draft.id, error);
				}
			};
			fs.writeFileSync(path.join(disk.directory, 'ballast'), Buffer.alloc(1024 * 1024));
			for (let count = 0; count < 200 && refused.size < 5; count += 1) {
				await say('x'.repeat(16_000));
			}

			expect([...refused.values()]).toMatchObject(
				Array.from({length: 5}, () => ({name: 'Refusal', code: 'storage-full'})),
			);
			expect(log.read(everything).map(({seq}) => seq)).toEqual([...stored]);
			fs.rmSync(path.join(disk.directory, 'ballast'));
			const before = stored.size;
			await say('room again');
			expect(stored.size).toBe(before + 1);
		});
		await withLog(async log => {
			const entries = log.read(everything);
			expect(entries.map(({seq}) => seq)).toEqual([...stored]);
			expect(entries.filter(({id}) => refused.has(id))).toEqual([]);
		});
	});
});

test('a file that another program keeps busy refuses, and serves again when that is done', async () => {
	await withLog(async log => {
		const other = new DatabaseSync(file);
		other.exec('BEGIN IMMEDIATE');
		const draft = draftOf('busy');
		await expect(log.append(draft)).rejects.toMatchObject({code: 'storage'});
		expect(log.read(everything)).toEqual([]);
		other.exec('ROLLBACK');
		other.close();
		expect(await log.append(draft)).toMatchObject({dup: false});
	});
});

describe('A history whose pages are damaged while it is open', () => {
	const damagedWords = () =>
		`${file} is damaged, so nothing more is accepted. Run chatroom recover --data ${directory} to save what can be read of it, or restore a copy.`;

	/** Opens it, spoils what lies in the middle, and gathers what is told. */
	async function openSpoilt(count: number, {spoilFirst = false} = {}) {
		await makeHistory(file, {count});
		const spoil = () => overwrite(file, pagesOf(file) >> 2, pagesOf(file) >> 1);
		if (spoilFirst) {
			spoil();
		}

		const told: string[] = [];
		const log = openSqliteLog(file, {onFatal: ({message}) => told.push(message)});
		if (!spoilFirst) {
			spoil();
		}

		return {log, told};
	}

	test('is given up at the first such page that someone asks for, and what they get is no page', async () => {
		const {log, told} = await openSpoilt(2000);
		expect(() => log.read(everything)).toThrow('malformed');
		expect(told).toEqual([damagedWords()]);
		let answered = false;
		const tell = (): void => {
			answered = true;
		};
		void log.append(draftOf('more')).then(tell, tell);
		expect(() => log.read(everything)).toThrow('malformed');
		await log.close();
		expect(told).toHaveLength(1);
		expect(answered).toBe(false);
		expect(() => openSqliteLog(file)).toThrow(`${file} is damaged. Run chatroom recover`);
	});

	test('is given up by who indexes it', async () => {
		const {log, told} = await openSpoilt(2000);
		await expect(log.search({words: 'entry', rooms, limit: 5})).rejects.toMatchObject({
			code: 'no-search',
		});
		await expect.poll(() => told, patience).toEqual([damagedWords()]);
		await log.close();
	});

	test('too large to be looked through at the start, is looked through behind it', async () => {
		const {log, told} = await openSpoilt(9000, {spoilFirst: true});
		expect(fs.statSync(file).size).toBeGreaterThan(4 * 1024 * 1024);
		await expect.poll(() => told, patience).toEqual([damagedWords()]);
		await log.close();
		expect(() => openSqliteLog(file)).toThrow(`${file} is damaged. Run chatroom recover`);
	});
});
