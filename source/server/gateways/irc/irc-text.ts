import {clean} from '../../../protocol/body.ts';

/** Modern IRC, «Message format»: a line has at most 512 bytes, CR LF and all, tags aside. */
export const mostLineBytes = 512;

/** Lines of one message that clients get which know nothing of several; of the rest they are told how many. */
const mostLines = 8;

const utf8 = new TextEncoder();
const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const bytesOf = (text: string): number => utf8.encode(text).length;

/** A text as lines for IRC, each of which fits beside `overhead` bytes of prefix, target and the like. */
export function linesFor(text: string, overhead: number): readonly string[] {
	const room = mostLineBytes - overhead;
	const lines = clean(text)
		.split('\n')
		.map(line => line || ' ');
	const shown = lines.slice(0, lines.length > mostLines ? mostLines - 1 : mostLines);
	const rest = lines.length - shown.length;
	const all = shown.flatMap(line => cut(line, room).map(piece => piece.trimEnd() || ' '));
	return rest > 0 ? [...all, `(and ${rest} more lines)`] : all;
}

/** The same for clients that put pieces together again: all of it, to the last space. */
export const piecesFor = (
	text: string,
	overhead: number,
): readonly {readonly text: string; readonly isNewLine: boolean}[] =>
	clean(text)
		.split('\n')
		.flatMap(line =>
			cut(line, mostLineBytes - overhead).map((piece, index) => ({
				text: piece,
				isNewLine: index === 0,
			})),
		);

// Between words if there is one to end with, else between characters as people see them.
function cut(line: string, room: number): readonly string[] {
	if (bytesOf(line) <= room) {
		return [line];
	}

	const pieces: string[] = [];
	let piece = '';
	let bytes = 0;
	for (const {segment} of graphemes.segment(line)) {
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
