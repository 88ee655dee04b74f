import {globSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {parseAst} from 'vitest/node';

/** Where words stand outside `client/words` that nobody reads on a screen. */
const exceptions: readonly string[] = [
	// The names of emoji are typed as they are, in every language.
	'source/client/state/emoji-names.ts',
	// The name in a certificate, and an error that becomes a sentence of ours.
	'source/client/connection/secure.ts',
	// Thrown at whoever puts a component in the wrong place.
	'source/client/screen/use-store.ts',
];

/** What stands for a value that is put into a template. */
const hole = '\uFFFC';

/** A word with a space between it and another or a value, or a single one as a label is written; but no escape sequence. */
const looksRead = (text: string): boolean =>
	!text.includes('\x1b') &&
	(/\p{L}{2}[^\p{L}\uFFFC]*\s[^\p{L}\uFFFC]*[\p{L}\uFFFC]/u.test(text) ||
		/[\p{L}\uFFFC][^\p{L}\uFFFC]*\s[^\p{L}\uFFFC]*\p{L}{2}/u.test(text) ||
		/^\p{Lu}\p{Ll}+[.:!?…]?$/u.test(text));

/** The texts of a file that look as if a person read them. */
function wordsIn(source: string, lang: 'ts' | 'tsx' = 'tsx'): readonly string[] {
	const found: string[] = [];
	const visit = (node: unknown): void => {
		if (Array.isArray(node)) {
			node.forEach(visit);
			return;
		}

		const text = textOf(Object(node) as Node);
		if (text !== undefined && looksRead(text)) {
			found.push(text);
		}

		if (typeof node === 'object' && node !== null) {
			Object.values(node).forEach(visit);
		}
	};

	visit(parseAst(source, {lang}));
	return found;
}

type Node = {
	readonly type?: string;
	readonly value?: unknown;
	readonly quasis?: readonly {readonly value: {readonly cooked?: string | null}}[];
};

function textOf({type, value, quasis}: Node): string | undefined {
	if (type === 'TemplateLiteral') {
		return quasis?.map(({value: {cooked}}) => cooked ?? '').join(hole);
	}

	const isText = type === 'Literal' || type === 'JSXText';
	return isText && typeof value === 'string' ? value : undefined;
}

const wordsOf = (file: string): readonly string[] =>
	wordsIn(readFileSync(file, 'utf8'), file.endsWith('x') ? 'tsx' : 'ts');

test('all that a person reads in the client stands in client/words', () => {
	const files = globSync('source/client/**/*.{ts,tsx}').filter(
		file => !file.includes('/words/') && !exceptions.includes(file),
	);
	const elsewhere = files
		.map(file => ({file, words: wordsOf(file)}))
		.filter(({words}) => words.length > 0);

	expect(files.length).toBeGreaterThan(50);
	expect(elsewhere).toEqual([]);
});

test.each(exceptions)('%s is still an exception', file => {
	expect(wordsOf(file)).not.toEqual([]);
});

describe('what looks as if a person read it', () => {
	test.each([
		["tell('Nothing found.')", ['Nothing found.']],
		['`${nick} came`', [`${hole} came`]],
		["const labels = {host: 'Host'}", ['Host']],
		['<Text>Too small</Text>', ['Too small']],
		['<Text title="Join a room" />', ['Join a room']],
		['`${`${count} new`} · End`', [`${hole} · End`, `${hole} new`]],
	])('%s', (source, words) => {
		expect(wordsIn(source)).toEqual(words);
	});

	test.each([
		'// Nothing found.',
		"import {a} from './a.ts'",
		"dispatch({type: 'search-closed'})",
		"const keys = ['C-x C-e']",
		'`${author}: ${text}`',
		'`\\x1b[?1049h${take}`',
		'`\\x1b]9;chatroom: ${text}\\x07`',
		'/some words/.test(text)',
		'<Box flexDirection="column">{" "}</Box>',
	])('%s is not', source => {
		expect(wordsIn(source)).toEqual([]);
	});
});
