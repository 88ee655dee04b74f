import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll} from 'vitest';
import {openLog} from '../../../source/server/storage/open-log.ts';
import {describeMessageLog} from '../../contracts/message-log.ts';

const directories: string[] = [];
afterAll(() => {
	directories.forEach(directory => rmSync(directory, {recursive: true, force: true}));
});

function temporaryDirectory(): string {
	const directory = mkdtempSync(path.join(tmpdir(), 'chatroom-'));
	directories.push(directory);
	return directory;
}

describeMessageLog('A log in memory', () => openLog({ephemeral: true}));
describeMessageLog('A log in SQLite', () => openLog({directory: temporaryDirectory()}));
