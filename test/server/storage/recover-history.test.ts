import * as fs from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {LogEntry} from '../../../source/server/core/message-log.ts';
import {recoverHistory} from '../../../source/server/storage/recover-history.ts';
import {openSqliteLog} from '../../../source/server/storage/sqlite-log.ts';
import {StorageError} from '../../../source/server/storage/storage-error.ts';
import {fingerprints, makeHistory, overwrite, pagesOf} from '../../helpers/damage.ts';
import {draftOf, roomOf} from '../../helpers/drafts.ts';

const rooms = ['#a', '#b'].map(roomOf);
const day = '2026-11-22';

let directory: string;
let file: string;
beforeEach(() => {
	directory = fs.mkdtempSync(path.join(tmpdir(), 'chatroom-'));
	file = path.join(directory, 'history.db');
});
afterEach(() => {
	fs.rmSync(directory, {recursive: true, force: true});
});

async function entriesNow(): Promise<readonly LogEntry[]> {
	const log = openSqliteLog(file);
	const entries = log.read({rooms, from: 'oldest', limit: 100_000});
	await log.close();
	return entries;
}

function attempt<Result>(work: () => Result): Result | undefined {
	try {
		return work();
	} catch (error) {
		if (!(error instanceof StorageError)) {
			throw error;
		}

		return undefined;
	}
}

/** What is in the history now, after something was said in it. */
async function reopened(): Promise<{id: string; entries: readonly LogEntry[]}> {
	const log = openSqliteLog(file);
	const entries = log.read({rooms, from: 'oldest', limit: 100_000});
	const {entry} = await log.append(draftOf('goes on'));
	expect(entry.seq).toBe((entries.at(-1)?.seq ?? 0) + 1);
	const found = await log.search({words: 'entry', rooms, limit: 5});
	expect(found).toHaveLength(Math.min(5, entries.length));
	await log.close();
	return {id: log.id, entries};
}

const withoutPrev = (entry: LogEntry) => ({...entry, prev: undefined});

/** Every entry is one that was said; `prev` leads from each to the one before it in its room. */
function expectSound(entries: readonly LogEntry[], said: readonly LogEntry[]): void {
	const known = new Map(said.map(entry => [entry.seq, withoutPrev(entry)]));
	expect(entries.map(withoutPrev)).toEqual(entries.map(({seq}) => known.get(seq)));
	const last = new Map<string, number>();
	for (const {room, seq, prev} of entries) {
		expect(prev).toBe(last.get(room) ?? 0);
		last.set(room, seq);
	}
}

/** Recovers, and checks that what is saved and what is missing make up what was said. */
async function recoverAll(said: readonly LogEntry[]) {
	const before = fingerprints(directory);
	const {saved, missing, kept} = recoverHistory(file, {day});
	const after = fingerprints(directory);
	// Kept as it was, under another name.
	const names = Object.keys(before).filter(name => /\.db(-wal)?$/.test(name));
	for (const name of names) {
		expect(after[name.replace('history', `history.damaged-${day}`)]).toBe(before[name]);
	}

	expect(fs.existsSync(kept)).toBe(true);
	expect(Object.keys(after).filter(name => !name.includes('damaged'))).toEqual(['history.db']);
	const database = new DatabaseSync(file, {readOnly: true});
	expect(database.prepare('PRAGMA integrity_check').get()?.['integrity_check']).toBe('ok');
	database.close();
	const {id, entries} = await reopened();
	expect(entries).toHaveLength(saved);
	expectSound(entries, said);
	const lost = new Set(said.map(({seq}) => seq as number));
	entries.forEach(({seq}) => lost.delete(seq));
	const told = missing.flatMap(([first, last]) =>
		Array.from({length: last - first + 1}, (_, index) => first + index),
	);
	return {id, saved, lost: [...lost], told};
}

async function idOf(): Promise<string> {
	const log = openSqliteLog(file);
	await log.close();
	return log.id;
}

describe('Recovering a damaged history', () => {
	test('saves all but what stood on overwritten pages, says what that was, and gives it a new name', async () => {
		const said = await makeHistory(file, {count: 2000});
		const id = await idOf();
		overwrite(file, pagesOf(file) >> 1, 4);
		const {lost, told, saved, id: newId} = await recoverAll(said);
		expect(newId).not.toBe(id);
		expect(lost.length).toBeGreaterThan(0);
		expect(saved).toBeGreaterThan(1700);
		expect(told).toEqual(lost);
	});

	test('does not need the pages that lead to the others', async () => {
		const said = await makeHistory(file, {count: 2000});
		const database = new DatabaseSync(file, {readOnly: true});
		const roots = database.prepare('SELECT rootpage FROM sqlite_schema').all();
		database.close();
		overwrite(file, 1);
		roots.forEach(({rootpage}) => overwrite(file, Number(rootpage)));
		const {lost, told} = await recoverAll(said);
		expect(lost).toEqual([]);
		expect(told).toEqual([]);
	});

	test('finds what is only in the WAL, whatever has become of the file before it', async () => {
		const said = await makeHistory(file, {asLeft: true});
		overwrite(file, 1);
		const {lost} = await recoverAll(said);
		expect(lost).toEqual([]);
	});

	test.each(['empty', 'missing'])('finds all that the WAL of an %s file holds', async kind => {
		const said = await makeHistory(file, {asLeft: true});
		if (kind === 'empty') {
			fs.truncateSync(file, 0);
		} else {
			fs.rmSync(file);
		}

		const {saved, told, lost} = await recoverAll(said);
		expect(saved).toBeGreaterThanOrEqual(150 / 2);
		expect(told.every(seq => lost.includes(seq))).toBe(true);
	});

	test('saves all before the place where a file was cut', async () => {
		const said = await makeHistory(file, {count: 2000});
		fs.truncateSync(file, (pagesOf(file) >> 1) * 4096 + 100);
		const {saved, told, lost} = await recoverAll(said);
		expect(saved).toBeGreaterThan(700);
		expect(told.every(seq => lost.includes(seq))).toBe(true);
	});

	test('goes on without a WAL that was lost', async () => {
		const said = await makeHistory(file, {asLeft: true});
		fs.rmSync(`${file}-wal`);
		const {saved} = await recoverAll(said);
		expect(saved).toBe(150);
	});

	test('takes nothing from the WAL of another history', async () => {
		const said = await makeHistory(file);
		const other = path.join(directory, 'other', 'history.db');
		fs.mkdirSync(path.dirname(other));
		await makeHistory(other, {asLeft: true});
		fs.copyFileSync(`${other}-wal`, `${file}-wal`);
		const {lost} = await recoverAll(said);
		expect(lost).toEqual([]);
	});

	test('is done again where it was killed before it had cleaned up', async () => {
		const said = await makeHistory(file, {asLeft: true});
		overwrite(file, 1);
		const {kept, saved} = recoverHistory(file, {day});
		fs.copyFileSync(`${kept}-wal`, `${file}-wal`);
		fs.writeFileSync(`${file}.copy`, 'half a copy');
		fs.writeFileSync(`${file}.new`, 'half a history');
		expect(() => openSqliteLog(file)).toThrow('belongs to another history');
		expect(recoverHistory(file, {day}).saved).toBe(saved);
		expectSound((await reopened()).entries, said);
	});

	test('can be done again on the same day', async () => {
		const said = await makeHistory(file);
		overwrite(file, 6);
		recoverHistory(file, {day});
		overwrite(file, 5);
		const {kept, saved} = recoverHistory(file, {day});
		expect(kept).toBe(path.join(directory, `history.damaged-${day}-2.db`));
		expectSound((await reopened()).entries, said);
		expect(saved).toBeGreaterThan(0);
	});

	test('tells how far it has come', async () => {
		await makeHistory(file, {count: 20_000});
		overwrite(file, 1);
		const told: string[] = [];
		recoverHistory(file, {day, progress: (page, pages) => told.push(`${page} of ${pages}`)});
		expect(told[0]).toMatch(/^1000 of \d{4}$/);
	});
});

test('whatever pages of a history and its WAL are damaged, nothing comes out of it that was not said', async () => {
	const origin = path.join(directory, 'origin', 'history.db');
	fs.mkdirSync(path.dirname(origin));
	const kinds = [false, true] as const;
	const said = new Map<boolean, readonly LogEntry[]>();
	for (const asLeft of kinds) {
		const place = path.join(path.dirname(origin), String(asLeft));
		fs.mkdirSync(place);
		said.set(asLeft, await makeHistory(path.join(place, 'history.db'), {count: 400, asLeft}));
	}

	const damage = fc.record({page: fc.nat(100), count: fc.integer({min: 1, max: 6})});
	const cut = fc.option(fc.nat(400_000));
	const run = fc.asyncProperty(
		fc.constantFrom(...kinds),
		fc.array(damage, {minLength: 1, maxLength: 5}),
		cut,
		async (asLeft, damages, length) => {
			const place = fs.mkdtempSync(path.join(directory, 'case-'));
			fs.cpSync(path.join(path.dirname(origin), String(asLeft)), place, {recursive: true});
			file = path.join(place, 'history.db');
			const pages = pagesOf(file);
			damages.forEach(({page, count}) => overwrite(file, 1 + (page % pages), count));
			if (asLeft) {
				overwrite(`${file}-wal`, 1 + (damages[0]!.page % pagesOf(`${file}-wal`)));
			}

			fs.truncateSync(file, Math.min(length ?? Infinity, fs.statSync(file).size));
			const recovered = attempt(() => recoverHistory(file, {day}));
			// Refused only where nothing at all was left.
			const entries = recovered ? await entriesNow() : [];
			expect(entries).toHaveLength(recovered?.saved ?? 0);
			expectSound(entries, said.get(asLeft)!);
		},
	);
	await fc.assert(run, {numRuns: 40});
});

describe('Recovering changes nothing', () => {
	const complaint = (): string => {
		const before = fingerprints(directory);
		expect(() => recoverHistory(file, {day})).toThrow(
			expect.objectContaining({name: 'StorageError'}),
		);
		expect(fingerprints(directory)).toEqual(before);
		try {
			recoverHistory(file, {day});
		} catch (error) {
			return (error as Error).message;
		}

		return '';
	};

	test('where there is no history', () => {
		expect(complaint()).toContain(`There is no history in ${directory}.`);
		expect(fs.readdirSync(directory)).toEqual([]);
		file = path.join(directory, 'nowhere', 'history.db');
		expect(() => recoverHistory(file, {day})).toThrow('There is no history in');
	});

	test.each([false, true])('of a history that is fine (killed: %s)', async asLeft => {
		await makeHistory(file, {asLeft});
		expect(complaint()).toContain(`${file} is fine: nothing was changed.`);
	});

	test('of an empty file, and of one in which there is nothing of ours', () => {
		fs.writeFileSync(file, '');
		expect(complaint()).toContain('is empty');
		fs.writeFileSync(file, 'garbage '.repeat(1000));
		expect(complaint()).toContain('Nothing of a chatroom history can be read in');
		fs.rmSync(file);
		const database = new DatabaseSync(file);
		database.exec("CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')");
		database.close();
		expect(complaint()).toContain('Nothing of a chatroom history can be read in');
	});

	test('while a server has it open', async () => {
		const log = openSqliteLog(file);
		expect(complaint()).toContain(`in use by another chatroom (process ${process.pid})`);
		await log.close();
	});
});
