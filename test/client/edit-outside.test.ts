import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {editOutside} from '../../source/client/edit-outside.ts';
import {openHome} from '../helpers/home.ts';

test('a program with flags gets the text in a file that nobody else may read, and what it leaves is the text', async () => {
	using home = openHome();
	const script = path.join(home.directory, 'editor.sh');
	const seen = path.join(home.directory, 'seen');
	const look = `printf '%s\\n' "$2" "$(ls -l "$2" | cut -c1-10)" "$(cat "$2")" > ${seen}`;
	writeFileSync(script, `${look}\necho "$1 two" >> "$2"\n`);

	expect(await editOutside(`sh ${script} --wait`, 'one\n')).toBe('one\n--wait two');
	const [file, mode, text] = readFileSync(seen, 'utf8').split('\n');
	expect([mode, text]).toEqual(['-rw-------', 'one']);
	expect(existsSync(path.dirname(file!))).toBe(false);
});

test.each([
	['false', 'status 1'],
	['no-such-editor-anywhere 2>/dev/null', 'status 127'],
])('%s says so in one sentence', async (editor, why) => {
	await expect(editOutside(editor, 'one')).rejects.toThrow(
		`${editor} failed (${why}): what you wrote is as it was.`,
	);
});
