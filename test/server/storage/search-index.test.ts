import * as fs from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {MessageLog} from '../../../source/server/core/message-log.ts';
import {openSqliteLog} from '../../../source/server/storage/sqlite-log.ts';
import {draftOf, roomOf} from '../../helpers/drafts.ts';

const rooms = [roomOf('#a')];

let directory: string;
beforeEach(() => {
	directory = fs.mkdtempSync(path.join(tmpdir(), 'chatroom-'));
});
afterEach(() => {
	fs.rmSync(directory, {recursive: true, force: true});
});

async function withLog(work: (log: MessageLog) => Promise<void>): Promise<void> {
	const log = openSqliteLog(path.join(directory, 'history.db'));
	try {
		await work(log);
	} finally {
		await log.close();
	}
}

describe('The search index is only derived', () => {
	const damages: Readonly<Record<string, (index: string) => void>> = {
		missing: index => fs.rmSync(index),
		garbage: index => fs.writeFileSync(index, 'garbage '.repeat(1000)),
		'cut short': index => fs.truncateSync(index, 4096),
		'of another log': index => {
			const database = new DatabaseSync(index);
			database.exec("UPDATE meta SET logId = 'other', reached = 1000");
			database.close();
		},
		'ahead of the log': index => {
			const database = new DatabaseSync(index);
			database.exec('UPDATE meta SET reached = 1000');
			database.close();
		},
	};

	test.each(Object.keys(damages))('%s, it is made anew', async kind => {
		await withLog(async log => {
			await log.append(draftOf('kept words'));
			await log.search({words: 'kept', rooms, limit: 9});
		});
		damages[kind]!(path.join(directory, 'search.db'));
		await withLog(async log => {
			await log.append(draftOf('new words'));
			const search = {words: 'words', rooms, limit: 9};
			await expect
				.poll(async () => (await log.search(search)).map(({text}) => text))
				.toEqual(['new words', 'kept words']);
		});
	});

	test('without a place for it there is no search, and all else goes on', async () => {
		fs.mkdirSync(path.join(directory, 'search.db'));
		await withLog(async log => {
			await log.append(draftOf('words'));
			const search = log.search({words: 'words', rooms, limit: 9});
			await expect(search).rejects.toMatchObject({code: 'no-search'});
			await log.append(draftOf('more'));
			expect(log.read({rooms, from: 'oldest', limit: 9})).toHaveLength(2);
		});
	});
});
