import {
	existsSync,
	linkSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
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
	renameSync(writeDraft(file, text), file);
}

/** The same for a file that is not there yet: of several who do so at once, one writes it and the others throw. */
export function createPrivate(file: string, text: string): void {
	const draft = writeDraft(file, text);
	try {
		linkSync(draft, file);
	} catch (error) {
		if (existsSync(file)) {
			throw error;
		}

		// Not every file system has links.
		renameSync(draft, file);
	} finally {
		rmSync(draft, {force: true});
	}
}

function writeDraft(file: string, text: string): string {
	mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
	const draft = `${file}.${process.pid}.new`;
	writeFileSync(draft, text, {mode: 0o600});
	return draft;
}
