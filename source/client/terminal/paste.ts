import type {KeyEvent} from './key-event.ts';

export const mostPasted = 1024 * 1024;

const shortestOfTwoLines = 41;
const shortestOfMoreLines = 9;
const lineBreak = /\r\n?|\n/;
const isText = /^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]*$/;

/** Text, line breaks and tabs: what a paste without brackets consists of. */
export const isPlainText = (chunk: string): boolean => isText.test(chunk);

/**
Whether a chunk of a terminal that does not bracket its pastes was pasted. Enter twice within one read is what nobody types, but a script may: so three lines or more of which something is written count as a paste if longer than 8 characters, two lines if longer than 40. A line break at the end begins no line.
*/
export function looksPasted(chunk: string): boolean {
	if (chunk.length < shortestOfMoreLines || !isPlainText(chunk)) {
		return false;
	}

	const lines = chunk.split(lineBreak).filter(line => line !== '').length;
	return lines > 2 || (lines === 2 && chunk.length >= shortestOfTwoLines);
}

/** Cuts what goes beyond a mebibyte. */
export const addPasted = (pasted: string, more: string): string =>
	pasted + more.slice(0, mostPasted - pasted.length);

/** Terminals send CR for the line breaks of what they paste. */
export const pasteEvent = (pasted: string): KeyEvent => ({
	type: 'paste',
	text: pasted.replaceAll(/\r\n?/g, '\n').replace(/[\ud800-\udbff]$/, ''),
});

/** Where in the input a mark might begin whose rest has not come yet; the input's length if nowhere. */
export function startOfUnfinished(input: string, mark: string): number {
	for (let length = mark.length - 1; length > 0; length--) {
		if (input.endsWith(mark.slice(0, length))) {
			return input.length - length;
		}
	}

	return input.length;
}
