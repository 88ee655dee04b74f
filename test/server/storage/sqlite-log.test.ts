import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import * as fs from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {MessageLog} from '../../../source/server/core/message-log.ts';
import {openSqliteLog} from '../../../source/server/storage/sqlite-log.ts';
import {StorageError} from '../../../source/server/storage/storage-error.ts';
import {draftOf, roomOf} from '../../helpers/drafts.ts';

const rooms = [roomOf('#a')];
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

async function fill(): Promise<void> {
	await withLog(log => log.append(draftOf('kept words')));
}

function spoil(sql: string): void {
	const database = new DatabaseSync(file);
	database.exec(sql);
	database.close();
}

const refusal = (): string => {
	try {
		void openSqliteLog(file).close();
	} catch (error) {
		expect(error).toBeInstanceOf(StorageError);
		return (error as StorageError).message;
	}

	throw new Error('It opened.');
};

describe('A log that is opened again', () => {
	test('has the same name, entries and memory of ids', async () => {
		const draft = draftOf('kept');
		const first = await withLog(async log => ({id: log.id, ...(await log.append(draft))}));
		await withLog(async log => {
			expect(log.id).toBe(first.id);
			expect(log.head).toBe(first.entry.seq);
			expect(log.read(everything)).toEqual([first.entry]);
			expect(await log.append(draft)).toEqual({entry: first.entry, dup: true});
			const {entry} = await log.append(draftOf('next'));
			expect(entry.prev).toBe(first.entry.seq);
		});
	});

	test('holds every seq that was promised before a kill', {timeout: 30_000}, async () => {
		const promised = new Set<string>();
		const script = path.join(import.meta.dirname, 'append-for-ever.ts');
		for (let kills = 1; kills <= 5; kills += 1) {
			const child = spawn(process.execPath, [script, file], {stdio: ['ignore', 'pipe', 'inherit']});
			const exit = once(child, 'exit');
			let output = '';
			child.stdout.on('data', (chunk: Buffer) => {
				output += chunk;
				if (output.length > 8000 * kills) {
					child.kill('SIGKILL');
				}
			});
			await once(child.stdout, 'close');
			await exit;
			output
				.split('\n')
				.slice(0, -1)
				.forEach(line => promised.add(line));
			const entries = await withLog(async log => log.read(everything));
			const held = new Set(entries.map(({seq, id}) => `${seq} ${id}`));
			expect([...promised].filter(line => !held.has(line))).toEqual([]);
		}

		expect(promised.size).toBeGreaterThan(1000);
	});

	test('goes through many checkpoints unharmed', {timeout: 30_000}, async () => {
		const text = 'word '.repeat(3000);
		const seqs: number[] = [];
		await withLog(async log => {
			const database = new DatabaseSync(file, {readOnly: true});
			const select = database.prepare("SELECT value FROM meta WHERE key = 'checkpoints'");
			while (Number(select.get()?.['value']) < 3) {
				const appended = Array.from({length: 100}, () => log.append(draftOf(text)));
				seqs.push(...(await Promise.all(appended)).map(({entry}) => entry.seq));
			}

			database.close();
		});
		const database = new DatabaseSync(file);
		expect(database.prepare('PRAGMA integrity_check').get()?.['integrity_check']).toBe('ok');
		database.close();
		await withLog(async log => {
			expect(log.read(everything).map(({seq}) => seq)).toEqual(seqs);
		});
	});
});

describe('A log that cannot be opened says why', () => {
	test('when another server has it, naming that', async () => {
		await withLog(async () => {
			expect(refusal()).toContain(`in use by another chatroom (process ${process.pid})`);
		});
		await fill();
	});

	test('when it is of a newer version', async () => {
		await fill();
		spoil('PRAGMA user_version = 7');
		expect(refusal()).toBe(
			`${file} was written by a newer chatroom (schema 7; this one knows 1). Update chatroom, or start with --data DIR somewhere else.`,
		);
	});

	test('when it belongs to another program', () => {
		spoil('CREATE TABLE notes (text)');
		expect(refusal()).toContain(`${file} belongs to another program.`);
	});

	test('when it is not a database', () => {
		fs.writeFileSync(file, 'garbage '.repeat(1000));
		expect(refusal()).toContain(`${file} is not a chatroom history.`);
	});

	test('when it has been cut short', async () => {
		await fill();
		fs.truncateSync(file, 3 * 4096);
		expect(refusal()).toContain(`${file} is damaged.`);
	});

	test('when it is a directory, or its directory a file', () => {
		fs.mkdirSync(file);
		expect(refusal()).toContain(`${file} is not a file.`);
		file = path.join(directory, 'file', 'history.db');
		fs.writeFileSync(path.dirname(file), '');
		expect(refusal()).toContain(`${path.dirname(file)} cannot be used as a directory (EEXIST).`);
	});

	test.skipIf(process.getuid?.() === 0)('when its directory forbids it', () => {
		fs.chmodSync(directory, 0o500);
		expect(refusal()).toContain('cannot be created (EACCES)');
	});

	test('and leaves nothing locked', async () => {
		fs.writeFileSync(file, 'garbage '.repeat(1000));
		refusal();
		fs.rmSync(file);
		await fill();
	});
});

test.skipIf(process.platform === 'win32')('nobody else may read the files', async () => {
	file = path.join(directory, 'new', 'history.db');
	await withLog(async log => {
		await log.append(draftOf('word'));
		await log.search({words: 'word', rooms, limit: 1});
		const modes = fs
			.readdirSync(path.dirname(file))
			.map(name => [name, fs.statSync(path.join(path.dirname(file), name)).mode & 0o777]);
		expect(modes.length).toBeGreaterThanOrEqual(6);
		expect(modes.filter(([, mode]) => mode !== 0o600)).toEqual([]);
		expect(fs.statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
	});
});

describe('When the disk fails', () => {
	test('a sync that fails is fatal, and nobody is told anything', async () => {
		const fatal: unknown[] = [];
		const failure = new Error('EIO');
		let answered = false;
		const log = openSqliteLog(file, {
			sync: (_, done) => setImmediate(() => done(failure)),
			onFatal: error => fatal.push(error),
		});
		const tell = (): void => {
			answered = true;
		};
		void log.append(draftOf('lost?')).then(tell, tell);
		await expect.poll(() => fatal).toEqual([failure]);
		void log.append(draftOf('more')).then(tell, tell);
		expect(log.read(everything)).toEqual([]);
		await log.close();
		expect(fatal).toEqual([failure]);
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
		const mount = path.join(directory, 'small');
		fs.mkdirSync(mount);
		try {
			execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', mount], {stdio: 'ignore'});
		} catch {
			console.log('Skipped: to fill a disk takes the right to mount one.');
			context.skip();
		}

		try {
			file = path.join(mount, 'history.db');
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
				fs.writeFileSync(path.join(mount, 'ballast'), Buffer.alloc(1024 * 1024));
				for (let count = 0; count < 200 && refused.size < 5; count += 1) {
					await say('x'.repeat(16_000));
				}

				expect([...refused.values()]).toMatchObject(
					Array.from({length: 5}, () => ({name: 'Refusal', code: 'storage'})),
				);
				expect(log.read(everything).map(({seq}) => seq)).toEqual([...stored]);
				fs.rmSync(path.join(mount, 'ballast'));
				const before = stored.size;
				await say('room again');
				expect(stored.size).toBe(before + 1);
			});
			await withLog(async log => {
				const entries = log.read(everything);
				expect(entries.map(({seq}) => seq)).toEqual([...stored]);
				expect(entries.filter(({id}) => refused.has(id))).toEqual([]);
			});
		} finally {
			execFileSync('umount', [mount]);
		}
	});
});
