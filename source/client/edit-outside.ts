import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {editing} from './words/files.ts';

/** Has a text edited by another program, in a file that nobody else may read. Resolves to what became of it, or throws with a sentence; the program has the terminal meanwhile. */
export async function editOutside(editor: string, text: string): Promise<string> {
	const directory = mkdtempSync(path.join(tmpdir(), 'chatroom-'));
	try {
		const file = path.join(directory, 'message.md');
		writeFileSync(file, text, {mode: 0o600});
		const problem = await run(editor, file);
		if (problem !== undefined) {
			throw new Error(editing.failed({editor, problem}));
		}

		// Editors end the last line, too.
		return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
	} finally {
		rmSync(directory, {recursive: true, force: true});
	}
}

// People put flags into EDITOR, as in `code --wait`: a shell takes it apart. Resolves to what went wrong, if anything.
function run(editor: string, file: string): Promise<string | undefined> {
	const [program, ...given] =
		process.platform === 'win32'
			? [`${editor} "${file}"`]
			: ['/bin/sh', '-c', `${editor} "$1"`, 'chatroom', file];
	const child = spawn(program!, given, {stdio: 'inherit', shell: process.platform === 'win32'});
	return new Promise(resolve => {
		child.once('error', error => resolve((error as NodeJS.ErrnoException).code ?? error.message));
		child.once('close', (code, signal) =>
			resolve(code === 0 ? undefined : (signal ?? editing.endedWith(code))),
		);
	});
}
