import type {EditOperation} from '../state/editor.ts';
import type {Key} from '../terminal/key-event.ts';
import {selectedKeys} from '../state/selection-keys.ts';
import {keyHelp, keysHeading, keySpelling, selectionHeading, selectionHelp} from '../words/keys.ts';
import {nameOfDeed, withKeys} from './rebind.ts';

/** What a key asks for, beside changing the text. */
export type KeyCommand =
	| 'submit'
	| 'complete'
	| 'complete-back'
	| 'page-up'
	| 'page-down'
	| 'row-up'
	| 'row-down'
	| 'oldest'
	| 'newest'
	| 'line'
	| 'mention'
	| 'next-room'
	| 'previous-room'
	| 'next-news'
	| 'select-previous'
	| 'select-next'
	| 'search-history'
	| 'retry'
	| 'edit-outside'
	| 'dismiss'
	| 'cancel'
	| 'end'
	| 'redraw'
	| 'suspend'
	| 'help';

export type Binding = {
	/** As people write them: `C-` Ctrl, `M-` Alt, `S-` Shift. */
	readonly keys: readonly string[];
	readonly does: KeyCommand | EditOperation;
};

const move = (to: Extract<EditOperation, {type: 'move'}>['to']) => ({type: 'move', to}) as const;
const kill = (to: Extract<EditOperation, {type: 'kill'}>['to']) => ({type: 'kill', to}) as const;

/** Every key there is, in the order in which help lists them. The first binding of a key counts. */
export const bindings: readonly Binding[] = [
	{keys: ['enter'], does: 'submit'},
	{keys: ['S-enter', 'M-enter', 'C-j'], does: {type: 'newline'}},
	{keys: ['tab'], does: 'complete'},
	{keys: ['S-tab'], does: 'complete-back'},
	{keys: ['page-up', 'M-v'], does: 'page-up'},
	{keys: ['page-down', 'C-v'], does: 'page-down'},
	{keys: ['S-up', 'C-up'], does: 'row-up'},
	{keys: ['S-down', 'C-down'], does: 'row-down'},
	{keys: ['C-home', 'M-<'], does: 'oldest'},
	{keys: ['C-end', 'M->'], does: 'newest'},
	{keys: ['M-u'], does: 'line'},
	{keys: ['M-m'], does: 'mention'},
	{keys: ['M-a'], does: 'next-news'},
	{keys: ['C-n'], does: 'next-room'},
	{keys: ['C-p'], does: 'previous-room'},
	{keys: ['M-up', 'M-k'], does: 'select-previous'},
	{keys: ['M-down', 'M-j'], does: 'select-next'},
	{keys: ['up'], does: move('up')},
	{keys: ['down'], does: move('down')},
	{keys: ['left', 'C-b'], does: move('left')},
	{keys: ['right', 'C-f'], does: move('right')},
	{keys: ['M-b', 'C-left', 'M-left'], does: move('word-left')},
	{keys: ['M-f', 'C-right', 'M-right'], does: move('word-right')},
	{keys: ['home', 'C-a'], does: move('line-start')},
	{keys: ['end', 'C-e'], does: move('line-end')},
	{keys: ['backspace', 'C-h'], does: {type: 'delete', to: 'left'}},
	{keys: ['delete'], does: {type: 'delete', to: 'right'}},
	{keys: ['C-k'], does: kill('line-end')},
	{keys: ['C-u'], does: kill('line-start')},
	{keys: ['C-w'], does: kill('blank-left')},
	{keys: ['M-backspace', 'C-backspace'], does: kill('word-left')},
	{keys: ['M-d'], does: kill('word-right')},
	{keys: ['C-y'], does: {type: 'yank'}},
	{keys: ['C-t'], does: {type: 'transpose'}},
	{keys: ['C-_', 'C-/'], does: {type: 'undo'}},
	{keys: ['escape'], does: 'dismiss'},
	{keys: ['C-r'], does: 'search-history'},
	{keys: ['M-o'], does: {type: 'unfold', here: false}},
	{keys: ['C-x C-e'], does: 'edit-outside'},
	{keys: ['M-r'], does: 'retry'},
	{keys: ['C-l'], does: 'redraw'},
	{keys: ['f1'], does: 'help'},
	{keys: ['C-z'], does: 'suspend'},
	{keys: ['C-d'], does: 'end'},
	{keys: ['C-c'], does: 'cancel'},
];

let bound = bindings;
let table = tableOf(bindings);

function tableOf(all: readonly Binding[]) {
	return new Map(all.flatMap(({keys, does}) => keys.map(key => [key, does])));
}

/** Gives keys other meanings than they have by default, once, before the first is pressed. */
export function bindKeys(changed: Readonly<Record<string, string>>): void {
	bound = withKeys(bindings, changed);
	table = tableOf(bound);
}

/** What a key asks for; behind a prefix, what both do together. */
export const lookUp = (key: Key, prefix = ''): KeyCommand | EditOperation | undefined =>
	table.get(prefix + nameOf(key));

/** The first of two keys that are one binding. */
export const prefixOf = (key: Key): string | undefined =>
	nameOf(key) === 'C-x' && !table.has('C-x') ? 'C-x ' : undefined;

function nameOf(key: Key): string {
	const {ctrl, alt, shift} = key;
	const base = key.name === 'char' ? key.char : key.name;
	// Terminals disagree on Shift with characters that are neither letters nor named keys.
	const tellsShift = key.name !== 'char' || (ctrl === false && /\p{L}/u.test(base));
	return `${ctrl ? 'C-' : ''}${alt ? 'M-' : ''}${shift && tellsShift ? 'S-' : ''}${base}`;
}

/** The list that help shows. */
export function describeKeys(): string {
	const rows = bound
		.filter(({keys}) => keys.length > 0)
		.map(({keys, does}) => [keys.map(spell).join(', '), helpOf(does)] as const);
	const width = Math.max(...rows.map(([keys]) => keys.length));
	const line = ([keys, help]: readonly [string, string]) => `${keys.padEnd(width)}  ${help}`;
	const onSelected = Object.entries(selectedKeys).map(
		([key, does]) => [key, selectionHelp[does]] as const,
	);
	return [keysHeading, ...rows.map(line), selectionHeading, ...onSelected.map(line)].join('\n');
}

const help: Readonly<Record<string, string>> = keyHelp;
const helpOf = (does: Binding['does']): string => help[nameOfDeed(does)]!;

// Two keys that are one binding are spelled one after the other.
const spell = (keys: string): string => keys.split(' ').map(spellOne).join(' ');

const spellOne = (key: string): string =>
	key
		.replace('C-', keySpelling.control)
		.replace('M-', keySpelling.alternate)
		.replace('S-', keySpelling.shift)
		.replace(/(?:^|(?<=\+))[a-z]/, letter => letter.toUpperCase())
		.replace('Page-', keySpelling.page);
