import stringWidth from 'string-width';
import {lazily} from '../../protocol/lazily.ts';
import {simpleWidth} from './simple-width.ts';

/** What a reader calls one character, and the columns it takes. */
export type Grapheme = {readonly text: string; readonly width: number};

const printableAscii = /^[ -~]*$/;
const segmenter = lazily(() => new Intl.Segmenter(undefined, {granularity: 'grapheme'}));

const rememberedRuns = 4096;
const longestRememberedRun = 32;
const knownRuns = new Map<string, readonly Grapheme[]>();

/** True of text in which every UTF-16 unit is one grapheme of one column. */
export const isPrintableAscii = (text: string): boolean => printableAscii.test(text);

/** How many columns the text takes on a terminal. The text holds no escape sequences. */
export function widthOf(text: string): number {
	if (isPrintableAscii(text)) {
		return text.length;
	}

	let width = 0;
	for (let at = 0; at < text.length;) {
		const end = endOfRun(text, at);
		const simple = end === at + 1 ? simpleWidth(text.charCodeAt(at)) : 0;
		width += simple || sumOf(graphemesOfRun(text.slice(at, end)));
		at = end;
	}

	return width;
}

export function* graphemes(text: string): Generator<Grapheme, void> {
	for (let at = 0; at < text.length;) {
		const end = endOfRun(text, at);
		const width = end === at + 1 ? simpleWidth(text.charCodeAt(at)) : 0;
		if (width > 0) {
			yield {text: text.charAt(at), width};
		} else {
			yield* graphemesOfRun(text.slice(at, end));
		}

		at = end;
	}
}

/** As much of the text as fits, ending in an ellipsis if something is missing. */
export function truncate(text: string, columns: number, ellipsis = '…'): string {
	if (widthOf(text) <= columns) {
		return text;
	}

	const room = columns - widthOf(ellipsis);
	return room < 0 ? '' : startOf(text, room) + ellipsis;
}

export const padEnd = (text: string, columns: number): string =>
	text + ' '.repeat(Math.max(0, columns - widthOf(text)));

export const padStart = (text: string, columns: number): string =>
	' '.repeat(Math.max(0, columns - widthOf(text))) + text;

function startOf(text: string, columns: number): string {
	let start = '';
	let width = 0;
	for (const grapheme of graphemes(text)) {
		width += grapheme.width;
		if (width > columns) {
			break;
		}

		start += grapheme.text;
	}

	return start;
}

// Between two simple characters there is always a grapheme edge, so a run is one of them or what lies between two such edges.
function endOfRun(text: string, start: number): number {
	let simple = simpleWidth(text.charCodeAt(start)) > 0;
	for (let at = start + 1; at < text.length; at++) {
		const nextIsSimple = simpleWidth(text.charCodeAt(at)) > 0;
		if (simple && nextIsSimple) {
			return at;
		}

		simple = nextIsSimple;
	}

	return text.length;
}

// The segmenter and string-width are slow, and people repeat themselves.
function graphemesOfRun(run: string): readonly Grapheme[] {
	const known = knownRuns.get(run);
	if (known) {
		return known;
	}

	const found = Array.from(segmenter().segment(run), ({segment}) => ({
		text: segment,
		width: stringWidth(segment),
	}));
	if (run.length <= longestRememberedRun) {
		if (knownRuns.size === rememberedRuns) {
			knownRuns.clear();
		}

		knownRuns.set(run, found);
	}

	return found;
}

function sumOf(found: readonly Grapheme[]): number {
	let width = 0;
	for (const grapheme of found) {
		width += grapheme.width;
	}

	return width;
}
