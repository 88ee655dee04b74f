import * as fs from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {openSqliteLog} from '../../../source/server/storage/sqlite-log.ts';
import {draftOf} from '../../helpers/drafts.ts';

let directory: string;
beforeEach(() => {
	directory = fs.mkdtempSync(path.join(tmpdir(), 'chatroom-'));
});
afterEach(() => {
	vi.restoreAllMocks();
	fs.rmSync(directory, {recursive: true, force: true});
});

/** How many syncs it took until the first of three was answered, when the others come while it is synced, one a sync. */
async function syncsBeforeFirstAnswer(syncMilliseconds: number): Promise<number> {
	let now = 0;
	vi.spyOn(performance, 'now').mockImplementation(() => now);
	const more = ['two', 'three'];
	let syncs = 0;
	let answeredAt = 0;
	const log = openSqliteLog(path.join(directory, `${syncMilliseconds}.db`), {
		sync(_, done) {
			syncs++;
			const next = more.shift();
			if (next !== undefined) {
				log.append(draftOf(next)).catch(() => {});
			}

			now += syncMilliseconds;
			setImmediate(() => done(null));
		},
	});
	await log.append(draftOf('one')).then(() => {
		answeredAt = syncs;
	});
	await log.close();
	return answeredAt;
}

test('what a fast sync made durable waits once for what came meanwhile', async () => {
	expect(await syncsBeforeFirstAnswer(0.2)).toBe(2);
});

test('what a slow sync made durable is answered at once', async () => {
	expect(await syncsBeforeFirstAnswer(5)).toBe(1);
});
