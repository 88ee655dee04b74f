import {lazily} from '../../protocol/lazily.ts';

const segmenter = lazily(() => new Intl.Segmenter(undefined, {granularity: 'grapheme'}));

/** Offsets, in UTF-16 units, between what a reader calls characters. */
export function edgeBefore(text: string, offset: number): number {
	return isPlain(text, offset - 2) && isPlain(text, offset - 1)
		? offset - 1
		: (segmenter()
				.segment(text)
				.containing(offset - 1)?.index ?? 0);
}

export function edgeAfter(text: string, offset: number): number {
	if (isPlain(text, offset) && isPlain(text, offset + 1)) {
		return offset + 1;
	}

	const grapheme = segmenter().segment(text).containing(offset);
	return grapheme ? grapheme.index + grapheme.segment.length : text.length;
}

/** The offset itself if it is an edge. */
export function edgeAtOrBefore(text: string, offset: number): number {
	return offset >= text.length ? text.length : edgeBefore(text, offset + 1);
}

/** The offset itself if it is an edge. */
export function edgeAtOrAfter(text: string, offset: number): number {
	return offset <= 0 ? 0 : offset >= text.length ? text.length : edgeAfter(text, offset - 1);
}

export function countGraphemes(text: string): number {
	let count = 0;
	for (const _ of segmenter().segment(text)) {
		count++;
	}

	return count;
}

/** Where the first `count` graphemes end; the text's length if it has fewer. */
export function edgeAfterGraphemes(text: string, count: number): number {
	let offset = 0;
	for (let index = 0; index < count && offset < text.length; index++) {
		offset = edgeAfter(text, offset);
	}

	return offset;
}

// Between two printable ASCII characters there is always an edge: most keys need no segmenter.
function isPlain(text: string, offset: number): boolean {
	const unit = text.charCodeAt(offset);
	return unit >= 0x20 && unit <= 0x7e;
}
