import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmdirSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';

/** A disk of 2 MiB in memory. */
export type SmallDisk = {
	readonly directory: string;
	/** Nothing on it can be changed any more. */
	forbidWriting(): void;
	[Symbol.dispose](): void;
};

/** Undefined, with a printed line, where nobody may mount one. */
export function mountSmallDisk(): SmallDisk | undefined {
	const directory = mkdtempSync(path.join(tmpdir(), 'chatroom-disk-'));
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', directory], {stdio: 'ignore'});
	} catch {
		rmdirSync(directory);
		console.log('Skipped: to fill a disk takes the right to mount one.');
		return undefined;
	}

	return {
		directory,
		forbidWriting: () => void execFileSync('mount', ['-o', 'remount,ro', directory]),
		[Symbol.dispose]() {
			execFileSync('umount', [directory]);
			rmdirSync(directory);
		},
	};
}
