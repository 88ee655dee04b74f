import {expect, test} from 'vitest';
import {
	bindings,
	describeKeys,
	type KeyCommand,
	lookUp,
} from '../../../source/client/screen/key-map.ts';
import {nameOfDeed} from '../../../source/client/screen/rebind.ts';
import type {EditOperation} from '../../../source/client/state/editor.ts';
import {selectedKeys} from '../../../source/client/state/selection-keys.ts';
import {KeyParser} from '../../../source/client/terminal/key-parser.ts';
import type {Key} from '../../../source/client/terminal/key-event.ts';
import {keyHelp} from '../../../source/client/words/keys.ts';

/** What the terminal sends for a key → what the key does. */
function doesFor(input: string): KeyCommand | EditOperation | undefined {
	const parser = new KeyParser();
	const [event] = [...parser.feed(input), ...parser.flush()];
	expect(event?.type).toBe('key');
	return lookUp(event as Key);
}

const describe = (does: KeyCommand | EditOperation) =>
	typeof does === 'string' ? does : [does.type, 'to' in does ? does.to : ''].join(' ').trim();

test('every binding says what it is for', () => {
	const deeds = bindings.map(({does}) => nameOfDeed(does));
	expect(Object.keys(keyHelp).toSorted()).toEqual(deeds.toSorted());
	for (const {keys} of bindings) {
		expect(keys).not.toEqual([]);
	}
});

test('no key does two things', () => {
	const keys = bindings.flatMap(binding => binding.keys);

	expect(keys).toEqual([...new Set(keys)]);
});

// Commands that no key asks for would not compile here.
const commands = {
	submit: true,
	complete: true,
	'complete-back': true,
	'page-up': true,
	'page-down': true,
	'row-up': true,
	'row-down': true,
	oldest: true,
	newest: true,
	'next-room': true,
	'previous-room': true,
	'next-news': true,
	line: true,
	mention: true,
	'select-previous': true,
	'select-next': true,
	'search-history': true,
	retry: true,
	'edit-outside': true,
	dismiss: true,
	cancel: true,
	end: true,
	redraw: true,
	suspend: true,
	help: true,
} satisfies Record<KeyCommand, true>;

// Typing, Tab, Enter, Ctrl+C and the arrows at the edge of the text reach the others.
const byOtherWays: readonly EditOperation['type'][] = [
	'insert',
	'fold',
	'replace',
	'recall',
	'clear',
	'submit',
];
const operations = {
	insert: [],
	fold: [],
	unfold: ['unfold'],
	replace: [],
	recall: [],
	clear: [],
	submit: [],
	newline: ['newline'],
	move: ['left', 'right', 'word-left', 'word-right', 'line-start', 'line-end', 'up', 'down'].map(
		to => `move ${to}`,
	),
	delete: ['delete left', 'delete right'],
	kill: ['line-end', 'line-start', 'word-left', 'word-right', 'blank-left'].map(to => `kill ${to}`),
	yank: ['yank'],
	transpose: ['transpose'],
	undo: ['undo'],
} satisfies Record<EditOperation['type'], readonly string[]>;

test('every command and every edit operation has a key', () => {
	const bound = bindings.map(({does}) => describe(does));

	expect(bound).toEqual(expect.arrayContaining(Object.keys(commands)));
	for (const [type, wanted] of Object.entries(operations)) {
		expect(wanted.length > 0).toBe(!byOtherWays.includes(type as EditOperation['type']));
		expect(bound).toEqual(expect.arrayContaining([...wanted]));
	}
});

test.each([
	['\r', 'submit'],
	['\x1b\r', 'newline'],
	['\x1b[13;2u', 'newline'],
	['\n', 'newline'],
	['\t', 'complete'],
	['\x1b[Z', 'complete-back'],
	['\x1b[5~', 'page-up'],
	['\x1bv', 'page-up'],
	['\x16', 'page-down'],
	['\x1b[1;5A', 'row-up'],
	['\x1b[1;2B', 'row-down'],
	['\x1b[1;5H', 'oldest'],
	['\x1b<', 'oldest'],
	['\x1b>', 'newest'],
	['\x0e', 'next-room'],
	['\x10', 'previous-room'],
	['\x02', 'move left'],
	['\x1bb', 'move word-left'],
	['\x1b[1;5C', 'move word-right'],
	['\x01', 'move line-start'],
	['\x1bOF', 'move line-end'],
	['\x7f', 'delete left'],
	['\x08', 'delete left'],
	['\x1b[3~', 'delete right'],
	['\x0b', 'kill line-end'],
	['\x15', 'kill line-start'],
	['\x17', 'kill blank-left'],
	['\x1b\x7f', 'kill word-left'],
	['\x1bd', 'kill word-right'],
	['\x19', 'yank'],
	['\x14', 'transpose'],
	['\x1f', 'undo'],
	['\x1bo', 'unfold'],
	['\x12', 'search-history'],
	['\x1b[1;3A', 'select-previous'],
	['\x1bj', 'select-next'],
	['\x1br', 'retry'],
	['\x0c', 'redraw'],
	['\x1bOP', 'help'],
	['\x1a', 'suspend'],
	['\x04', 'end'],
	['\x03', 'cancel'],
	['\x1b[99;5u', 'cancel'],
])('%j asks for %s', (input, expected) => {
	expect(describe(doesFor(input)!)).toBe(expected);
});

test('the list of keys has a row for each binding, spelled as people say it', () => {
	const rows = describeKeys().split('\n');

	expect(rows).toHaveLength(bindings.length + Object.keys(selectedKeys).length + 2);
	expect(rows).toContainEqual(
		expect.stringMatching(/^Shift\+Enter, Alt\+Enter, Ctrl\+J +new line$/),
	);
	expect(rows).toContainEqual(expect.stringMatching(/^Page up, Alt\+V +scroll up$/));
	for (const row of rows) {
		expect(row).not.toMatch(/\b[CMS]-/);
	}
});
