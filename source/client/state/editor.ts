import {edgeAfter, edgeAtOrAfter, edgeAtOrBefore, edgeBefore} from './grapheme-edges.ts';
import {type InputHistory, emptyHistory, recall, remember} from './input-history.ts';
import {type Motion, lineEnd, lineStart, offsetAfter, offsetInLine} from './motion.ts';
import {blockOf, expanded, markOf, nearestBlock, withoutMarks} from './pasted.ts';

/** A text being written. */
export type Editor = {
	readonly text: string;
	/** In UTF-16 units, always at a grapheme edge. */
	readonly cursor: number;
	/** What was pasted and is shown folded: one character of the text stands for each. */
	readonly blocks: readonly string[];
	/** What yank brings back. */
	readonly killed: string;
	/** The column that moving up and down keeps to, while nothing else is done. */
	readonly goalColumn?: number;
	readonly history: InputHistory;
	/** What undo goes back to, newest last. */
	readonly undos: readonly Snapshot[];
	/** What the last operation may be joined with: words typed are undone as one, kills are yanked as one. */
	readonly streak: 'typing' | 'killing' | 'none';
};

export type EditOperation =
	/** Typed or pasted; controls are dropped, but for line breaks. */
	| {readonly type: 'insert'; readonly text: string}
	/** A long paste, shown as one block. */
	| {readonly type: 'fold'; readonly text: string}
	/** Makes text of the block behind which the cursor stands; of the last one, unless it is asked for `here`. */
	| {readonly type: 'unfold'; readonly here: boolean}
	| {readonly type: 'newline'}
	/** At the first or last line `up` and `down` change nothing: the same editor comes back. */
	| {readonly type: 'move'; readonly to: Motion | 'up' | 'down'}
	| {readonly type: 'delete'; readonly to: 'left' | 'right'}
	| {
			readonly type: 'kill';
			readonly to: 'line-end' | 'line-start' | 'word-left' | 'word-right' | 'blank-left';
	  }
	| {readonly type: 'yank'}
	/** Swaps the characters around the cursor, or at the end of a line the last two. */
	| {readonly type: 'transpose'}
	| {readonly type: 'recall'; readonly direction: 'previous' | 'next'}
	/** The range grows to whole graphemes; the cursor goes behind the new text. */
	| {
			readonly type: 'replace';
			readonly start: number;
			readonly end: number;
			readonly text: string;
	  }
	| {readonly type: 'clear'}
	/** Remembers the text and begins a new one. */
	| {readonly type: 'submit'}
	| {readonly type: 'undo'};

type Snapshot = Pick<Editor, 'text' | 'cursor' | 'history'>;
type Change = Pick<Editor, 'text' | 'cursor'> & Partial<Editor>;

const mostUndos = 100;
// What is longer came in one piece, and goes in one.
const mostTyped = 64;

export const emptyEditor: Editor = {
	text: '',
	cursor: 0,
	blocks: [],
	killed: '',
	history: emptyHistory,
	undos: [],
	streak: 'none',
};

/** A text to go on writing, with the cursor behind it. */
export const editorOf = (text: string): Editor => {
	const clean = cleaned(text);
	return {...emptyEditor, text: clean, cursor: clean.length};
};

/** What the operation makes of the editor; the editor itself if it changes nothing. */
export function edit(editor: Editor, operation: EditOperation): Editor {
	const {text, history} = editor;
	switch (operation.type) {
		case 'insert': {
			return type(editor, cleaned(operation.text));
		}

		case 'fold': {
			return fold(editor, cleaned(operation.text));
		}

		case 'unfold': {
			return unfold(editor, operation.here);
		}

		case 'newline': {
			return change(editor, inserted(editor, '\n'));
		}

		case 'move': {
			return move(editor, operation.to);
		}

		case 'delete': {
			return change(editor, without(editor, offsetAfter(editor, operation.to)));
		}

		case 'kill': {
			return kill(editor, operation.to);
		}

		case 'yank': {
			return change(editor, inserted(editor, editor.killed));
		}

		case 'transpose': {
			return transpose(editor);
		}

		case 'recall': {
			const recalled = recall(history, text, operation.direction);
			return recalled ? change(editor, {...recalled, cursor: recalled.text.length}) : editor;
		}

		case 'replace': {
			return replace(editor, operation.start, operation.end, cleaned(operation.text));
		}

		case 'clear': {
			return text === ''
				? editor
				: change(editor, {text: '', cursor: 0, history: remember(history, '')});
		}

		case 'submit': {
			return {
				...emptyEditor,
				killed: expanded(editor.killed, editor.blocks),
				history: remember(history, written(editor)),
			};
		}

		case 'undo': {
			const last = editor.undos.at(-1);
			return last
				? {
						...last,
						blocks: editor.blocks,
						killed: editor.killed,
						undos: editor.undos.slice(0, -1),
						streak: 'none',
					}
				: editor;
		}
	}
}

/** All of the text, as it will be said. */
export const written = ({text, blocks}: Pick<Editor, 'text' | 'blocks'>): string =>
	expanded(text, blocks);

function fold(editor: Editor, text: string): Editor {
	const mark = markOf(editor.blocks.length);
	return mark === undefined
		? type(editor, text)
		: change(editor, {...inserted(editor, mark), blocks: [...editor.blocks, text]});
}

function unfold(editor: Editor, isOnlyBehind: boolean): Editor {
	const {text, cursor, blocks} = editor;
	const place = nearestBlock(text, cursor, isOnlyBehind);
	const block = place && blockOf(text.slice(place.start, place.end), blocks);
	return block === undefined ? editor : replace(editor, place!.start, place!.end, block);
}

function type(editor: Editor, text: string): Editor {
	const beginsWord = /\s/.test(editor.text.charAt(editor.cursor - 1)) && /^\S/.test(text);
	const isTyped = text.length <= mostTyped && !text.includes('\n');
	const joins = editor.streak === 'typing' && isTyped && !beginsWord;
	return change(
		editor,
		{...inserted(editor, text), streak: isTyped ? 'typing' : 'none'},
		joins ? editor.undos : undefined,
	);
}

function move(editor: Editor, to: Motion | 'up' | 'down'): Editor {
	if (to === 'up' || to === 'down') {
		const target = offsetInLine(editor, to, editor.goalColumn);
		return target ? {...editor, ...target, streak: 'none'} : editor;
	}

	return moveTo(editor, offsetAfter(editor, to));
}

function moveTo(editor: Editor, cursor: number): Editor {
	const {goalColumn, ...others} = editor;
	return cursor === editor.cursor && goalColumn === undefined
		? editor
		: {...others, cursor, streak: 'none'};
}

function kill(editor: Editor, to: Motion): Editor {
	const {text, cursor, killed, streak} = editor;
	const target = endOfKill(editor, to);
	if (target === cursor) {
		return editor;
	}

	const before = streak === 'killing' ? killed : '';
	const together =
		target > cursor ? before + text.slice(cursor, target) : text.slice(target, cursor) + before;
	return change(editor, {...without(editor, target), killed: together, streak: 'killing'});
}

// Where nothing is left of a line, its break is killed, so that the same key goes on.
function endOfKill(editor: Editor, to: Motion): number {
	const target = offsetAfter(editor, to);
	if (target === editor.cursor && to === 'line-end') {
		return offsetAfter(editor, 'right');
	}

	return target === editor.cursor && to === 'line-start' ? offsetAfter(editor, 'left') : target;
}

function transpose(editor: Editor): Editor {
	const {text, cursor} = editor;
	const isAtEnd = cursor === lineEnd(text, cursor);
	const middle = isAtEnd ? edgeBefore(text, cursor) : cursor;
	const first = edgeBefore(text, middle);
	const last = isAtEnd ? cursor : edgeAfter(text, cursor);
	if (middle <= lineStart(text, cursor)) {
		return editor;
	}

	const swapped = text.slice(middle, last) + text.slice(first, middle);
	return change(editor, {text: text.slice(0, first) + swapped + text.slice(last), cursor: last});
}

function replace(editor: Editor, from: number, to: number, added: string): Editor {
	const {text} = editor;
	const start = edgeAtOrBefore(text, from);
	const end = edgeAtOrAfter(text, Math.max(from, to));
	return change(editor, {
		text: text.slice(0, start) + added + text.slice(end),
		cursor: start + added.length,
	});
}

function inserted({text, cursor}: Editor, added: string): Change {
	return {text: text.slice(0, cursor) + added + text.slice(cursor), cursor: cursor + added.length};
}

function without({text, cursor}: Editor, target: number): Change {
	const start = Math.min(cursor, target);
	return {text: text.slice(0, start) + text.slice(Math.max(cursor, target)), cursor: start};
}

// What was removed or added may have joined its neighbours into one grapheme: the cursor goes behind it.
function change(editor: Editor, next: Change, joined?: readonly Snapshot[]): Editor {
	const {text, history = editor.history, killed = editor.killed, streak = 'none'} = next;
	const {blocks = editor.blocks} = next;
	const cursor = edgeAtOrAfter(text, next.cursor);
	if (text === editor.text && history === editor.history) {
		return moveTo(editor, cursor);
	}

	const before = {text: editor.text, cursor: editor.cursor, history: editor.history};
	const undos = joined ?? [...editor.undos, before].slice(-mostUndos);
	return {text, cursor, blocks, killed, history, undos, streak};
}

const cleaned = (text: string): string =>
	withoutMarks(text)
		.replaceAll(/\r\n?/g, '\n')
		.replaceAll('\t', '    ')
		.replaceAll(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/g, '')
		.toWellFormed();
