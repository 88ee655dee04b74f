import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	edit,
	type EditOperation,
	type Editor,
	emptyEditor,
	written,
} from '../../../source/client/state/editor.ts';
import {currentConversation} from '../../../source/client/state/state.ts';
import {visibleComposer} from '../../../source/client/text/composer-rows.ts';
import {online, play, saysIn, submitted, typed} from '../../helpers/client-fakes.ts';

const fifty = Array.from({length: 50}, (_, index) => `line ${index} :tada:`).join('\n');
const fold = (text: string): EditOperation => ({type: 'fold', text});
const insert = (text: string): EditOperation => ({type: 'insert', text});
const left: EditOperation = {type: 'move', to: 'left'};
const deleteLeft: EditOperation = {type: 'delete', to: 'left'};
const make = (...operations: readonly EditOperation[]): Editor =>
	operations.reduce(edit, emptyEditor);
const rowsOf = (editor: Editor, columns = 40) => visibleComposer(editor, columns, 10);

test('a long paste is one run of cells in the composer', () => {
	const editor = make(insert('see '), fold(fifty), insert(' ok'));

	expect(rowsOf(editor).rows).toEqual(['see [pasted 50 lines] ok']);
	expect(rowsOf(editor).cursorColumn).toBe(24);
	expect(rowsOf(edit(edit(edit(edit(editor, left), left), left), left)).cursorColumn).toBe(4);
	expect(written(editor)).toBe(`see ${fifty} ok`);
});

test('where it does not fit beside other text it begins a row, and is shortened', () => {
	expect(rowsOf(make(insert('see '), fold(fifty)), 18).rows).toEqual(['see ', '[pasted 50 lines]']);
	expect(rowsOf(make(fold(fifty)), 10).rows[0]).toBe('[pasted 5…');
});

test('it is deleted as one, and comes back as one', () => {
	const gone = make(insert('a'), fold(fifty), deleteLeft);
	expect(written(gone)).toBe('a');
	expect(written(edit(gone, {type: 'undo'}))).toBe(`a${fifty}`);

	const killed = make(fold(fifty), {type: 'kill', to: 'line-start'}, insert('b'), {type: 'yank'});
	expect(written(killed)).toBe(`b${fifty}`);
});

test('what was killed with a block in it is whole in the next message', () => {
	const killed = make(fold(fifty), {type: 'kill', to: 'line-start'}, {type: 'submit'});

	expect(written(edit(killed, {type: 'yank'}))).toBe(fifty);
});

test('it is opened into text that can be edited', () => {
	const editor = make(insert('a'), fold('1\n2'), insert('b'));
	expect(edit(editor, {type: 'unfold', here: true})).toBe(editor);

	const opened = edit(editor, {type: 'unfold', here: false});
	expect(opened.text).toBe('a1\n2b');
	expect(opened.cursor).toBe(4);
	expect(edit(edit(editor, left), {type: 'unfold', here: true}).text).toBe('a1\n2b');
});

test('every byte of it reaches the others, once Enter is pressed', () => {
	const begun = play(online(), typed('see :tada:\n'), {type: 'edited', operation: fold(fifty)});
	expect(begun.effects).toEqual([]);

	const {state, effects} = play(begun.state, submitted());
	expect(saysIn(effects)).toMatchObject([{text: `see 🎉\n${fifty}`}]);
	expect(currentConversation(state).editor.history.entries).toEqual([`see :tada:\n${fifty}`]);
});

test('Tab opens the block that the cursor is behind', () => {
	const {state} = play(
		online(),
		{type: 'edited', operation: fold(fifty)},
		{type: 'completed', backwards: false},
	);

	expect(currentConversation(state).editor.text).toBe(fifty);
});

test('nobody can write what stands for a block', () => {
	const forged = make(fold('secret'), insert('\u{FFF00}'), {type: 'move', to: 'end'});

	expect(written(forged)).toBe('secret');
});

test('whatever is done to it, only whole blocks are written', () => {
	const operation = fc.oneof(
		fc.constantFrom<EditOperation>(fold('<1\n2>'), insert('a'), insert('\u0301'), left, deleteLeft),
		fc.constantFrom<EditOperation>({type: 'undo'}, {type: 'yank'}, {type: 'transpose'}),
		fc.constantFrom<EditOperation>({type: 'kill', to: 'word-left'}, {type: 'unfold', here: false}),
		fc.constantFrom<EditOperation>({type: 'recall', direction: 'previous'}, {type: 'submit'}),
	);
	fc.assert(
		fc.property(fc.array(operation, {maxLength: 30}), operations => {
			const editor = make(...operations);
			expect(editor.text).toSatisfy((text: string) => text.isWellFormed());
			expect(written(editor)).not.toMatch(/[\u{FFF00}-\u{FFFFD}]/u);
			expect(rowsOf(editor).rows.join('')).not.toMatch(/[\u{FFF00}-\u{FFFFD}]/u);
		}),
	);
});
