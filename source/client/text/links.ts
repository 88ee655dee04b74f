/** Where a link stands in a line: it is shown exactly as it was written. */
export type FoundLink = {readonly start: number; readonly end: number};

const pattern =
	/(?<![\p{L}\p{N}.+-]|[\p{L}\p{N}]_)(?:https?:\/\/|mailto:)[^\s\p{C}\ufffd<>"`{}|\\^“”‘’«»、。，！？：；「」『』【】（）]+/giu;
const hasScheme = /:\/\/|mailto:/i;
const endsSentence = /[.,;:!?'*~…]/;
const openings: Readonly<Record<string, string>> = {')': '(', ']': '['};

/** The links of one line, in order. */
export function findLinks(line: string): readonly FoundLink[] {
	if (!hasScheme.test(line)) {
		return [];
	}

	return Array.from(line.matchAll(pattern), ({index, 0: found}) => ({
		start: index,
		end: index + lengthOf(found, line[index - 1]),
	})).filter(({start, end}) => addressOf(line.slice(start, end)) !== undefined);
}

// What ends the sentence, or closes what was opened before the link, does not belong to it.
function lengthOf(found: string, before: string | undefined): number {
	const depth = new Map([
		[')', surplus(found, ')')],
		[']', surplus(found, ']')],
	]);
	let end = found.length;
	for (; end > 0; end--) {
		const last = found[end - 1]!;
		const unopened = depth.get(last) ?? 0;
		if (unopened > 0) {
			depth.set(last, unopened - 1);
		} else if (!endsSentence.test(last) && !(last === '_' && before === '_')) {
			break;
		}
	}

	return end;
}

const surplus = (text: string, closing: string): number =>
	text.split(closing).length - text.split(openings[closing]!).length;

/** The same address in ASCII: no character of it can end an escape sequence. Undefined where there is none. */
export function addressOf(shown: string): string | undefined {
	const url = URL.canParse(shown) ? new URL(shown) : undefined;
	if (!url || (url.protocol === 'mailto:' ? !/.@./.test(url.pathname) : url.hostname === '')) {
		return undefined;
	}

	return /^[!-~]+$/.test(url.href) ? url.href : undefined;
}

// Terminals forget longer ones, or take them for text.
const longestAddress = 2083;

/** Tells the terminal where this part of a link leads. Parts with one id are one link, whatever rows they stand in. */
export function hyperlink(painted: string, address: string): string {
	return address.length > longestAddress
		? painted
		: `\u001B]8;id=${idOf(address)};${address}\u0007${painted}\u001B]8;;\u0007`;
}

function idOf(address: string): string {
	let sum = 0;
	for (let index = 0; index < address.length; index++) {
		sum = (sum * 31 + address.charCodeAt(index)) >>> 0;
	}

	return sum.toString(36);
}
