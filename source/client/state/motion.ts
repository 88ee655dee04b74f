import {lazily} from '../../protocol/lazily.ts';
import {
	countGraphemes,
	edgeAfter,
	edgeAfterGraphemes,
	edgeAtOrAfter,
	edgeAtOrBefore,
	edgeBefore,
} from './grapheme-edges.ts';

/** Where a cursor can go. A `blank` ends what is killed by words as a shell sees them. */
export type Motion =
	| 'left'
	| 'right'
	| 'word-left'
	| 'word-right'
	| 'blank-left'
	| 'line-start'
	| 'line-end'
	| 'start'
	| 'end';

type Place = {readonly text: string; readonly cursor: number};

const words = lazily(() => new Intl.Segmenter(undefined, {granularity: 'word'}));

/** The offset that a motion leads to: always a grapheme edge. */
export function offsetAfter({text, cursor}: Place, motion: Motion): number {
	switch (motion) {
		case 'left': {
			return edgeBefore(text, cursor);
		}

		case 'right': {
			return edgeAfter(text, cursor);
		}

		case 'word-left': {
			return edgeAtOrBefore(text, startOfWord(text, cursor));
		}

		case 'word-right': {
			return edgeAtOrAfter(text, endOfWord(text, cursor));
		}

		case 'blank-left': {
			return edgeAtOrBefore(text, startOfInk(text, cursor));
		}

		case 'line-start': {
			return lineStart(text, cursor);
		}

		case 'line-end': {
			return lineEnd(text, cursor);
		}

		case 'start': {
			return 0;
		}

		case 'end': {
			return text.length;
		}
	}
}

/** Up and down keep to a column, counted in graphemes. Undefined where there is no such line. */
export function offsetInLine(
	{text, cursor}: Place,
	direction: 'up' | 'down',
	goalColumn: number | undefined,
): {readonly cursor: number; readonly goalColumn: number} | undefined {
	const start = lineStart(text, cursor);
	const end = lineEnd(text, cursor);
	if (direction === 'up' ? start === 0 : end === text.length) {
		return undefined;
	}

	const column = goalColumn ?? countGraphemes(text.slice(start, cursor));
	const target = direction === 'up' ? lineStart(text, start - 1) : end + 1;
	const line = text.slice(target, lineEnd(text, target));
	return {cursor: target + edgeAfterGraphemes(line, column), goalColumn: column};
}

export const lineStart = (text: string, offset: number): number =>
	offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;

export function lineEnd(text: string, offset: number): number {
	const end = text.indexOf('\n', offset);
	return end === -1 ? text.length : end;
}

function startOfWord(text: string, cursor: number): number {
	let start = 0;
	for (const {index, isWordLike} of words().segment(text)) {
		if (index >= cursor) {
			break;
		}

		if (isWordLike) {
			start = index;
		}
	}

	return start;
}

function endOfWord(text: string, cursor: number): number {
	for (const {index, segment, isWordLike} of words().segment(text)) {
		if (isWordLike && index + segment.length > cursor) {
			return index + segment.length;
		}
	}

	return text.length;
}

function startOfInk(text: string, cursor: number): number {
	let start = text.slice(0, cursor).trimEnd().length;
	while (start > 0 && /\S/.test(text[start - 1]!)) {
		start--;
	}

	return start;
}
