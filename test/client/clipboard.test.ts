import {chmodSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {
	clipboardPrograms,
	copyWith,
	type Desktop,
	linkProgram,
	openWith,
} from '../../source/client/clipboard.ts';
import {openHome} from '../helpers/home.ts';
import {patience} from '../helpers/patience.ts';

const none: Desktop = {isMac: false, hasWayland: false, hasX11: false, overSsh: false};

/** A program that writes what it is given into a file. */
function recorder(directory: string, words: string): {program: string; got: () => string} {
	const file = path.join(directory, 'got');
	const program = path.join(directory, 'program');
	writeFileSync(program, `#!/bin/sh\n${words} >"${file}.new" && mv "${file}.new" "${file}"\n`);
	chmodSync(program, 0o700);
	const got = () => {
		try {
			return readFileSync(file, 'utf8');
		} catch {
			return '';
		}
	};
	return {program, got};
}

test('the programs of the desktop are asked, and none over a network', () => {
	expect(clipboardPrograms({...none, hasWayland: true, hasX11: true})).toEqual([
		['wl-copy'],
		['xclip', '-selection', 'clipboard'],
	]);
	expect(clipboardPrograms({...none, isMac: true})).toEqual([['pbcopy']]);
	expect(clipboardPrograms(none)).toEqual([]);
	expect(clipboardPrograms({...none, isMac: true, hasX11: true, overSsh: true})).toEqual([]);
	expect(linkProgram({...none, hasX11: true})).toBe('xdg-open');
	expect(linkProgram({...none, isMac: true})).toBe('open');
	expect(linkProgram({...none, isMac: true, overSsh: true})).toBeUndefined();
	expect(linkProgram(none)).toBeUndefined();
});

test('the text reaches the first program that is there, without a shell', async () => {
	using home = openHome();
	const {program, got} = recorder(home.directory, 'cat');
	const text = "$(touch /tmp/x) `id` '\n漢字";
	copyWith([['/nowhere/wl-copy'], [program]], text);
	await expect.poll(got, patience).toBe(text);
});

test('a program that reads nothing is no trouble', async () => {
	expect(() => copyWith([['true']], 'x'.repeat(1_000_000))).not.toThrow();
	expect(() => copyWith([], 'x')).not.toThrow();
	await new Promise(resolve => setTimeout(resolve, 50));
});

test('a link is one argument, and a missing program is told', async () => {
	using home = openHome();
	const {program, got} = recorder(home.directory, 'printf "%s|" "$@"');
	openWith(program, 'https://a.example/$(id)?x=1&y=2', () => {});
	await expect.poll(got, patience).toBe('https://a.example/$(id)?x=1&y=2|');
	await new Promise<void>(resolve => openWith('/nowhere/open', 'https://a.example', resolve));
});
