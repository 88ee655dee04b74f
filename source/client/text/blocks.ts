import {drawable} from './drawable.ts';
import {type MarkedLine, readLinks, readMarks, type Span} from './inline-marks.ts';
import {partsOf} from './syntax.ts';

/** A line as it is read. What is quoted has a bar for each time it was; code has one, and is never broken at words. */
export type Line = MarkedLine & {readonly bars: number; readonly isCode: boolean};

const fence = /^```([\w+#.-]{0,20})$/;
const quote = /^(?:> )+(?=\S)/;
const mostBars = 4;
// Nothing in a text without any of these looks otherwise than it is written.
const anyMark = /[*_~`]|^>|:\/\/|mailto:/im;

/** How much of a text is read as marks: all, what fits into a sentence, or links alone. */
export type Reading = 'blocks' | 'inline' | 'links';

/** The lines of a text as far as terminals draw it, and how they look. */
export function readLines(said: string, reading: Reading): readonly Line[] {
	const text = drawable(said);
	const lines = text.split('\n');
	if (!anyMark.test(text)) {
		return lines.map(line => ({text: line, spans: [], bars: 0, isCode: false}));
	}

	if (reading !== 'blocks') {
		const read = reading === 'inline' ? readMarks : readLinks;
		return lines.map(line => ({...read(line), bars: 0, isCode: false}));
	}

	return readBlocks(lines);
}

/** The lines with some words in front of the first; they hold no marks. */
export function withPrefix(words: string, [first, ...rest]: readonly Line[]): readonly Line[] {
	const prefix = drawable(words);
	const {text = '', spans = []} = first ?? {};
	const moved = spans.map(({start, end, style}) => ({
		start: start + prefix.length,
		end: end + prefix.length,
		style,
	}));
	return [{text: prefix + text, spans: moved, bars: 0, isCode: false}, ...rest];
}

/** The lines with a faint remark of our own behind the last; code is left alone. */
export function withRemark(lines: readonly Line[], remark: string): readonly Line[] {
	const last = lines.at(-1);
	if (!last || last.bars > 0) {
		const spans: readonly Span[] = [{start: 0, end: remark.length, style: 'dim'}];
		return [...lines, {text: remark, spans, bars: 0, isCode: false}];
	}

	const text = `${last.text} ${remark}`;
	const span: Span = {start: text.length - remark.length, end: text.length, style: 'dim'};
	return [...lines.slice(0, -1), {...last, text, spans: [...last.spans, span]}];
}

function readBlocks(lines: readonly string[]): readonly Line[] {
	const found: Line[] = [];
	for (let index = 0; index < lines.length; index++) {
		const line = lines[index]!;
		const language = fence.exec(line)?.[1];
		// A fence that nothing closes, or that holds nothing, is text.
		const end = language === undefined ? -1 : lines.indexOf('```', index + 1);
		if (language !== undefined && end > index + 1) {
			found.push(...readCode(lines.slice(index + 1, end), language));
			index = end;
		} else {
			found.push(readQuote(line, found.at(-1)));
		}
	}

	return found;
}

function readQuote(line: string, above: Line | undefined): Line {
	const isBlankQuote = line === '>' && above !== undefined && above.bars > 0 && !above.isCode;
	const marks = isBlankQuote ? line : (quote.exec(line)?.[0] ?? '');
	const bars = marks.split('>').length - 1;
	const {text, spans} = readMarks(line.slice(marks.length));
	return bars === 0
		? {text, spans, bars, isCode: false}
		: {
				text,
				spans: [...spans, {start: 0, end: text.length, style: 'dim'}],
				bars: Math.min(bars, mostBars),
				isCode: false,
			};
}

function readCode(lines: readonly string[], language: string): readonly Line[] {
	const parts = partsOf(lines.join('\n'), language);
	let start = 0;
	let next = 0;
	return lines.map(text => {
		const end = start + text.length;
		const spans: Span[] = [];
		while (next < parts.length && parts[next]!.start < end) {
			const {style, ...part} = parts[next]!;
			const from = Math.max(part.start, start);
			const to = Math.min(part.end, end);
			if (to > from) {
				spans.push({start: from - start, end: to - start, style});
			}

			if (part.end > end) {
				break;
			}

			next++;
		}

		start = end + 1;
		return {text, spans, bars: 1, isCode: true};
	});
}
