/** How each kind of text looks: wraps it in escape sequences that take no column, or leaves it as it is. */
export type Palette = {
	readonly dim: (text: string) => string;
	readonly error: (text: string) => string;
	readonly own: (text: string) => string;
	readonly bar: (text: string) => string;
	readonly strong: (text: string) => string;
	readonly notice: (text: string) => string;
	/** One of several colours, always the same for the same person. */
	readonly person: (tag: string, text: string) => string;
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
	person: (_, text) => text,
};
