import {remarks} from '../words/messages.ts';

// Nobody types these, and no font is known to use them: each stands for one block in a text being written, so that every key sees one character.
const firstMark = 0xf_ff00;
const mostBlocks = 200;
const anyMark = /[\u{FFF00}-\u{FFFFD}]/gu;

/** More lines than these are shown as one block. */
export const mostPastedLines = 8;

/** What stands for the block of that number; undefined when there are too many. */
export const markOf = (index: number): string | undefined =>
	index < mostBlocks ? String.fromCodePoint(firstMark + index) : undefined;

export const withoutMarks = (text: string): string => text.replaceAll(anyMark, '');

/** The text as it will be said. */
export const expanded = (text: string, blocks: readonly string[]): string =>
	blocks.length === 0 ? text : text.replaceAll(anyMark, mark => blockOf(mark, blocks) ?? '');

/** The block that a character stands for, if it stands for one. */
export function blockOf(character: string, blocks: readonly string[]): string | undefined {
	const point = character.codePointAt(0) ?? 0;
	return blocks[point - firstMark];
}

/** How a block is shown. */
export const labelOf = (block: string): string => remarks.pasted(block.split('\n').length);

/** Where the block stands that the cursor is behind, or else the last one. */
export function nearestBlock(
	text: string,
	cursor: number,
	isOnlyBehind: boolean,
): {readonly start: number; readonly end: number} | undefined {
	const all = Array.from(text.matchAll(anyMark), ({index, 0: mark}) => ({
		start: index,
		end: index + mark.length,
	}));
	return all.find(({end}) => end === cursor) ?? (isOnlyBehind ? undefined : all.at(-1));
}
