import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll} from 'vitest';
import {openLog} from '../../../source/server/storage/open-log.ts';
import {describeFacts} from '../../contracts/facts.ts';
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

const kinds = {
	'A log in memory': () => openLog({ephemeral: true}),
	'A log in SQLite': () => openLog({directory: temporaryDirectory()}),
};
for (const [name, open] of Object.entries(kinds)) {
	describeMessageLog(name, open);
	describeFacts(name, open);
}
