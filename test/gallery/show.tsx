import process from 'node:process';
import {pageThrough, printStories} from './pager.tsx';

const {stdin, stdout} = process;
if (stdin.isTTY && stdout.isTTY) {
	const ending = new AbortController();
	for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
		process.on(signal, () => ending.abort());
	}

	await pageThrough(stdin, stdout, ending.signal);
} else {
	// Whoever reads may have seen enough.
	stdout.on('error', () => process.exit(0));
	printStories(text => stdout.write(text), {columns: 80, rows: 24});
}
