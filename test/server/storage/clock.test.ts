import * as fs from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {newEntryId} from '../../../source/protocol/new-id.ts';
import type {Seq} from '../../../source/protocol/ids.ts';
import {openSqliteLog} from '../../../source/server/storage/sqlite-log.ts';
import {draftOf, roomOf} from '../../helpers/drafts.ts';

const rooms = [roomOf('#a')];
const day = 24 * 3600 * 1000;
const noon = Date.UTC(2026, 10, 22, 12);

let directory: string;
beforeEach(() => {
	directory = fs.mkdtempSync(path.join(tmpdir(), 'chatroom-'));
});
afterEach(() => {
	fs.rmSync(directory, {recursive: true, force: true});
});

test('a clock that goes a day back or forward changes neither order nor resuming nor what is found', async () => {
	const file = path.join(directory, 'history.db');
	const clocks = [noon, noon - day, noon + day, noon - 2 * day, 0, noon];
	const draftAt = (at: number, text: string) => draftOf(text, {at, id: newEntryId(at)});
	const first = clocks.map((at, index) => draftAt(at, `word ${index}`));
	const later = clocks.toReversed().map((at, index) => draftAt(at, `word ${index + 6}`));
	const texts = Array.from({length: 12}, (_, index) => `word ${index}`);

	let log = openSqliteLog(file);
	// While several are under way, and between them.
	await Promise.all(first.slice(0, 3).map(draft => log.append(draft)));
	for (const draft of first.slice(3)) {
		await log.append(draft);
	}

	await log.close();
	log = openSqliteLog(file);
	const appended = await Promise.all(later.map(draft => log.append(draft)));
	const entries = log.read({rooms, from: 'oldest', limit: 100});
	expect(entries.map(({text}) => text)).toEqual(texts);
	expect(entries.map(({seq}) => seq)).toEqual(texts.map((_, index) => index + 1));
	expect(entries.map(({prev}) => prev)).toEqual(texts.map((_, index) => index));
	expect(entries.map(({at}) => at)).toEqual([...clocks, ...clocks.toReversed()]);
	for (const after of [0, 3, 7, 11] as Seq[]) {
		const missed = log.read({rooms, after, from: 'oldest', limit: 100});
		expect(missed.map(({text}) => text)).toEqual(texts.slice(after));
	}

	await expect
		.poll(async () => (await log.search({words: 'word', rooms, limit: 100})).map(({text}) => text))
		.toEqual(texts.toReversed());
	// Said again under a clock that is right again: the same entry.
	expect(await log.append({...first[1]!, at: noon})).toMatchObject({dup: true, entry: {seq: 2}});
	expect(appended.every(({dup}) => !dup)).toBe(true);
	await log.close();
});
