import {readFileSync} from 'node:fs';
import process from 'node:process';

/** What the program itself needs: log, lock, index, threads, standard streams. */
const ownFiles = 40;
const mostStanding = 128;

/**
How many peers this process can serve, and how many more it can turn away politely, before the system refuses to open files: beyond that it would close connections without a word and could not even write the log.
*/
export function roomForPeers(openFiles = mostOpenFiles()): {seats: number; standing: number} {
	const free = Math.max(2, openFiles - ownFiles);
	const standing = Math.min(mostStanding, Math.floor(free / 2));
	return {seats: free - standing, standing};
}

// Node raises the soft limit to the hard one when it starts. Where there is no /proc, limits are far above what a room needs, or told by a report that takes its time.
function mostOpenFiles(): number {
	if (process.platform !== 'linux') {
		return Infinity;
	}

	try {
		const [, limit] =
			/^Max open files\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
		return limit && /^\d+$/.test(limit) ? Number(limit) : Infinity;
	} catch {
		// A sandbox without /proc has its own ways to say no.
		return Infinity;
	}
}
