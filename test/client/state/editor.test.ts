import {expect, test} from 'vitest';
import {
	edit,
	type EditOperation,
	type Editor,
	editorOf,
	emptyEditor,
} from '../../../source/client/state/editor.ts';

// The place of the cursor is marked by a bar.
function at(marked: string): Editor {
	return {...emptyEditor, text: marked.replace('|', ''), cursor: marked.indexOf('|')};
}

const draw = ({text, cursor}: Editor): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;

const apply = (editor: Editor, ...operations: readonly EditOperation[]): Editor =>
	operations.reduce(edit, editor);

const insert = (text: string): EditOperation => ({type: 'insert', text});
const move = (to: (EditOperation & {type: 'move'})['to']): EditOperation => ({type: 'move', to});
const kill = (to: (EditOperation & {type: 'kill'})['to']): EditOperation => ({type: 'kill', to});
const yank: EditOperation = {type: 'yank'};
const undo: EditOperation = {type: 'undo'};
const submit: EditOperation = {type: 'submit'};
const previous: EditOperation = {type: 'recall', direction: 'previous'};
const next: EditOperation = {type: 'recall', direction: 'next'};
const backspace: EditOperation = {type: 'delete', to: 'left'};

test('typing puts text where the cursor is', () => {
	expect(draw(apply(at('he|o'), insert('l'), insert('l')))).toBe('hell|o');
	expect(draw(apply(at('a|b'), {type: 'newline'}))).toBe('a\n|b');
});

test('controls are not typed, tabs are spaces, and line breaks are LF', () => {
	expect(apply(emptyEditor, insert('a\x1b[31m\x07\r\nb\rc\td\x9b\ud800')).text).toBe(
		'a[31m\nb\nc    d\ufffd',
	);
	expect(draw(editorOf('a\r\nb'))).toBe('a\nb|');
});

test.each([
	['👩‍👩‍👧|', '|'],
	['ae\u0301|b', 'a|b'],
	['漢字|', '漢|'],
	['a\n|b', 'a|b'],
	['🇩🇪🇫🇷|', '🇩🇪|'],
	['|a', '|a'],
])('backspace takes a whole grapheme: %j becomes %j', (before, after) => {
	expect(draw(edit(at(before), backspace))).toBe(after);
});

test('delete takes the grapheme behind the cursor', () => {
	const remove: EditOperation = {type: 'delete', to: 'right'};

	expect(draw(edit(at('a|👍🏽b'), remove))).toBe('a|b');
	expect(draw(edit(at('a|\nb'), remove))).toBe('a|b');
	expect(edit(at('a|'), remove)).toEqual(at('a|'));
});

test.each<[string, (EditOperation & {type: 'move'})['to'], string]>([
	['a🅱️|c', 'left', 'a|🅱️c'],
	['a|e\u0301c', 'right', 'ae\u0301|c'],
	['one, two.|', 'word-left', 'one, |two.'],
	['|  don’t stop', 'word-right', '  don’t| stop'],
	['größe| straße', 'word-right', 'größe straße|'],
	['one\ntwo| x', 'line-start', 'one\n|two x'],
	['one| y\ntwo', 'line-end', 'one y|\ntwo'],
	['one\n|', 'line-start', 'one\n|'],
	['one\nt|wo', 'start', '|one\ntwo'],
	['o|ne\ntwo', 'end', 'one\ntwo|'],
	['|one\ntwo', 'down', 'one\n|two'],
	['漢字|\nabc', 'down', '漢字\nab|c'],
	['one\ntw|o', 'up', 'on|e\ntwo'],
])('%j, %s, %j', (before, to, after) => {
	expect(draw(edit(at(before), move(to)))).toBe(after);
});

test('up and down keep to their column over a shorter line', () => {
	const below = apply(at('long|er\n\nlonger'), move('down'), move('down'));

	expect(draw(below)).toBe('longer\n\nlong|er');
	expect(draw(apply(below, move('left'), move('up'), move('up')))).toBe('lon|ger\n\nlonger');
});

test('up in the first line and down in the last change nothing', () => {
	const first = at('on|e\ntwo');
	const last = at('one\ntw|o');

	expect(edit(first, move('up'))).toBe(first);
	expect(edit(last, move('down'))).toBe(last);
});

test('what changes nothing gives back the same editor', () => {
	const start = at('|abc');

	for (const operation of [
		backspace,
		insert(''),
		move('left'),
		move('line-start'),
		kill('word-left'),
		yank,
		undo,
		previous,
		next,
		{type: 'transpose'},
	] satisfies EditOperation[]) {
		expect(edit(start, operation)).toBe(start);
	}
});

test.each<[string, (EditOperation & {type: 'kill'})['to'], string, string]>([
	['one |two\nthree', 'line-end', 'one |\nthree', 'two'],
	['one|\nthree', 'line-end', 'one|three', '\n'],
	['one\ntwo| x', 'line-start', 'one\n| x', 'two'],
	['one\n|two', 'line-start', 'one|two', '\n'],
	['see /a/b-c  |', 'blank-left', 'see |', '/a/b-c  '],
	['see /a/b-c|', 'word-left', 'see /a/b-|', 'c'],
	['a |foo.bar baz', 'word-right', 'a | baz', 'foo.bar'],
	['漢字👩‍👩‍👧|', 'blank-left', '|', '漢字👩‍👩‍👧'],
])('%j: killing to %s leaves %j', (before, to, after, killed) => {
	const editor = edit(at(before), kill(to));

	expect(draw(editor)).toBe(after);
	expect(editor.killed).toBe(killed);
	expect(edit(editor, yank).text).toBe(at(before).text);
});

test('kills in a row are yanked together, in the order of the text', () => {
	const back = apply(at('one two three|'), kill('blank-left'), kill('blank-left'), yank);
	const both = apply(at('one |two'), kill('line-start'), kill('line-end'), yank);

	expect(draw(back)).toBe('one two three|');
	expect(draw(both)).toBe('one two|');
});

test('anything else between two kills parts them', () => {
	const editor = apply(at('one two|'), kill('blank-left'), move('left'), kill('blank-left'));

	expect(editor.killed).toBe('one');
});

test.each([
	['teh|', 'the|'],
	['t|eh', 'et|h'],
	['a\nb|c', 'a\ncb|'],
	['a👍🏽|', '👍🏽a|'],
	['a|', 'a|'],
	['ab\n|cd', 'ab\n|cd'],
	['ab\nc|', 'ab\nc|'],
])('transposing %j gives %j', (before, after) => {
	expect(draw(edit(at(before), {type: 'transpose'}))).toBe(after);
});

test('a range is replaced and the cursor goes behind it', () => {
	expect(draw(edit(at('hi ad| x'), {type: 'replace', start: 3, end: 5, text: 'ada'}))).toBe(
		'hi ada| x',
	);
});

test('words typed are undone one by one', () => {
	const typed = apply(emptyEditor, ...Array.from('one two', insert));

	expect(draw(edit(typed, undo))).toBe('one |');
	expect(draw(apply(typed, undo, undo))).toBe('|');
	expect(apply(typed, undo, undo, undo).text).toBe('');
});

test('a paste, a kill and clearing are each undone at once', () => {
	const pasted = apply(emptyEditor, insert('see'), insert('\nb\n'));
	const cleared = edit(pasted, {type: 'clear'});
	const long = 'a'.repeat(65);

	expect(draw(cleared)).toBe('|');
	expect(draw(edit(cleared, undo))).toBe('see\nb\n|');
	expect(draw(apply(cleared, undo, undo))).toBe('see|');
	expect(draw(apply(emptyEditor, insert('see'), insert(long), undo))).toBe('see|');
	expect(draw(apply(emptyEditor, insert(long), insert('see'), undo))).toBe(`${long}|`);
	expect(draw(apply(at('one two|'), kill('line-start'), undo))).toBe('one two|');
});

test('what was submitted is gone for undo, but not for yank', () => {
	const editor = apply(at('one two|'), kill('blank-left'), submit);

	expect(draw(editor)).toBe('|');
	expect(edit(editor, undo)).toBe(editor);
	expect(draw(edit(editor, yank))).toBe('two|');
});

test('the history is walked back and forth, and the draft comes back', () => {
	const editor = apply(emptyEditor, insert('one'), submit, insert('two'), submit, insert('dra'));

	expect(draw(edit(editor, previous))).toBe('two|');
	expect(draw(apply(editor, previous, previous))).toBe('one|');
	expect(draw(apply(editor, previous, previous, previous))).toBe('one|');
	expect(draw(apply(editor, previous, previous, next, next))).toBe('dra|');
	expect(draw(apply(editor, previous, next, next))).toBe('dra|');
});

test('a changed entry keeps its change until something is submitted', () => {
	const editor = apply(emptyEditor, insert('one'), submit, insert('two'), submit);
	const changed = apply(editor, previous, insert('!'), previous);

	expect(draw(changed)).toBe('one|');
	expect(draw(edit(changed, next))).toBe('two!|');
	expect(draw(apply(changed, submit, previous, previous))).toBe('two|');
});

test('blank and repeated lines are not remembered', () => {
	const editor = apply(
		emptyEditor,
		...['one', 'one', '  ', 'two', 'one'].flatMap(text => [insert(text), submit]),
	);

	expect(editor.history.entries).toEqual(['one', 'two', 'one']);
});

test('only so many lines are remembered', () => {
	const lines = Array.from({length: 300}, (_, index) => `line ${index}`);
	const editor = apply(emptyEditor, ...lines.flatMap(text => [insert(text), submit]));

	expect(editor.history.entries).toEqual(lines.slice(-200));
	expect(edit(editor, previous).text).toBe('line 299');
});

test('clearing ends the walk through the history', () => {
	const editor = apply(emptyEditor, insert('one'), submit, insert('two'), submit);

	expect(draw(apply(editor, previous, previous, {type: 'clear'}, previous))).toBe('two|');
});
