import {type Grapheme, graphemes, isPrintableAscii, widthOf} from './width.ts';

const replacement: Grapheme = {text: '\u{FFFD}', width: 1};

// Rows neither begin with what closes nor end with what opens.
const closing =
	/^[)\]},.!?:;"'%、。，．！？：；・…）〕］｝〉》」』】〙〗’”〞ー々ゝヽぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ]/;
const opening = /^[([{"'（〔［｛〈《「『【〘〖‘“〝]/;

/** A part of a line that fits into a row, and where in the line it begins. */
export type Piece = {readonly text: string; readonly start: number};

/**
Breaks text into rows of at most `width` columns: at spaces where it can, between wide characters, inside a word where it must. Spaces at a break are dropped, those that begin a line are kept.
*/
export function wrap(text: string, width: number): readonly string[] {
	return text.split('\n').flatMap(line => wrapLine(line, width).map(piece => piece.text));
}

/** The same for one line, with where its parts come from. */
export function wrapLine(line: string, columns: number): readonly Piece[] {
	const width = Math.max(1, columns);
	if (isPrintableAscii(line)) {
		return wrapAscii(line, width);
	}

	return widthOf(line) <= width ? [{text: line, start: 0}] : wrapCells(cellsOf(line, width), width);
}

/** Breaks a line where a row is full, wherever that is: nothing of it is dropped. */
export function breakLine(line: string, columns: number): readonly Piece[] {
	const width = Math.max(1, columns);
	const cells = cellsOf(line, width);
	const pieces: Piece[] = [];
	let offset = 0;
	for (let start = 0; start < cells.length;) {
		const end = endOfFullRow(cells, start, width);
		const piece = {text: joined(cells, start, end), start: offset};
		pieces.push(piece);
		offset += piece.text.length;
		start = end;
	}

	return pieces.length > 0 ? pieces : [{text: '', start: 0}];
}

const cellsOf = (line: string, width: number): readonly Grapheme[] =>
	Array.from(graphemes(line), grapheme => fitting(grapheme, width));

/** The grapheme itself, or what stands for it in a row that is narrower than it. */
export const fitting = (grapheme: Grapheme, width: number): Grapheme =>
	grapheme.width <= width ? grapheme : replacement;

function wrapAscii(line: string, width: number): readonly Piece[] {
	if (line.length <= width) {
		return [{text: line, start: 0}];
	}

	const rows: Piece[] = [];
	const indent = line.search(/[^ ]|$/);
	let start = 0;

	while (line.length - start > width) {
		// A break inside the leading spaces would only make an empty row.
		const least = Math.max(start, indent);
		const space = line.lastIndexOf(' ', start + width);
		if (space <= least) {
			rows.push({text: line.slice(start, start + width), start});
			start += width;
			continue;
		}

		let end = space;
		while (line[end - 1] === ' ') {
			end--;
		}

		rows.push({text: line.slice(start, end), start});
		start = space + 1;
		while (line[start] === ' ') {
			start++;
		}
	}

	if (start < line.length) {
		rows.push({text: line.slice(start), start});
	}

	return rows;
}

function wrapCells(cells: readonly Grapheme[], width: number): readonly Piece[] {
	const rows: Piece[] = [];
	let offset = 0;
	const firstInk = cells.findIndex(cell => cell.text !== ' ');
	const indent = firstInk === -1 ? cells.length : firstInk;
	let start = 0;

	while (start < cells.length) {
		const full = endOfFullRow(cells, start, width);
		const least = Math.max(start, indent);
		const next = full === cells.length ? full : (lastBreak(cells, least, full) ?? full);
		let end = next;
		while (next < cells.length && end > least && cells[end - 1]!.text === ' ') {
			end--;
		}

		const text = joined(cells, start, end);
		rows.push({text, start: offset});
		offset += text.length + next - end;
		start = next;
		while (start > indent && cells[start]?.text === ' ') {
			start++;
			offset++;
		}
	}

	return rows;
}

function endOfFullRow(cells: readonly Grapheme[], start: number, width: number): number {
	let end = start;
	let columns = 0;
	while (end < cells.length && columns + cells[end]!.width <= width) {
		columns += cells[end]!.width;
		end++;
	}

	return end;
}

function lastBreak(cells: readonly Grapheme[], least: number, most: number): number | undefined {
	for (let at = most; at > least; at--) {
		if (mayBreakBetween(cells[at - 1]!, cells[at]!)) {
			return at;
		}
	}

	return undefined;
}

function mayBreakBetween(before: Grapheme, after: Grapheme): boolean {
	if (before.text === ' ' || after.text === ' ') {
		return true;
	}

	const wide = before.width > 1 || after.width > 1;
	return wide && !closing.test(after.text) && !opening.test(before.text);
}

function joined(cells: readonly Grapheme[], start: number, end: number): string {
	let row = '';
	for (let index = start; index < end; index++) {
		row += cells[index]!.text;
	}

	return row;
}
