import type {CodePart} from './palette.ts';
import {addressOf, findLinks} from './links.ts';

/** How a part of a line looks, apart from the rest of it. */
export type Style =
	| 'strong'
	| 'italic'
	| 'struck'
	| 'code'
	| 'dim'
	| CodePart
	| {readonly address: string};

/** A part of a line that looks otherwise. Parts lie within each other or apart. */
export type Span = {readonly start: number; readonly end: number; readonly style: Style};

export type MarkedLine = {readonly text: string; readonly spans: readonly Span[]};

const styles: Readonly<Record<string, 'strong' | 'italic' | 'struck'>> = {
	'*': 'strong',
	_: 'italic',
	'~': 'struck',
};
const anyMark = /[*_~`]|:\/\/|mailto:/i;
const codePattern = /(?<!`)(`+)(?!`)\s*(?=[^\s`]).+?(?<!`)\1(?!`)/g;
const before = /[\s([{"'“‘«–—,;:!?*_~]/;
const afterOpening = /[^\s.,;:!?/\\)\]}|<>=&%^]/;
const beforeClosing = /[^\s/\\([{|<=&^]/;
const after = /[\s)\]}"'”’»….,;:!?–—*_~-]/;

/** The line as it is read, without the characters that only say how it looks, and how it looks. */
export function readMarks(line: string): MarkedLine {
	if (!anyMark.test(line)) {
		return {text: line, spans: []};
	}

	const literal = findLiteral(line);
	const found = [...literal.map(({span}) => span), ...findPairs(line, literal)];
	const dropped = [
		...literal.flatMap(({span: {start, end}, marks}) => [
			{start, end: start + marks},
			{start: end - marks, end},
		]),
		...found
			.filter(({style}) => style === 'strong' || style === 'italic' || style === 'struck')
			.flatMap(({start, end}) => [
				{start, end: start + 1},
				{start: end - 1, end},
			]),
	].filter(({start, end}) => end > start);
	return withoutMarks(line, found, dropped);
}

/** Only the links of a line: for what has no marks. */
export const readLinks = (line: string): MarkedLine => ({
	text: line,
	spans: findLinks(line).map(link => linkSpan(line, link)),
});

const linkSpan = (line: string, {start, end}: {start: number; end: number}): Span => ({
	start,
	end,
	style: {address: addressOf(line.slice(start, end))!},
});

type Literal = {readonly span: Span; readonly marks: number};

// In code and in links no mark means anything.
function findLiteral(line: string): readonly Literal[] {
	const code = line.includes('`')
		? Array.from(line.matchAll(codePattern), ({index, 0: all, 1: mark}): Literal => ({
				span: {start: index, end: index + all.length, style: 'code'},
				marks: mark!.length,
			}))
		: [];
	const links = findLinks(line)
		.map((link): Literal => ({span: linkSpan(line, link), marks: 0}))
		.filter(
			({span}) => !code.some(other => span.start < other.span.end && other.span.start < span.end),
		);
	return [...code, ...links].toSorted((one, other) => one.span.start - other.span.start);
}

function findPairs(line: string, literal: readonly Literal[]): readonly Span[] {
	const pairs: Span[] = [];
	let open: {readonly mark: string; readonly at: number}[] = [];
	let next = 0;
	for (let at = 0; at < line.length; at++) {
		const span = literal[next]?.span;
		if (span && at >= span.start) {
			at = span.end - 1;
			next++;
			continue;
		}

		const mark = line[at]!;
		const style = styles[mark];
		if (!style) {
			continue;
		}

		const opener = open.find(other => other.mark === mark);
		if (opener && at > opener.at + 1 && closes(line, at, literal[next - 1]?.span.end)) {
			pairs.push({start: opener.at, end: at + 1, style});
			// What was opened within and not closed stays as it was written.
			open = open.filter(other => other.at < opener.at);
		} else if (opens(line, at)) {
			open = [...open.filter(other => other.mark !== mark), {mark, at}];
		}
	}

	return pairs;
}

function opens(line: string, at: number): boolean {
	const [previous, mark, next] = [line[at - 1], line[at]!, line[at + 1]];
	return (
		(previous === undefined || (before.test(previous) && previous !== mark)) &&
		next !== undefined &&
		next !== mark &&
		afterOpening.test(next)
	);
}

function closes(line: string, at: number, literalEnd: number | undefined): boolean {
	const [previous, mark, next] = [line[at - 1]!, line[at]!, line[at + 1]];
	return (
		previous !== mark &&
		(at === literalEnd || beforeClosing.test(previous)) &&
		(next === undefined || (after.test(next) && next !== mark))
	);
}

type Range = {readonly start: number; readonly end: number};

function withoutMarks(line: string, spans: readonly Span[], dropped: readonly Range[]): MarkedLine {
	const ordered = dropped.toSorted((one, other) => one.start - other.start);
	// Where each place of the line is once the marks are gone.
	const places = new Uint32Array(line.length + 1);
	let text = '';
	let at = 0;
	for (const {start, end} of [...ordered, {start: line.length, end: line.length}]) {
		for (; at < start; at++) {
			places[at] = text.length;
			text += line[at]!;
		}

		places.fill(text.length, start, end + 1);
		at = end;
	}

	return {
		text,
		spans: spans.map(({start, end, style}) => ({start: places[start]!, end: places[end]!, style})),
	};
}
