const escape = '\x1b';

/**
Where the escape sequence that begins at `start` ends, or undefined if its end has not come yet. A sequence broken by what cannot be part of it ends there.
*/
export function sequenceEnd(input: string, start: number): number | undefined {
	const introducer = input[start + 1];
	switch (introducer) {
		case undefined: {
			return undefined;
		}

		case escape: {
			return endAfterSecondEscape(input, start);
		}

		case '[': {
			return endOfCsi(input, start + 2);
		}

		case 'O': {
			return endOfSs3(input, start + 2);
		}

		case ']':
		case 'P':
		case '_': {
			return endOfString(input, start + 2);
		}

		default: {
			return start + 1 + String.fromCodePoint(input.codePointAt(start + 1)!).length;
		}
	}
}

// Some terminals put an escape before a whole sequence for Alt; otherwise the first one is the Escape key.
function endAfterSecondEscape(input: string, start: number): number | undefined {
	switch (input[start + 2]) {
		case undefined: {
			return undefined;
		}

		case '[':
		case 'O': {
			return sequenceEnd(input, start + 1);
		}

		default: {
			return start + 1;
		}
	}
}

function endOfCsi(input: string, start: number): number | undefined {
	// The oldest mouse report: three characters follow.
	if (input[start] === 'M') {
		return ifComplete(input, start + 4);
	}

	// F1 to F5 of the Linux console.
	if (input[start] === '[') {
		return ifComplete(input, start + 2);
	}

	const afterParameters = skip(input, start, '0', '?');
	// rxvt ends Shift+key with a dollar sign; the answers in which it goes on have two parameters.
	if (input[afterParameters] === '$' && /^\d+$/.test(input.slice(start, afterParameters))) {
		return afterParameters + 1;
	}

	const final = skip(input, afterParameters, ' ', '/');
	return endAt(input, final, '@', '~');
}

function endOfSs3(input: string, start: number): number | undefined {
	return endAt(input, skip(input, start, '0', ';'), ' ', '~');
}

// Ended by ST, or by BEL as xterm answers. Any other control, such as the next sequence's escape, breaks it.
function endOfString(input: string, start: number): number | undefined {
	for (let at = start; at < input.length; at++) {
		const character = input[at]!;
		if (character === '\x07' || character === '\x9c') {
			return at + 1;
		}

		if (character === escape) {
			return input[at + 1] === undefined ? undefined : input[at + 1] === '\\' ? at + 2 : at;
		}
	}

	return undefined;
}

function skip(input: string, start: number, first: string, last: string): number {
	let at = start;
	while (at < input.length && input[at]! >= first && input[at]! <= last) {
		at++;
	}

	return at;
}

function endAt(input: string, at: number, first: string, last: string): number | undefined {
	const final = input[at];
	return final === undefined ? undefined : final >= first && final <= last ? at + 1 : at;
}

const ifComplete = (input: string, end: number): number | undefined =>
	end <= input.length ? end : undefined;
