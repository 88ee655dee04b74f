import {spawn} from 'node:child_process';
import {once} from 'node:events';
import * as fs from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {MessageLog} from '../../../source/server/core/message-log.ts';
import {inspectHistory} from '../../../source/server/storage/history-check.ts';
import {openSqliteLog} from '../../../source/server/storage/sqlite-log.ts';
import {draftOf, roomOf} from '../../helpers/drafts.ts';
import {patience} from '../../helpers/patience.ts';

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
			// What was last begun anew is known, so a WAL that was taken away since is missed.
			const copy = path.join(directory, 'copy.db');
			const withoutWal = () => {
				fs.copyFileSync(file, copy);
				fs.copyFileSync(`${file}-open`, `${copy}-open`);
				return inspectHistory(copy).type;
			};
			await expect.poll(withoutWal, patience).toBe('lost-wal');
		});
		const database = new DatabaseSync(file);
		expect(database.prepare('PRAGMA integrity_check').get()?.['integrity_check']).toBe('ok');
		database.close();
		await withLog(async log => {
			expect(log.read(everything).map(({seq}) => seq)).toEqual(seqs);
		});
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
