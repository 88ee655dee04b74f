import {mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import path from 'node:path';

/** The file's text; undefined when there is none or it cannot be read. */
export function readPrivate(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}

/** Writes the whole file or nothing of it, for its owner alone. Throws the system's error. */
export function writePrivate(file: string, text: string): void {
	mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
	const draft = `${file}.${process.pid}.new`;
	writeFileSync(draft, text, {mode: 0o600});
	renameSync(draft, file);
}
