import type {Line} from './blocks.ts';
import {drawable} from './drawable.ts';
import {isolated} from './isolate.ts';
import {paintLines} from './paint-lines.ts';
import type {Palette} from './palette.ts';
import {padStart, truncate, widthOf} from './width.ts';

/** How wide the parts before the text are, in columns; 0 leaves a part out. */
type Margins = {readonly clock: number; readonly name: number};

// A narrow screen gives up the time first, then the column of names.
function marginsFor(columns: number): Margins {
	if (columns >= 60) {
		return {clock: 6, name: 13};
	}

	return columns >= 36 ? {clock: 6, name: 9} : {clock: 0, name: 0};
}

export type Parts = {
	readonly columns: number;
	readonly clock: string;
	readonly name: string;
	readonly lines: readonly Line[];
	readonly palette: Palette;
	readonly paintName: (text: string) => string;
	readonly paintText: (text: string) => string;
	/** A faint row above the text. */
	readonly above?: string | undefined;
	/** A faint row below the text. */
	readonly below?: string | undefined;
	/** What the row says that stands for those that are folded away; undefined folds nothing. */
	readonly folds?: ((rows: number, width: number) => string) | undefined;
	readonly isSelected?: boolean | undefined;
};

/** How wide the text of an item is, where no name stands before it. */
export function textWidth(columns: number): number {
	const {clock, name} = marginsFor(columns);
	return name === 0 ? columns - 3 : columns - clock - name - 1;
}

const tallestUnfolded = 12;
const rowsOfFolded = 10;
const mark = '▌';

/** The rows of one item, at most `columns - 1` wide: the time and the name, and what follows under the text. */
export function itemRows(parts: Parts): readonly string[] {
	const {columns, clock, palette, paintName, isSelected = false} = parts;
	const name = drawable(parts.name);
	const margins = marginsFor(columns);
	if (margins.name === 0) {
		return narrowRows({...parts, name});
	}

	const shown = isolated(paintName(padStart(truncate(name, margins.name - 1), margins.name - 1)));
	const time = isSelected
		? palette.dim(clock.padEnd(margins.clock - 1)) + palette.accent(mark)
		: palette.dim(clock.padEnd(margins.clock));
	const blank = isSelected
		? ' '.repeat(margins.clock - 1) + palette.accent(mark)
		: ' '.repeat(margins.clock);
	const indent = blank + ' '.repeat(margins.name);
	return assemble(parts, {
		width: textWidth(columns),
		head: `${time}${shown} `,
		indent,
		taken: 0,
	});
}

// The name stands in the text's own first row, as in a letter.
function narrowRows(parts: Parts): readonly string[] {
	const {columns, name, palette, isSelected = false} = parts;
	const shown = truncate(name, Math.max(2, Math.floor(columns / 2)));
	const head = `${shown}${/[\p{L}\p{N}]/u.test(name) ? ':' : ''} `;
	const painted = isolated(parts.paintName(head));
	return assemble(parts, {
		width: textWidth(columns),
		head: isSelected ? palette.bar(painted) : painted,
		indent: isSelected ? `${palette.accent(mark)} ` : '  ',
		taken: widthOf(head),
	});
}

type Frame = {
	readonly width: number;
	readonly head: string;
	readonly indent: string;
	/** Columns of the head that the text's first row has to spare. */
	readonly taken: number;
};

function assemble(parts: Parts, {width, head, indent, taken}: Frame): readonly string[] {
	const {palette, paintText, above, below, folds} = parts;
	const all = paintLines(parts.lines, width, {palette, paint: paintText}, taken);
	const isFolded = folds !== undefined && all.length > tallestUnfolded;
	const [first = '', ...rest] = isFolded ? all.slice(0, rowsOfFolded) : all;
	const faint = (text: string | undefined): readonly string[] =>
		text === undefined
			? []
			: [indent + isolated(palette.dim(truncate(drawable(text.replaceAll('\n', ' ')), width)))];
	return [
		...faint(above),
		head + first,
		...rest.map(row => indent + row),
		...faint(isFolded ? folds(all.length - rowsOfFolded, width) : undefined),
		...faint(below),
	];
}
