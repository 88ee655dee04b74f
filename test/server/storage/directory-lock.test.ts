import * as fs from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {lockDirectory} from '../../../source/server/storage/directory-lock.ts';
import {ensureDirectory} from '../../../source/server/storage/private-file.ts';
import {ensurePrivateFile} from '../../../source/server/storage/private-file.ts';
import {StorageError} from '../../../source/server/storage/storage-error.ts';

vi.mock('node:fs', {spy: true});

let directory: string;
beforeEach(() => {
	directory = fs.mkdtempSync(path.join(tmpdir(), 'chatroom-'));
});
afterEach(() => {
	vi.restoreAllMocks();
	fs.rmSync(directory, {recursive: true, force: true});
});

const complaintOf = (work: () => unknown): string => {
	try {
		work();
	} catch (error) {
		expect(error).toBeInstanceOf(StorageError);
		return (error as StorageError).message;
	}

	throw new Error('It worked.');
};

const lock = () => lockDirectory(directory);

describe('a directory that cannot be locked', () => {
	test('because its lock cannot be opened says so', () => {
		const file = path.join(directory, 'lock.db');
		// Gone before it is opened, and a directory in its place.
		vi.mocked(fs.closeSync).mockImplementationOnce(() => {
			fs.rmSync(file);
			fs.mkdirSync(file);
		});
		expect(complaintOf(lock)).toBe(
			`${file} cannot be opened. Check who may read and write it and its directory.`,
		);
	});

	test('because it cannot say who holds it says so, and is not locked', () => {
		const pidFile = path.join(directory, 'lock.pid');
		fs.mkdirSync(pidFile);
		expect(complaintOf(lock)).toContain(`${pidFile} cannot be written (EISDIR).`);
		fs.rmdirSync(pidFile);
		lock().release();
	});
});

describe('a file that is to be private', () => {
	test('and leads nowhere is named', () => {
		const file = path.join(directory, 'history.db');
		fs.symlinkSync('/nowhere', file);
		expect(complaintOf(() => ensurePrivateFile(file))).toContain(`${file} is there, but`);
	});

	test('and belongs to another is named', () => {
		const file = path.join(directory, 'history.db');
		fs.writeFileSync(file, '', {mode: 0o644});
		vi.mocked(fs.chmodSync).mockImplementationOnce(() => {
			throw Object.assign(new Error('EPERM'), {code: 'EPERM'});
		});
		expect(complaintOf(() => ensurePrivateFile(file))).toContain('(EPERM)');
	});
});

test('a directory is made with all above it, and where none can be made that is said', () => {
	const deep = path.join(directory, 'one', 'two', 'three');
	ensureDirectory(deep);
	ensureDirectory(deep);
	expect(fs.statSync(deep).mode & 0o777).toBe(0o700);

	const file = path.join(directory, 'file');
	fs.writeFileSync(file, '');
	expect(() => ensureDirectory(path.join(file, 'below'))).toThrow(StorageError);
});

// Where a file system says that what is there is not: Node's own way never came back.
test.skipIf(!fs.existsSync('/proc/self'))(
	'no directory can be made in /proc, and that is said',
	() => {
		expect(() => ensureDirectory('/proc/nothing-is-made-here')).toThrow(StorageError);
	},
);
