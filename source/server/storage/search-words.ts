import {lazily} from '../../protocol/lazily.ts';

// Scripts written without spaces, where each character counts as a word, and pictures.
const single =
	'[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}]';
const letter = '[\\p{L}\\p{M}\\p{N}]';
const picture = '\\p{Emoji_Presentation}';
const wordPattern = lazily(
	() => new RegExp(`[${single}&&${letter}]|${picture}|[${letter}--${single}]+`, 'gv'),
);

/** The words of a text as search compares them: without case, accents and differences of width. */
export function wordsOf(text: string): readonly string[] {
	const plain = text
		// By way of capitals, so that ß is ss.
		.toUpperCase()
		.toLowerCase()
		.normalize('NFKD')
		.replaceAll(/[\u0300-\u036F]/g, '')
		.normalize('NFKC');
	return plain.match(wordPattern()) ?? [];
}

/** What is asked for: each run without spaces must occur with its words side by side. */
export const phrasesOf = (words: string): readonly (readonly string[])[] =>
	words
		.split(/\s+/)
		.map(run => wordsOf(run))
		.filter(phrase => phrase.length > 0);

/** Whether a text holds all phrases; the very last word may be a beginning. */
export function holdsPhrases(text: string, phrases: readonly (readonly string[])[]): boolean {
	const words = wordsOf(text);
	return phrases.every((phrase, index) =>
		words.some((_, start) => isAt(words, start, phrase, index === phrases.length - 1)),
	);
}

const isAt = (
	words: readonly string[],
	start: number,
	phrase: readonly string[],
	mayBegin: boolean,
): boolean =>
	phrase.every((word, offset) =>
		mayBegin && offset === phrase.length - 1
			? words[start + offset]?.startsWith(word)
			: words[start + offset] === word,
	);
