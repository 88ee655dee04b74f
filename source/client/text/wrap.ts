import {type Grapheme, graphemes, isPrintableAscii, widthOf} from './width.ts';

const replacement: Grapheme = {text: '\u{FFFD}', width: 1};

// Rows neither begin with what closes nor end with what opens.
const closing =
	/^[)\]},.!?:;"'%、。，．！？：；・…）〕］｝〉》」』】〙〗’”〞ー々ゝヽぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ]/;
const opening = /^[([{"'（〔［｛〈《「『【〘〖‘“〝]/;

/**
Breaks text into rows of at most `width` columns: at spaces where it can, between wide characters, inside a word where it must. Spaces at a break are dropped, those that begin a line are kept.
*/
export function wrap(text: string, width: number): readonly string[] {
	if (isPrintableAscii(text)) {
		return wrapAscii(text, Math.max(1, width));
	}

	return text.split('\n').flatMap(line => wrapLine(line, Math.max(1, width)));
}

/** The grapheme itself, or what stands for it in a row that is narrower than it. */
export const fitting = (grapheme: Grapheme, width: number): Grapheme =>
	grapheme.width <= width ? grapheme : replacement;

function wrapLine(line: string, width: number): readonly string[] {
	if (isPrintableAscii(line)) {
		return wrapAscii(line, width);
	}

	return widthOf(line) <= width
		? [line]
		: wrapCells(
				Array.from(graphemes(line), grapheme => fitting(grapheme, width)),
				width,
			);
}

function wrapAscii(line: string, width: number): readonly string[] {
	if (line.length <= width) {
		return [line];
	}

	const rows: string[] = [];
	const indent = line.search(/[^ ]|$/);
	let start = 0;

	while (line.length - start > width) {
		// A break inside the leading spaces would only make an empty row.
		const least = Math.max(start, indent);
		const space = line.lastIndexOf(' ', start + width);
		if (space <= least) {
			rows.push(line.slice(start, start + width));
			start += width;
			continue;
		}

		let end = space;
		while (line[end - 1] === ' ') {
			end--;
		}

		rows.push(line.slice(start, end));
		start = space + 1;
		while (line[start] === ' ') {
			start++;
		}
	}

	if (start < line.length) {
		rows.push(line.slice(start));
	}

	return rows;
}

function wrapCells(cells: readonly Grapheme[], width: number): readonly string[] {
	const rows: string[] = [];
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

		rows.push(joined(cells, start, end));
		start = next;
		while (start > indent && cells[start]?.text === ' ') {
			start++;
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
