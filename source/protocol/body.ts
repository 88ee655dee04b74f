import {dropStrayJoiners} from './joiners.ts';
import {limits} from './limits.ts';
import {Refusal} from './refusal.ts';

declare const brand: unique symbol;

/** Text that is safe to show on a terminal. Made only by the functions below. */
export type Body = string & {readonly [brand]: 'Body'};

const printableAscii = /^[\n -~]*$/;
// Without any of these, nothing but the form of the letters can be at fault.
const remarkable = /[[\p{C}\p{M}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]--\n]/v;
// A carriage return or a backspace would write over what is already shown.
const lineEnd = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const neverShown = /[[\p{Cc}--\n]\p{Noncharacter_Code_Point}\ufff9-\ufffc]/gv;
// Among these are all that change the direction of the text after them; what is spared here is judged later.
const invisible =
	/[\p{Default_Ignorable_Code_Point}--[\u061c\u200c-\u200f\u{fe0e}\u{fe0f}\u{e0020}-\u{e007f}]]/gv;
// Sorting one long run of marks costs the square of its length.
const endlessMarks = /(\p{M}{30})\p{M}+/gu;
// Six marks on a base, whatever invisible stands between them.
const tooManyMarks =
	/((?:\p{M}[\u061c\u200c-\u200f\u{e0020}-\u{e007f}]*){5}\p{M})[\p{M}\u061c\u200c-\u200f\u{e0020}-\u{e007f}]+/gu;
const repeatedDirection = /([\u061c\u200e\u200f])[\u061c\u200e\u200f]+/g;

/**
Makes any text safe to show: nothing in it moves the cursor, hides text or turns it around. Only characters decide, escape sequences are never parsed: what is left of one is harmless and visible. Cleaning clean text changes nothing.
*/
export function clean(text: string): string {
	return tidyLines(printableAscii.test(text) ? text : cleanCharacters(text));
}

/** The same for what has one line only: names, topics, reasons. */
export function cleanLine(text: string): string {
	const cleaned = clean(text);
	return (cleaned.includes('\n') ? cleaned.replace(/\n+/g, ' ') : cleaned).trim();
}

/** Whether nothing of it would be seen. */
export const isBlank = (text: string): boolean =>
	!/[^\s\u2800\p{Default_Ignorable_Code_Point}]/u.test(text);

/** What someone says. `limits.textBytes` needs no check of its own: no character takes more than 4 bytes. */
export function parseBody(text: string): Body | Refusal {
	const body = parseText(text, clean, limits.textCodePoints);
	if (body instanceof Refusal) {
		return body;
	}

	if (isBlank(body)) {
		return new Refusal('empty');
	}

	return hasMoreLines(body, limits.textLines) ? new Refusal('too-many-lines') : body;
}

/** What a room is about, in one line. Empty means nothing. */
export function parseTopic(text: string): Body | Refusal {
	const topic = parseText(text, cleanLine, limits.topicCodePoints);
	return topic instanceof Refusal || !isBlank(topic) ? topic : ('' as Body);
}

/** What one answers a message with instead of words: an emoji, or a short word. */
export function parseReaction(text: string): Body | Refusal {
	const reaction = parseText(text, cleanLine, limits.topicCodePoints);
	if (reaction instanceof Refusal) {
		return reaction.code === 'too-long' ? tooMuch() : reaction;
	}

	if (isBlank(reaction)) {
		return new Refusal('empty');
	}

	const characters = new Intl.Segmenter(undefined, {granularity: 'grapheme'}).segment(reaction);
	return [...characters].length > limits.reactionCharacters ? tooMuch() : reaction;
}

const tooMuch = (): Refusal =>
	new Refusal('too-long', {
		detail: `A reaction is an emoji or a short word: ${limits.reactionCharacters} characters are the most.`,
	});

/** Why somebody does not answer. Undefined: they do again. */
export function parseAway(text: string | undefined): string | undefined | Refusal {
	const why = text === undefined ? '' : parseText(text, cleanLine, limits.awayCodePoints);
	if (why instanceof Refusal) {
		const detail = `The reason for being away is too long: ${limits.awayCodePoints} characters are the most.`;
		return why.code === 'too-long' ? new Refusal('too-long', {detail}) : why;
	}

	return isBlank(why) ? undefined : why;
}

function parseText(
	text: string,
	cleanBy: (text: string) => string,
	mostCodePoints: number,
): Body | Refusal {
	if (!text.isWellFormed()) {
		return new Refusal('encoding');
	}

	// It would not fit into a frame either, and a pasted megabyte is not worth cleaning.
	if (text.length > limits.clientFrameBytes) {
		return new Refusal('too-long');
	}

	const cleaned = cleanBy(text);
	return hasMoreCodePoints(cleaned, mostCodePoints) ? new Refusal('too-long') : (cleaned as Body);
}

function cleanCharacters(text: string): string {
	if (!remarkable.test(text)) {
		return text.normalize('NFC');
	}

	const shown = text
		.toWellFormed()
		.replace(lineEnd, '\n')
		.replaceAll('\t', '    ')
		.replace(neverShown, '\ufffd')
		.replace(invisible, '')
		.replace(endlessMarks, '$1')
		.normalize('NFC')
		.replace(tooManyMarks, '$1');
	return dropStrayJoiners(shown).replace(repeatedDirection, '$1');
}

// No space at the end of a line, at most one blank line in a row, none at either end.
function tidyLines(text: string): string {
	if (!text.includes('\n')) {
		return text.trimEnd();
	}

	const lines = text.split('\n').map(line => line.trimEnd());
	return lines
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.replace(/^\n+|\n+$/g, '');
}

const hasMoreCodePoints = (text: string, most: number): boolean =>
	text.length > most && Array.from(text).length > most;

const hasMoreLines = (text: string, most: number): boolean =>
	text.includes('\n') && text.split('\n').length > most;
