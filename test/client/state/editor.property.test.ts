import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	edit,
	type EditOperation,
	type Editor,
	emptyEditor,
} from '../../../source/client/state/editor.ts';

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const units = [
	'a',
	'word ',
	' ',
	'é',
	'e',
	'\u0301',
	'\u200d',
	'漢',
	'한',
	'👩‍👩‍👧',
	'👩',
	'👍🏽',
	'🇩',
	'🇩🇪',
	'\n',
	'क्षि',
];
const text = fc.string({unit: fc.constantFrom(...units), maxLength: 6});

const operation: fc.Arbitrary<EditOperation> = fc.oneof(
	{weight: 4, arbitrary: fc.record({type: fc.constant('insert' as const), text})},
	fc.constantFrom<EditOperation>(
		{type: 'newline'},
		{type: 'yank'},
		{type: 'transpose'},
		{type: 'clear'},
		{type: 'submit'},
		{type: 'undo'},
		{type: 'recall', direction: 'previous'},
		{type: 'recall', direction: 'next'},
		{type: 'delete', to: 'left'},
		{type: 'delete', to: 'right'},
	),
	fc.record({
		type: fc.constant('move' as const),
		to: fc.constantFrom(
			...(['left', 'right', 'word-left', 'word-right', 'blank-left'] as const),
			...(['line-start', 'line-end', 'start', 'end', 'up', 'down'] as const),
		),
	}),
	fc.record({
		type: fc.constant('kill' as const),
		to: fc.constantFrom(
			...(['line-end', 'line-start', 'word-left', 'word-right', 'blank-left'] as const),
		),
	}),
	fc.record({type: fc.constant('replace' as const), start: fc.nat(30), end: fc.nat(30), text}),
);
const operations = fc.array(operation, {maxLength: 40});

const apply = (operations: readonly EditOperation[]): Editor =>
	operations.reduce(edit, emptyEditor);

const edgesOf = (text: string): readonly number[] => [
	...Array.from(segmenter.segment(text), ({index}) => index),
	text.length,
];

test('the cursor is always at a grapheme edge', () => {
	fc.assert(
		fc.property(operations, operations => {
			const {text, cursor} = apply(operations);
			expect(edgesOf(text)).toContain(cursor);
			expect(text.isWellFormed()).toBe(true);
		}),
		{numRuns: 1000},
	);
});

test('undo goes back to how it was before the change', () => {
	const change = operation.filter(({type}) => !['insert', 'undo', 'submit'].includes(type));
	fc.assert(
		fc.property(operations, change, (operations, change) => {
			const before = apply(operations);
			const after = edit(before, change);
			fc.pre(after.text !== before.text);
			const {text, cursor, history} = edit(after, {type: 'undo'});
			expect({text, cursor, history}).toEqual({
				text: before.text,
				cursor: before.cursor,
				history: before.history,
			});
		}),
	);
});

test('undoing everything leads back to the empty text', () => {
	const change = operation.filter(({type}) => type !== 'submit');
	fc.assert(
		fc.property(fc.array(change, {maxLength: 40}), operations => {
			const undos = operations.map(() => ({type: 'undo'}) as const);
			expect(apply([...operations, ...undos]).text).toBe('');
		}),
	);
});

test('a motion changes only where the cursor is', () => {
	const motion = operation.filter(({type}) => type === 'move');
	fc.assert(
		fc.property(operations, motion, (operations, motion) => {
			const before = apply(operations);
			const after = edit(before, motion);
			expect({...after, cursor: 0, goalColumn: 0, streak: ''}).toEqual({
				...before,
				cursor: 0,
				goalColumn: 0,
				streak: '',
			});
		}),
	);
});

test('what was killed, however often, is yanked back', () => {
	const whole = fc.array(fc.constantFrom('a', 'word ', ' ', 'e\u0301', '漢', '👩‍👩‍👧', '🇩🇪', '\n'));
	const kills = fc.array(
		operation.filter(({type}) => type === 'kill'),
		{minLength: 1, maxLength: 5},
	);
	fc.assert(
		fc.property(whole, fc.nat(), kills, (units, at, kills) => {
			const cursor = units.slice(0, at % (units.length + 1)).join('').length;
			const before = {...emptyEditor, text: units.join(''), cursor};
			const after = kills.reduce(edit, before);
			expect(edit(after, {type: 'yank'}).text).toBe(before.text);
		}),
	);
});

test('no operation changes the editor it is given', () => {
	fc.assert(
		fc.property(operations, operation, (operations, operation) => {
			const before = apply(operations);
			const copy = structuredClone(before);
			edit(before, operation);
			expect(before).toEqual(copy);
		}),
	);
});
