/**
What was submitted here before, and which of it is being looked at: `at` is `entries.length` for the line being written. A line that is left with changes is kept in `drafts` until the next submission.
*/
export type InputHistory = {
	readonly entries: readonly string[];
	readonly at: number;
	readonly drafts: ReadonlyMap<number, string>;
};

const mostEntries = 200;

export const emptyHistory: InputHistory = {entries: [], at: 0, drafts: new Map()};

/** Adds what was submitted, unless it is blank or the same as last time, and goes back to a new line. */
export function remember({entries}: InputHistory, text: string): InputHistory {
	const isNews = text.trim() !== '' && text !== entries.at(-1);
	const kept = isNews ? [...entries, text].slice(-mostEntries) : entries;
	return {entries: kept, at: kept.length, drafts: emptyHistory.drafts};
}

/** Goes to another line, keeping what was made of this one. Undefined where there is none. */
export function recall(
	{entries, at, drafts}: InputHistory,
	text: string,
	direction: 'previous' | 'next',
): {readonly history: InputHistory; readonly text: string} | undefined {
	const next = direction === 'previous' ? at - 1 : at + 1;
	if (next < 0 || next > entries.length) {
		return undefined;
	}

	const kept = new Map(drafts).set(at, text);
	return {
		history: {entries, at: next, drafts: kept},
		text: kept.get(next) ?? entries[next] ?? '',
	};
}
