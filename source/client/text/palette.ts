/** What a piece of source code is, as far as colours tell it. */
export type CodePart = 'keyword' | 'string' | 'comment' | 'number' | 'name' | 'added' | 'removed';

type Paint = (text: string) => string;

/** How each kind of text looks: wraps it in escape sequences that take no column, or leaves it as it is. */
export type Palette = {
	readonly dim: Paint;
	readonly error: Paint;
	readonly own: Paint;
	readonly bar: Paint;
	readonly strong: Paint;
	readonly notice: Paint;
	/** What one should not overlook: where the unread begins, what is selected. */
	readonly accent: Paint;
	readonly italic: Paint;
	readonly underline: Paint;
	readonly struck: Paint;
	/** Code within a sentence. */
	readonly code: Paint;
	readonly codePart: (part: CodePart, text: string) => string;
	/** One of several colours, always the same for the same person. */
	readonly person: (tag: string, text: string) => string;
	/** Whether the terminal is told where a link leads. */
	readonly hyperlinks: boolean;
	/** Counts the changes of how it looks: rows that were painted before one are painted again. */
	readonly generation: number;
};

const asIs = (text: string) => text;

/** No look at all: for plain output and tests of what is where. */
export const noPalette: Palette = {
	dim: asIs,
	error: asIs,
	own: asIs,
	bar: asIs,
	strong: asIs,
	notice: asIs,
	accent: asIs,
	italic: asIs,
	underline: asIs,
	struck: asIs,
	code: asIs,
	codePart: (_, text) => text,
	person: (_, text) => text,
	hyperlinks: false,
	generation: 0,
};
