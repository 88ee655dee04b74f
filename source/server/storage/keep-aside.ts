import {
	closeSync,
	constants,
	copyFileSync,
	existsSync,
	fstatSync,
	linkSync,
	openSync,
	readSync,
	writeSync,
} from 'node:fs';
import {pageBytes} from './history-schema.ts';

/**
Gives a damaged history a second name, so that replacing it takes nothing away: the very file, not a copy, unless the file system has no second names. Returns that name.
*/
export function keepAside(file: string, day: string): string {
	const stem = file.replace(/\.db$/, `.damaged-${day}`);
	const names = Array.from(
		{length: 1000},
		(_, count) => `${stem}${count ? `-${count + 1}` : ''}.db`,
	);
	const kept = names.find(name => !existsSync(name) && !existsSync(`${name}-wal`)) ?? names[0]!;
	const parts = ['', '-wal'].filter(suffix => existsSync(file + suffix));
	for (const suffix of parts) {
		try {
			linkSync(file + suffix, kept + suffix);
		} catch {
			// Whatever is wrong with a second name: if a copy cannot be made either, that is told.
			copyFileSync(file + suffix, kept + suffix, constants.COPYFILE_EXCL);
		}
	}

	return kept + (parts[0] ?? '');
}

/** Copies a file, with zeros in place of what the disk does not give back. A missing file is empty. */
export function copyReadable(from: string, to: string): void {
	const target = openSync(to, 'w', 0o600);
	try {
		if (existsSync(from)) {
			const source = openSync(from, 'r');
			try {
				copyPages(source, target, fstatSync(source).size);
			} finally {
				closeSync(source);
			}
		}
	} finally {
		closeSync(target);
	}
}

function copyPages(source: number, target: number, size: number): void {
	const page = Buffer.alloc(pageBytes);
	for (let offset = 0; offset < size; offset += pageBytes) {
		const length = Math.min(pageBytes, size - offset);
		page.fill(0);
		try {
			readSync(source, page, 0, length, offset);
		} catch {
			// The disk does not give it back; what is around it may be good.
			page.fill(0);
		}

		writeSync(target, page, 0, length, offset);
	}
}
