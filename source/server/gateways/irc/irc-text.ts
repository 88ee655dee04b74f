import {clean, isBlank} from '../../../protocol/body.ts';
import type {Piece} from '../../core/room-event.ts';

/** Modern IRC, «Message format»: a line has at most 512 bytes, CR LF and all, tags aside. */
export const mostLineBytes = 512;

/** The same without CR LF. */
const mostBytes = mostLineBytes - 2;

/**
Lines of one message that clients get which know nothing of several; of the rest they are told how many. For such a client every line is a message of its own: a pasted file would drive all else from its screen, and many of them count it as a flood. That holds whoever composed it, and with whatever.
*/
const mostLines = 8;

/** How many bytes a line has that bears that text, without its end. */
export type Measure = (text: string) => number;

const utf8 = new TextEncoder();
const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const bytesOf = (text: string): number => utf8.encode(text).length;

const piecesOf = (text: string): readonly Piece[] =>
	clean(text)
		.split('\n')
		.map(line => ({text: line, joins: false}));

/** A text as lines for IRC, each of which fits, as it was composed or else as it is. IRCv3 multiline, «Fallback»: none of them is blank. */
export function linesFor(
	text: string,
	measure: Measure,
	pieces: readonly Piece[] = piecesOf(text),
): readonly string[] {
	const lines = pieces.map(piece => piece.text).filter(line => !isBlank(line));
	const shown = lines.slice(0, lines.length > mostLines ? mostLines - 1 : mostLines);
	const rest = lines.length - shown.length;
	const all = shown.flatMap(line => cut(line, measure)).filter(part => !isBlank(part));
	return rest > 0 ? [...all, `(and ${rest} more lines)`] : all;
}

/** The same for clients that put pieces together again: all of it, to the last space. */
export const piecesFor = (
	text: string,
	measure: Measure,
	pieces: readonly Piece[] = piecesOf(text),
): readonly Piece[] =>
	pieces.flatMap(piece =>
		cut(piece.text, measure).map((part, index) => ({text: part, joins: piece.joins || index > 0})),
	);

// Between words if there is one to end with, else between characters as people see them.
function cut(line: string, measure: Measure): readonly string[] {
	if (measure(line) <= mostBytes) {
		return [line];
	}

	const room = mostBytes - measure('');
	const pieces: string[] = [];
	let piece = '';
	let bytes = 0;
	for (const segment of charactersOf(line, room)) {
		const length = bytesOf(segment);
		if (bytes + length > room && piece !== '') {
			const space = piece.lastIndexOf(' ');
			const end = space > piece.length / 2 ? space + 1 : piece.length;
			pieces.push(piece.slice(0, end));
			piece = piece.slice(end);
			bytes = bytesOf(piece);
		}

		piece += segment;
		bytes += length;
	}

	return [...pieces, piece];
}

// A character as people see it may be longer than a line.
const charactersOf = (line: string, room: number): readonly string[] =>
	Array.from(graphemes.segment(line), ({segment}) => segment).flatMap(segment =>
		bytesOf(segment) > room ? Array.from(segment) : [segment],
	);

/** As much of a line as may be sent, up to the edge of a character as people see it. */
export function fitting(line: string): string {
	if (3 * line.length <= mostBytes || bytesOf(line) <= mostBytes) {
		return line;
	}

	let end = 0;
	let bytes = 0;
	for (const {segment} of graphemes.segment(line)) {
		bytes += bytesOf(segment);
		if (bytes > mostBytes) {
			break;
		}

		end += segment.length;
	}

	return line.slice(0, end);
}

/** Whether a line of so many bytes is one. */
export const isFitting = (bytes: number): boolean => bytes <= mostBytes;

// Bold, colour with its digits, hex colour, reset, monospace, reverse, italics, strikethrough, underline.
const formatting =
	/\x02|\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[\da-f]{6}(?:,[\da-f]{6})?)?|[\x0f\x11\x16\x1d\x1e\x1f]/gi;

/** What an IRC client means by a text: without its formatting; an action, words, or something between programs that is nobody else's business. */
export function parseIrcText(text: string): {kind: 'message' | 'action'; text: string} | undefined {
	const ctcp = /^\x01(?<verb>[^\s\x01]*) ?(?<rest>[^\x01]*)\x01?$/s.exec(text)?.groups;
	if (!ctcp) {
		return {kind: 'message', text: text.replace(formatting, '')};
	}

	return ctcp['verb']!.toUpperCase() === 'ACTION'
		? {kind: 'action', text: ctcp['rest']!.replace(formatting, '')}
		: undefined;
}

/** A piece of a message that comes in several, as others may see it: cleaned, but for the spaces at its ends. */
export const cleanPiece = (text: string): string =>
	// Spaces are trimmed where a line ends, and this one does not end with them.
	clean(`${text.replace(formatting, '')}|`)
		.slice(0, -1)
		.replaceAll('\n', ' ');

/** What programs say to each other, as people may be shown it: cleaned, but for spaces, line ends and what CTCP stands between. */
export const cleanPassing = (text: string): string =>
	text
		.replaceAll(/[\0\x02-\x09\x0b-\x1f\x7f]/g, '')
		.split(/(?<=[\x01\n])|(?=[\x01\n])/)
		.map(part => (/^[\x01\n]$/.test(part) ? part : cleanPiece(part)))
		.join('');

/** Modern CTCP: what somebody does. */
export const actionIn = (text: string): string => `\x01ACTION ${text}\x01`;
