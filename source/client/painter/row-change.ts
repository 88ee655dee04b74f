export const resetLook = '\x1b[0m';
const eraseRest = '\x1b[K';

/** To the first column of a row of the terminal, the topmost being 0, or to another column of it. */
export const goTo = (row: number, column = 0): string => `\x1b[${row + 1};${column + 1}H`;

export const emptyRow = (row: number): string => goTo(row) + eraseRest;

// Going further than the first column has to save something.
const leastSkipped = 4;

/**
What makes one row of the terminal another. Before it the look is reset, and behind it as well. What is on screen may be unknown.
*/
export function changeRow(before: string | undefined, after: string, row: number): string {
	const start = before === undefined ? nothing : unchangedStart(before, after);
	const {offset, column, looks} = start.column < leastSkipped ? nothing : start;
	const rest = looks + after.slice(offset);
	return goTo(row, column) + tame(rest) + (rest.includes('\x1b') ? resetLook : '') + eraseRest;
}

const nothing = {offset: 0, column: 0, looks: ''};
const look = /\x1b\[[\d;:]*m/g;
const plainStart = /^(?:[ -~]|\x1b\[[\d;:]*m)*/;
const plainOrLook = /^[ -~\x1b]?$/;

// Only ASCII surely is as wide as we think, and only in front of ASCII is it surely a character of its own.
function unchangedStart(before: string, after: string): typeof nothing {
	let common = 0;
	while (common < after.length && before[common] === after[common]) {
		common++;
	}

	const start = plainStart.exec(after.slice(0, common))![0];
	const next = [before, after].map(text => text.charAt(start.length));
	if (!next.every(character => plainOrLook.test(character))) {
		return nothing;
	}

	const looks = (start.match(look) ?? []).join('');
	return {offset: start.length, column: start.length - looks.length, looks};
}

const lookOrLink = String.raw`\x1b\[[\d;:]*m|\x1b\]8;[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\)`;
const control = new RegExp(String.raw`(${lookOrLink})|[\x00-\x1f\x7f-\x9f]`, 'g');

/** The text without whatever a terminal would obey, looks and links aside. */
export const tame = (text: string): string =>
	text.replaceAll(control, (_, kept: string | undefined) => kept ?? '');
