import {readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import type {Body} from '../../source/protocol/body.ts';
import type {Nick} from '../../source/protocol/ids.ts';
import {exportConversation} from '../../source/client/export.ts';
import {asJsonLines, asMarkdown, messagesOf} from '../../source/client/export-text.ts';
import {currentConversation} from '../../source/client/state/state.ts';
import type {Said} from '../../source/client/state/timeline.ts';
import {came, entryOf, heard, noon, online, play, said} from '../helpers/client-fakes.ts';
import {openHome} from '../helpers/home.ts';

const conversation = currentConversation(
	play(online([entryOf(1, 'one')]), came('carol'), heard(2, 'two'), ...said('/who')).state,
);

const saidOf = (text: string, more: Partial<Said> = {}): Said => ({
	type: 'said',
	key: 1,
	entry: entryOf(1, text),
	...more,
});

test('a name is made of the room and the day, for its owner alone', () => {
	using home = openHome();
	const told = exportConversation(conversation, undefined, noon, home.directory);
	const [name] = readdirSync(home.directory);
	expect(name).toMatch(/^lobby-\d{4}-\d\d-\d\d\.md$/);
	const file = path.join(home.directory, name!);
	expect(told).toBe(`2 messages written to ${file}.`);
	expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('what is there is never written over, nor a link followed', () => {
	using home = openHome();
	const at = (name: string) => path.join(home.directory, name);
	writeFileSync(at('notes.md'), 'mine');
	symlinkSync(at('elsewhere'), at('notes-2.md'));
	expect(exportConversation(conversation, 'notes.md', noon, home.directory)).toBe(
		`2 messages written to ${at('notes-3.md')}.`,
	);
	expect(readFileSync(at('notes.md'), 'utf8')).toBe('mine');
	expect(readdirSync(home.directory)).not.toContain('elsewhere');
});

test('where nothing can be written, one sentence says so', () => {
	expect(exportConversation(conversation, '/nowhere/at/all.md', noon)).toBe(
		'/nowhere/at/all.md cannot be written (ENOENT). Give another file: /export FILE',
	);
});

test('JSON lines hold every entry whole', () => {
	const lines = asJsonLines(messagesOf(conversation)).trimEnd().split('\n');
	expect(lines.map(line => JSON.parse(line) as unknown)).toEqual([
		entryOf(1, 'one'),
		entryOf(2, 'two'),
	]);
	using home = openHome();
	exportConversation(conversation, 'all.jsonl', noon, home.directory);
	expect(readFileSync(path.join(home.directory, 'all.jsonl'), 'utf8')).toBe(
		`${lines.join('\n')}\n`,
	);
});

test('Markdown reads as it was said', () => {
	const text = asMarkdown('#lobby', [
		saidOf('first\nsecond <b>'),
		saidOf('```sh\nls <x>\n```'),
		saidOf('waves', {entry: entryOf(1, 'waves', {kind: 'action', author: 'eve_' as Nick})}),
		saidOf('old', {
			fate: {
				edited: {text: 'new' as Body, at: noon},
				reactions: [{text: '👍', by: ['bob' as Nick]}],
			},
		}),
		saidOf('secret', {fate: {takenBack: {by: 'bob' as Nick, why: ''}}}),
	]);
	expect(text).toContain('# \\#lobby\n\n## ');
	expect(text.match(/^## /gm)).toHaveLength(1);
	expect(text).toContain('> first  \n> second \\<b>');
	expect(text).toContain('> ```sh\n> ls <x>\n> ```');
	expect(text).toMatch(/^\*\*eve\\_\*\* \d\d:\d\d$/m);
	expect(text).toContain('> \\* eve\\_ waves');
	expect(text).toContain('> new  \n>\n> _(edited)_ · 👍 bob');
	expect(text).toContain('_(taken back)_');
	expect(text).not.toMatch(/secret|old/);
});

test('what those did who look after the room stands there as a deed, and for programs as what it is', () => {
	const deed = {...saidOf('x'), entry: entryOf(1, 'put bob out: spam', {kind: 'moderation'})};
	expect(asMarkdown('#lobby', [deed])).toContain(String.raw`> \* bob put bob out: spam`);
	expect(JSON.parse(asJsonLines([deed]))).toMatchObject({kind: 'moderation', author: 'bob'});
});
