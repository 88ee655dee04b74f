import path from 'node:path';
import {historyFile} from '../server/storage/open-log.ts';
import {recoverHistory, type Recovery} from '../server/storage/recover-history.ts';
import {StorageError} from '../server/storage/storage-error.ts';
import {text} from './destination.ts';
import {dataDirectory} from './directories.ts';
import {exitCodes, Failure} from './failure.ts';
import type {Arguments} from './parse-arguments.ts';
import type {Surroundings} from './surroundings.ts';

const mostRanges = 5;

/** `chatroom recover`: saves what can be read of a damaged history. Resolves to the exit status. */
export async function recover({flags}: Arguments, {stdout, stderr}: Surroundings): Promise<number> {
	const file = historyFile(path.resolve(text(flags['data']) ?? dataDirectory));
	let shown = '';
	const show = (line: string): void => {
		if (stderr.isTTY && line !== shown) {
			stderr.write(`\r${line.padEnd(shown.length)}`);
			shown = line;
		}
	};
	try {
		const recovery = recoverHistory(file, {
			day: new Date().toISOString().slice(0, 10),
			progress: (page, pages) => show(`Reading page ${page} of ${pages}`),
		});
		stdout.write(`${report(file, recovery)}\n`);
		return 0;
	} catch (error) {
		throw error instanceof StorageError
			? new Failure(error.message, exitCodes.usage, {cause: error})
			: error;
	} finally {
		if (shown) {
			stderr.write(`\r${' '.repeat(shown.length)}\r`);
		}
	}
}

function report(file: string, {saved, missing, kept}: Recovery): string {
	const lost = missing.reduce((sum, [first, last]) => sum + last - first + 1, 0);
	const ranges = missing
		.slice(0, mostRanges)
		.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`));
	const more = missing.length > mostRanges ? ` and ${missing.length - mostRanges} more runs` : '';
	const rest =
		lost === 0 ? 'none is known to be missing' : `${lost} missing: seq ${ranges.join(', ')}${more}`;
	return `${counted(saved)} saved in ${file}; ${rest}. What was there before is kept as ${kept}.`;
}

const counted = (count: number): string => (count === 1 ? '1 message is' : `${count} messages are`);
