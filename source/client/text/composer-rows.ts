import type {Editor} from '../state/editor.ts';
import {blockOf, labelOf} from '../state/pasted.ts';
import {type Grapheme, graphemes, isPrintableAscii, truncate} from './width.ts';
import {fitting} from './wrap.ts';

export type VisibleComposer = {
	readonly rows: readonly string[];
	/** The cursor's cell, counted from the first visible row. */
	readonly cursorRow: number;
	readonly cursorColumn: number;
	/** Rows that are scrolled away. */
	readonly above: number;
	readonly below: number;
};

type Cell = {readonly row: number; readonly column: number};

/**
The rows of a text being written, at most `maxRows` of them, with the cursor in view. Rows break where they are full, not at words, so that no key moves what was typed before. The cursor behind an exactly full row stands at the start of the next.
*/
export function visibleComposer(
	{text, cursor, blocks = []}: Pick<Editor, 'text' | 'cursor'> & Partial<Pick<Editor, 'blocks'>>,
	columns: number,
	maxRows: number,
): VisibleComposer {
	const width = Math.max(1, columns);
	const height = Math.max(1, maxRows);
	const rows: string[] = [];
	let cell: Cell = {row: 0, column: 0};
	let start = 0;

	for (const line of text.split('\n')) {
		const laidOut = layOut({line, blocks}, width, cursor - start);
		if (laidOut.cell) {
			cell = {row: rows.length + laidOut.cell.row, column: laidOut.cell.column};
		}

		for (const row of laidOut.rows) {
			rows.push(row);
		}

		start += line.length + 1;
	}

	const middle = cell.row - Math.floor(height / 2);
	const above = Math.max(0, Math.min(middle, rows.length - height));
	return {
		rows: rows.slice(above, above + height),
		cursorRow: cell.row - above,
		cursorColumn: cell.column,
		above,
		below: Math.max(0, rows.length - above - height),
	};
}

type Written = {readonly line: string; readonly blocks: readonly string[]};
type Line = {readonly rows: readonly string[]; readonly cell: Cell | undefined};

// One line's rows, and the cell of the cursor if it is in this line.
function layOut({line, blocks}: Written, width: number, cursor: number): Line {
	const isHere = cursor >= 0 && cursor <= line.length;
	const {rows, cell} = isPrintableAscii(line)
		? layOutAscii(line, width, cursor)
		: layOutGraphemes({line, blocks}, width, cursor);
	if (!isHere) {
		return {rows, cell: undefined};
	}

	const visible = cell.column < width ? cell : {row: cell.row + 1, column: 0};
	return {rows: visible.row < rows.length ? rows : [...rows, ''], cell: visible};
}

function layOutAscii(line: string, width: number, cursor: number) {
	const count = Math.max(1, Math.ceil(line.length / width));
	const rows = Array.from({length: count}, (_, row) => line.slice(row * width, (row + 1) * width));
	return {rows, cell: {row: Math.floor(cursor / width), column: cursor % width}};
}

function layOutGraphemes({line, blocks}: Written, width: number, cursor: number) {
	const rows: string[] = [];
	let row = '';
	let columns = 0;
	let offset = 0;
	let cell: Cell | undefined;

	for (const grapheme of graphemes(line)) {
		const fits = drawn(grapheme, width, blocks);
		if (columns + fits.width > width) {
			rows.push(row);
			row = '';
			columns = 0;
		}

		if (offset >= cursor) {
			cell ??= {row: rows.length, column: columns};
		}

		row += fits.text;
		columns += fits.width;
		offset += grapheme.text.length;
	}

	rows.push(row);
	return {rows, cell: cell ?? {row: rows.length - 1, column: columns}};
}

// A folded paste is one run of cells.
function drawn(grapheme: Grapheme, width: number, blocks: readonly string[]): Grapheme {
	const block = blocks.length > 0 ? blockOf(grapheme.text, blocks) : undefined;
	if (block === undefined) {
		return fitting(grapheme, width);
	}

	const text = truncate(labelOf(block), width);
	return {text, width: text.length};
}
