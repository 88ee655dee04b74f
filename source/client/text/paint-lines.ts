import type {Line} from './blocks.ts';
import type {Span, Style} from './inline-marks.ts';
import {isolated} from './isolate.ts';
import {hyperlink} from './links.ts';
import type {Palette} from './palette.ts';
import {breakLine, type Piece, wrapLine} from './wrap.ts';

export type Brush = {
	readonly palette: Palette;
	/** For all that does not look otherwise. */
	readonly paint: (text: string) => string;
};

const bar = '│ ';

/** The rows of some lines, at most `width` wide. In front of the first row `taken` columns are left to something else. */
export function paintLines(
	lines: readonly Line[],
	width: number,
	brush: Brush,
	taken = 0,
): readonly string[] {
	const begin = taken > 0 && isBarred(lines[0]) ? [''] : [];
	return [
		...begin,
		...lines.flatMap((line, index) => {
			const isFirst = index === 0 && begin.length === 0;
			return paintLine(line, width, brush, isFirst ? taken : 0);
		}),
	];
}

const isBarred = (line: Line | undefined): boolean => line !== undefined && line.bars > 0;

function paintLine(line: Line, width: number, brush: Brush, taken: number): readonly string[] {
	const bars = Math.min(line.bars, Math.max(0, Math.floor((width - 1) / (2 * bar.length))));
	const prefix = bars > 0 ? brush.palette.dim(bar.repeat(bars)) : '';
	const room = width - bars * bar.length;
	const pieces = line.isCode ? breakLine(line.text, room) : wrapAfter(line.text, room, taken);
	return pieces.map(piece => prefix + isolated(paintPiece(piece, line.spans, brush)));
}

function wrapAfter(text: string, width: number, taken: number): readonly Piece[] {
	return wrapLine(' '.repeat(taken) + text, width).map((piece, index) =>
		index === 0
			? {text: piece.text.slice(taken), start: 0}
			: {text: piece.text, start: piece.start - taken},
	);
}

function paintPiece({text, start}: Piece, spans: readonly Span[], brush: Brush): string {
	const end = start + text.length;
	const here = spans.filter(span => span.start < end && span.end > start);
	if (here.length === 0) {
		return text && brush.paint(text);
	}

	const edges = new Set([start, end]);
	for (const span of here) {
		edges.add(Math.max(start, span.start)).add(Math.min(end, span.end));
	}

	const places = [...edges].toSorted((one, other) => one - other);
	return places
		.slice(1)
		.map((place, index) => {
			const from = places[index]!;
			return here
				.filter(span => span.start <= from && span.end >= place)
				.reduce(
					(painted, {style}) => paintAs(style, painted, brush.palette),
					brush.paint(text.slice(from - start, place - start)),
				);
		})
		.join('');
}

function paintAs(style: Style, text: string, palette: Palette): string {
	if (typeof style === 'object') {
		const painted = palette.underline(text);
		return palette.hyperlinks ? hyperlink(painted, style.address) : painted;
	}

	switch (style) {
		case 'strong':
		case 'italic':
		case 'struck':
		case 'code':
		case 'dim': {
			return palette[style](text);
		}

		case 'keyword':
		case 'string':
		case 'comment':
		case 'number':
		case 'name':
		case 'added':
		case 'removed': {
			return palette.codePart(style, text);
		}
	}
}
