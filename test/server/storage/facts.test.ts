import {spawn} from 'node:child_process';
import {once} from 'node:events';
import * as fs from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import type {Seq} from '../../../source/protocol/ids.ts';
import type {MessageLog} from '../../../source/server/core/message-log.ts';
import {EntryTable} from '../../../source/server/storage/entry-table.ts';
import {FactTable} from '../../../source/server/storage/fact-table.ts';
import {recoverHistory} from '../../../source/server/storage/recover-history.ts';
import {openSqliteLog, type SqliteLogOptions} from '../../../source/server/storage/sqlite-log.ts';
import {overwrite, pagesOf} from '../../helpers/damage.ts';
import {draftOf, roomOf} from '../../helpers/drafts.ts';
import {firstVersionId, makeFirstVersion} from '../../helpers/first-version.ts';

const rooms = [roomOf('#a')];
const everything = {rooms, from: 'oldest', limit: 1_000_000} as const;

let directory: string;
let file: string;
beforeEach(() => {
	directory = fs.mkdtempSync(path.join(tmpdir(), 'chatroom-'));
	file = path.join(directory, 'history.db');
});
afterEach(() => {
	vi.restoreAllMocks();
	fs.rmSync(directory, {recursive: true, force: true});
});

async function withLog<Result>(
	work: (log: MessageLog) => Result | Promise<Result>,
	options?: SqliteLogOptions,
): Promise<Result> {
	const log = openSqliteLog(file, options);
	try {
		return await work(log);
	} finally {
		await log.close();
	}
}

describe('A fact', () => {
	test('is there when the log is opened again, and goes on being ordered by its changes', async () => {
		await withLog(async ({facts}) => {
			await facts.put('ban', 'one', '1');
			await facts.put('ban', 'two', '2');
			await facts.put('ban', 'gone', '3');
			await facts.put('ban', 'gone', undefined);
		});
		await withLog(async ({facts}) => {
			expect(facts.get('ban', 'two')).toBe('2');
			await facts.put('ban', 'one', 'changed');
			expect(facts.all('ban', 9).map(({key}) => key)).toEqual(['two', 'one']);
		});
	});

	test(
		'that was promised before a kill is there, with all entries before it',
		{timeout: 30_000},
		async () => {
			const script = path.join(import.meta.dirname, 'put-for-ever.ts');
			let promised = 0;
			for (let kills = 1; kills <= 4; kills += 1) {
				const child = spawn(process.execPath, [script, file], {
					stdio: ['ignore', 'pipe', 'inherit'],
				});
				const exit = once(child, 'exit');
				let output = '';
				child.stdout.on('data', (chunk: Buffer) => {
					output += chunk;
					if (output.split('\n').length > 300 * kills) {
						child.kill('SIGKILL');
					}
				});
				await once(child.stdout, 'close');
				await exit;
				const lines = output.split('\n').slice(0, -1).map(Number);
				promised = Math.max(promised, ...lines);
				await withLog(log => {
					const round = Number(log.facts.get('round', 'last'));
					expect(round).toBeGreaterThanOrEqual(promised);
					const entries = log.read(everything).map(({text}) => Number(text));
					// The fact of each round is put before its entry.
					expect(Math.max(...entries)).toBeLessThanOrEqual(round);
					for (const {key, value} of log.facts.all('all', 100)) {
						expect(Number(key)).toBe(Number(value) % 100);
					}
				});
			}

			expect(promised).toBeGreaterThan(300);
		},
	);

	test('alone is synced before it is answered', async () => {
		let finish: (() => void) | undefined;
		let isAnswered = false;
		await withLog(
			async log => {
				const put = log.facts.put('ban', 'eve', '').then(() => {
					isAnswered = true;
				});
				await expect.poll(() => finish).toBeDefined();
				await new Promise(resolve => setTimeout(resolve, 20));
				expect(isAnswered).toBe(false);
				finish!();
				await put;
				expect(log.head).toBe(0);
			},
			{
				sync(_, done) {
					finish = () => done(null);
				},
			},
		);
	});

	test('is never answered when the sync fails', async () => {
		const fatal: string[] = [];
		let isAnswered = false;
		const tell = (): void => {
			isAnswered = true;
		};
		const failure = Object.assign(new Error('EIO'), {syscall: 'fdatasync'});
		await withLog(
			async log => {
				void log.facts.put('ban', 'eve', '').then(tell, tell);
				await expect.poll(() => fatal).toHaveLength(1);
			},
			{
				sync: (_, done) => setImmediate(() => done(failure)),
				onFatal: ({message}) => fatal.push(message),
			},
		);
		expect(isAnswered).toBe(false);
	});

	test('is refused while another program keeps the file busy, as an entry is', async () => {
		await withLog(async log => {
			const other = new DatabaseSync(file);
			other.exec('BEGIN IMMEDIATE');
			await expect(log.facts.put('ban', 'eve', '')).rejects.toMatchObject({code: 'storage'});
			other.exec('ROLLBACK');
			other.close();
			expect(log.facts.get('ban', 'eve')).toBeUndefined();
			await log.facts.put('ban', 'eve', '');
			expect(log.facts.get('ban', 'eve')).toBe('');
		});
	});
});

describe('When there is no room on the disk', () => {
	const full = (): never => {
		throw Object.assign(new Error('database or disk is full'), {errcode: 13});
	};

	test('for facts, entries of the same moment are stored all the same', async () => {
		vi.spyOn(FactTable.prototype, 'put').mockImplementation(full);
		await withLog(async log => {
			const [put, one, two] = await Promise.allSettled([
				log.facts.put('ban', 'eve', ''),
				log.append(draftOf('one')),
				log.append(draftOf('two')),
			]);
			expect(put).toMatchObject({status: 'rejected', reason: {code: 'storage-full'}});
			expect([one.status, two.status]).toEqual(['fulfilled', 'fulfilled']);
			const entries = log.read(everything);
			expect(entries.map(({text}) => text)).toEqual(['one', 'two']);
			expect(entries[1]!.prev).toBe(entries[0]!.seq);
		});
	});

	test('for entries, facts of the same moment are stored all the same', async () => {
		const insert = vi.spyOn(EntryTable.prototype, 'insert').mockImplementation(full);
		await withLog(async log => {
			expect(log.facts.count('ban')).toBe(0);
			const [put, one] = await Promise.allSettled([
				log.facts.put('ban', 'eve', 'for good'),
				log.append(draftOf('one')),
			]);
			expect(one).toMatchObject({status: 'rejected', reason: {code: 'storage-full'}});
			expect(put.status).toBe('fulfilled');
			expect(log.facts.get('ban', 'eve')).toBe('for good');
			expect(log.facts.count('ban')).toBe(1);
			insert.mockRestore();
			expect((await log.append(draftOf('two'))).entry.prev).toBe(0);
		});
	});
});

describe('A history of the first version', () => {
	const expectAll = (log: MessageLog, count: number): void => {
		expect(log.id).toBe(firstVersionId);
		const texts = log.read(everything).map(({text}) => text);
		expect(texts).toEqual(Array.from({length: count}, (_, index) => `entry ${index + 1}`));
		const edits = log.read({...everything, kind: 'edit', re: 1 as Seq});
		expect(edits).toHaveLength(Math.floor(count / 3));
	};
	const versionOf = (): unknown => {
		const database = new DatabaseSync(file, {readOnly: true});
		const row = database.prepare('PRAGMA user_version').get();
		database.close();
		return row?.['user_version'];
	};

	test('is of the second once it was opened, with all that was in it', async () => {
		makeFirstVersion(file, 1000);
		await withLog(async log => {
			expectAll(log, 1000);
			await log.facts.put('ban', 'eve', 'for good');
			expect((await log.append(draftOf('next'))).entry.prev).toBe(1000);
		});
		expect(versionOf()).toBe(2);
		await withLog(log => expect(log.facts.get('ban', 'eve')).toBe('for good'));
		const made = path.join(directory, 'made', 'history.db');
		await openSqliteLog(made).close();
		const schemas = [file, made].map(name => {
			const database = new DatabaseSync(name, {readOnly: true});
			const rows = database.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
			database.close();
			return rows;
		});
		expect(schemas[0]).toEqual(schemas[1]);
	});

	test('that a killed server has left is brought on, too', async () => {
		const left = path.join(directory, 'left.db');
		makeFirstVersion(left, 300, () => {
			fs.copyFileSync(left, file);
			fs.copyFileSync(`${left}-wal`, `${file}-wal`);
		});
		await withLog(log => expectAll(log, 300));
		expect(versionOf()).toBe(2);
	});

	test('is recovered into one of the second', async () => {
		makeFirstVersion(file, 3000);
		const {rootpage} = new DatabaseSync(file)
			.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'entries_by_kind'")
			.get()!;
		overwrite(file, Number(rootpage));
		expect(recoverHistory(file, {day: '2026-11-22'})).toMatchObject({saved: 3000, missing: []});
		await withLog(log => expect(log.read(everything)).toHaveLength(3000));
		expect(versionOf()).toBe(2);
	});
});

describe('Recovering a damaged history keeps facts', () => {
	const long = 'x'.repeat(9000);
	async function makeFacts(): Promise<void> {
		await withLog(async log => {
			await Promise.all([
				...Array.from({length: 500}, (_, index) => log.append(draftOf(`entry ${index}`))),
				...Array.from({length: 1000}, (_, index) =>
					log.facts.put('read', `key ${index}`, `${index}`),
				),
				log.facts.put('read', 'key 7', 'newest'),
				log.facts.put('ban', 'eve', long),
				log.facts.put('ban', 'gone', ''),
				log.facts.put('ban', 'gone', undefined),
			]);
		});
	}

	test('all of them where only what leads there is damaged, the newest of each', async () => {
		await makeFacts();
		const database = new DatabaseSync(file, {readOnly: true});
		const roots = database
			.prepare("SELECT rootpage FROM sqlite_schema WHERE name LIKE 'entries%'")
			.all();
		database.close();
		overwrite(file, 1);
		roots.forEach(({rootpage}) => overwrite(file, Number(rootpage)));
		recoverHistory(file, {day: '2026-11-22'});
		await withLog(({facts}) => {
			expect(facts.count('read')).toBe(1000);
			expect(facts.get('read', 'key 7')).toBe('newest');
			expect(facts.get('read', 'key 8')).toBe('8');
			expect(facts.all('read', 1001).at(-1)!.key).toBe('key 7');
			expect(facts.get('ban', 'eve')).toBe(long);
			expect(facts.get('ban', 'gone')).toBeUndefined();
		});
	});

	test('those that can be read where they stood, and nothing that was never put', async () => {
		await makeFacts();
		const middle = pagesOf(file) >> 1;
		overwrite(file, middle, 6);
		recoverHistory(file, {day: '2026-11-22'});
		await withLog(({facts}) => {
			for (const {key, value} of facts.all('read', 2000)) {
				expect([key.slice(4), 'newest']).toContain(value);
			}
		});
	});
});
