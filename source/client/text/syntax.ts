import type HighlightJs from 'highlight.js/lib/common';
import type {Span} from './inline-marks.ts';
import type {CodePart} from './palette.ts';

type Library = typeof HighlightJs;

let library: Library | undefined;
let loading: Promise<void> | undefined;
const listeners = new Set<() => void>();

/** Whether code can be coloured; before the first block that is shown, it cannot. */
export const isSyntaxLoaded = (): boolean => library !== undefined;

/** Calls back when code that was shown plainly can be coloured. Returns how to stop that. */
export function onSyntaxLoaded(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

// Rules for languages are regular expressions, some of which take the square of a line's length.
const longLine = /.{300}/;
const longestCode = 4000;
const mostRemembered = 100;
const remembered = new Map<string, readonly Span[]>();

/** The parts of some code, in order. None as long as the library is being fetched: a start does not wait for it. */
export function partsOf(code: string, language: string): readonly Span[] {
	if (language === '' || code.length > longestCode || longLine.test(code)) {
		return [];
	}

	if (!library) {
		load();
		return [];
	}

	if (!library.getLanguage(language)) {
		return [];
	}

	const key = `${language}\n${code}`;
	const known = remembered.get(key);
	if (known) {
		return known;
	}

	if (remembered.size === mostRemembered) {
		remembered.clear();
	}

	const parts = read(library.highlight(code, {language, ignoreIllegals: true}).value);
	remembered.set(key, parts);
	return parts;
}

function load(): void {
	loading ??= import('highlight.js/lib/common').then(
		module => {
			library = module.default;
			listeners.forEach(listener => listener());
		},
		() => {
			// Without the library code is readable, too.
		},
	);
}

const partOfClass: Readonly<Record<string, CodePart | undefined>> = {
	keyword: 'keyword',
	'selector-tag': 'keyword',
	'template-tag': 'keyword',
	name: 'keyword',
	section: 'keyword',
	literal: 'number',
	number: 'number',
	symbol: 'number',
	bullet: 'number',
	string: 'string',
	regexp: 'string',
	char: 'string',
	quote: 'comment',
	comment: 'comment',
	doctag: 'comment',
	meta: 'comment',
	title: 'name',
	built_in: 'name',
	type: 'name',
	attr: 'name',
	attribute: 'name',
	property: 'name',
	variable: 'name',
	'template-variable': 'name',
	'selector-class': 'name',
	'selector-id': 'name',
	addition: 'added',
	deletion: 'removed',
};
const entities: Readonly<Record<string, string>> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&#x27;': "'",
};
const token = /<span class="(?:hljs-)?([^" ]*)[^"]*">|<\/span>|&[^;]+;|[^<&]+/g;

// The library writes HTML: spans within spans, of which the innermost counts.
function read(html: string): readonly Span[] {
	const parts: Span[] = [];
	const open: (CodePart | undefined)[] = [];
	let at = 0;
	for (const {0: piece, 1: name} of html.matchAll(token)) {
		if (name !== undefined) {
			open.push(partOfClass[name]);
			continue;
		}

		if (piece === '</span>') {
			open.pop();
			continue;
		}

		const length = (entities[piece] ?? piece).length;
		const style = open.at(-1);
		const last = parts.at(-1);
		if (style && last?.style === style && last.end === at) {
			parts[parts.length - 1] = {...last, end: at + length};
		} else if (style) {
			parts.push({start: at, end: at + length, style});
		}

		at += length;
	}

	return parts;
}
