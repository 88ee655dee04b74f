import type {EditOperation} from '../state/editor.ts';
import type {Key} from '../terminal/key-event.ts';
import {selectedKeys, selectionHelp} from '../state/selection-keys.ts';
import {withKeys} from './rebind.ts';

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
	readonly help: string;
};

const move = (to: Extract<EditOperation, {type: 'move'}>['to']) => ({type: 'move', to}) as const;
const kill = (to: Extract<EditOperation, {type: 'kill'}>['to']) => ({type: 'kill', to}) as const;

/** Every key there is, in the order in which help lists them. The first binding of a key counts. */
export const bindings: readonly Binding[] = [
	{keys: ['enter'], does: 'submit', help: 'say it'},
	{keys: ['S-enter', 'M-enter', 'C-j'], does: {type: 'newline'}, help: 'new line'},
	{keys: ['tab'], does: 'complete', help: 'complete a word or :emoji:; again: the next'},
	{keys: ['S-tab'], does: 'complete-back', help: 'the one before'},
	{keys: ['page-up', 'M-v'], does: 'page-up', help: 'scroll up'},
	{keys: ['page-down', 'C-v'], does: 'page-down', help: 'scroll down'},
	{keys: ['S-up', 'C-up'], does: 'row-up', help: 'one row up'},
	{keys: ['S-down', 'C-down'], does: 'row-down', help: 'one row down'},
	{keys: ['C-home', 'M-<'], does: 'oldest', help: 'to the oldest message here'},
	{keys: ['C-end', 'M->'], does: 'newest', help: 'to the newest message'},
	{keys: ['M-u'], does: 'line', help: 'to where you left off'},
	{keys: ['M-m'], does: 'mention', help: 'to the newest message to you; again: the one before'},
	{keys: ['M-a'], does: 'next-news', help: 'to the next conversation with something new'},
	{keys: ['C-n'], does: 'next-room', help: 'next conversation; Alt+1 … Alt+9: that one'},
	{keys: ['C-p'], does: 'previous-room', help: 'previous conversation'},
	{keys: ['M-up', 'M-k'], does: 'select-previous', help: 'select the message before'},
	{keys: ['M-down', 'M-j'], does: 'select-next', help: 'select the message after'},
	{keys: ['up'], does: move('up'), help: 'line up; on the first: edit or say it again'},
	{keys: ['down'], does: move('down'), help: 'line down; on the last line: back again'},
	{keys: ['left', 'C-b'], does: move('left'), help: 'back'},
	{keys: ['right', 'C-f'], does: move('right'), help: 'forward'},
	{keys: ['M-b', 'C-left', 'M-left'], does: move('word-left'), help: 'word back'},
	{keys: ['M-f', 'C-right', 'M-right'], does: move('word-right'), help: 'word forward'},
	{keys: ['home', 'C-a'], does: move('line-start'), help: 'start of line'},
	{keys: ['end', 'C-e'], does: move('line-end'), help: 'end of line; scrolled up: newest message'},
	{keys: ['backspace', 'C-h'], does: {type: 'delete', to: 'left'}, help: 'delete back'},
	{keys: ['delete'], does: {type: 'delete', to: 'right'}, help: 'delete'},
	{keys: ['C-k'], does: kill('line-end'), help: 'kill to end of line'},
	{keys: ['C-u'], does: kill('line-start'), help: 'kill to start of line'},
	{keys: ['C-w'], does: kill('blank-left'), help: 'kill word back, as a shell does'},
	{keys: ['M-backspace', 'C-backspace'], does: kill('word-left'), help: 'kill word back'},
	{keys: ['M-d'], does: kill('word-right'), help: 'kill word'},
	{keys: ['C-y'], does: {type: 'yank'}, help: 'bring back what was killed'},
	{keys: ['C-t'], does: {type: 'transpose'}, help: 'swap two characters'},
	{keys: ['C-_', 'C-/'], does: {type: 'undo'}, help: 'undo'},
	{keys: ['escape'], does: 'dismiss', help: 'leave what is open; dismiss what failed'},
	{keys: ['C-r'], does: 'search-history', help: 'find what you typed before; again: older'},
	{keys: ['M-o'], does: {type: 'unfold', here: false}, help: 'open folded pastes, long messages'},
	{keys: ['C-x C-e'], does: 'edit-outside', help: 'write in your own editor (EDITOR)'},
	{keys: ['M-r'], does: 'retry', help: 'try again what could not be said'},
	{keys: ['C-l'], does: 'redraw', help: 'draw the screen anew'},
	{keys: ['f1'], does: 'help', help: 'these keys'},
	{keys: ['C-z'], does: 'suspend', help: 'to the shell; fg comes back'},
	{keys: ['C-d'], does: 'end', help: 'delete; leave when nothing is written'},
	{keys: ['C-c'], does: 'cancel', help: 'clear what is written; leave when nothing is'},
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
		.map(({keys, help}) => [keys.map(spell).join(', '), help] as const);
	const width = Math.max(...rows.map(([keys]) => keys.length));
	const line = ([keys, help]: readonly [string, string]) => `${keys.padEnd(width)}  ${help}`;
	const onSelected = Object.entries(selectedKeys).map(
		([key, does]) => [key, selectionHelp[does]] as const,
	);
	return ['Keys:', ...rows.map(line), 'On a selected message:', ...onSelected.map(line)].join('\n');
}

// Two keys that are one binding are spelled one after the other.
const spell = (keys: string): string => keys.split(' ').map(spellOne).join(' ');

const spellOne = (key: string): string =>
	key
		.replace('C-', 'Ctrl+')
		.replace('M-', 'Alt+')
		.replace('S-', 'Shift+')
		.replace(/(?:^|(?<=\+))[a-z]/, letter => letter.toUpperCase())
		.replace('Page-', 'Page ');
