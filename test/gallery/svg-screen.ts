import type xterm from '@xterm/headless';
import {coloursOf, windows, type Background, type Colours} from './svg-colours.ts';

/** What stands together and looks alike, measured in columns. */
type Run = Colours & {
	readonly row: number;
	readonly column: number;
	readonly columns: number;
	readonly isWide: boolean;
	readonly text: string;
	readonly look: string;
};

const cell = {width: 9, height: 20, baseline: 15};
const margin = 16;
const fonts = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace";

/** What a terminal shows, as a picture. Each word and each wide glyph has its own place, so that columns stay columns in any font. */
export function svgScreen(terminal: xterm.Terminal, background: Background): string {
	const {ink, paper, frame} = windows[background];
	const {cols, rows, buffer} = terminal;
	const width = cols * cell.width + 2 * margin;
	const height = rows * cell.height + 2 * margin;
	const cells = cellsOf(terminal, background);
	const papers = joined(
		cells.filter(run => run.paper !== undefined),
		(one, next) => one.paper === next.paper,
	);
	const texts = joined(
		cells.filter(run => run.text !== ' ' || run.look.includes('decoration')),
		standTogether,
	);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
		`<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" fill="${paper}" stroke="${frame}"/>`,
		`<g transform="translate(${margin} ${margin})" fill="${ink}" font-family="${fonts}" font-size="15" xml:space="preserve">`,
		...papers.map(run => rectangle(run, run.columns * cell.width, run.paper!)),
		rectangle({row: buffer.active.cursorY, column: buffer.active.cursorX}, 2, ink),
		...texts.map(run => textOf(run, ink)),
		'</g>',
		'</svg>',
		'',
	].join('\n');
}

function cellsOf({cols, rows, buffer}: xterm.Terminal, background: Background): readonly Run[] {
	const lines = Array.from({length: rows}, (_, row) =>
		buffer.active.getLine(buffer.active.baseY + row)!,
	);
	return lines.flatMap((line, row) =>
		Array.from({length: cols}, (_, column) => ({column, read: line.getCell(column)!}))
			// The second half of a wide glyph has no width.
			.filter(({read}) => read.getWidth() > 0)
			.map(({column, read}) => ({
				row,
				column,
				columns: read.getWidth(),
				isWide: read.getWidth() === 2,
				text: read.getChars() || ' ',
				...coloursOf(read, background),
				look: lookOf(read),
			})),
	);
}

function lookOf(read: xterm.IBufferCell): string {
	const lines = [
		read.isUnderline() ? 'underline' : '',
		read.isStrikethrough() ? 'line-through' : '',
	].filter(line => line !== '');
	return [
		read.isBold() ? ' font-weight="bold"' : '',
		read.isItalic() ? ' font-style="italic"' : '',
		read.isDim() ? ' opacity=".65"' : '',
		lines.length > 0 ? ` text-decoration="${lines.join(' ')}"` : '',
	].join('');
}

/** A glyph outside ASCII may come from a font of another width, unless all of a run do. */
const standTogether = (one: Run, next: Run): boolean =>
	one.ink === next.ink &&
	one.look === next.look &&
	next.columns === 1 &&
	(isAscii(one.text + next.text) || one.text === next.text.repeat(one.columns));

const isAscii = (text: string): boolean => /^[ -~]+$/.test(text);

function joined(runs: readonly Run[], belong: (one: Run, next: Run) => boolean): readonly Run[] {
	const made: Run[] = [];
	for (const next of runs) {
		const one = made.at(-1);
		if (one?.row === next.row && one.column + one.columns === next.column && belong(one, next)) {
			made[made.length - 1] = {
				...one,
				text: one.text + next.text,
				columns: one.columns + next.columns,
			};
		} else {
			made.push(next);
		}
	}

	return made;
}

const rectangle = ({row, column}: Pick<Run, 'row' | 'column'>, width: number, fill: string) =>
	`<rect x="${column * cell.width}" y="${row * cell.height}" width="${width}" height="${cell.height}" fill="${fill}" shape-rendering="crispEdges"/>`;

function textOf({row, column, columns, isWide, text, ink, look}: Run, usual: string): string {
	const left = column * cell.width;
	const width = columns * cell.width;
	// Stretched, a wide glyph would be ugly: it stands in the middle of its cells.
	const place = isWide
		? `x="${left + width / 2}" text-anchor="middle"`
		: `x="${left}" textLength="${width}" lengthAdjust="spacingAndGlyphs"`;
	const fill = ink === usual ? '' : ` fill="${ink}"`;
	const y = row * cell.height + cell.baseline;
	return `<text ${place} y="${y}"${fill}${look}>${escaped(text)}</text>`;
}

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
