// Hebrew, Arabic and all other scripts of that direction, and the marks that stand for one of their letters.
const rightToLeft =
	/[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
Painted text, kept to its own columns on terminals that turn text around: what runs from right to left within it cannot move what stands beside it. Others' text holds none of these characters, so it cannot end the isolation.
*/
export const isolated = (text: string): string =>
	rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
