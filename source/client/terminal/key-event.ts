/** Keys that are not characters. */
export type NamedKey =
	| 'enter'
	| 'tab'
	| 'backspace'
	| 'delete'
	| 'insert'
	| 'escape'
	| 'up'
	| 'down'
	| 'left'
	| 'right'
	| 'home'
	| 'end'
	| 'page-up'
	| 'page-down'
	| `f${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12}`;

export type Modifiers = {readonly ctrl: boolean; readonly alt: boolean; readonly shift: boolean};

/**
A key that is more than text. A character comes with Ctrl or Alt; letters are lower case and `shift` tells the rest, other characters are what Shift made of them.
*/
export type Key = Modifiers &
	(
		| {readonly type: 'key'; readonly name: NamedKey}
		| {readonly type: 'key'; readonly name: 'char'; readonly char: string}
	);

/** What the terminal told us. */
export type KeyEvent =
	| Key
	/** Typed text: one character or several, without controls. */
	| {readonly type: 'text'; readonly text: string}
	/** Pasted text, as it came but for its line breaks, which are LF. */
	| {readonly type: 'paste'; readonly text: string}
	| {readonly type: 'focus'; readonly focused: boolean}
	| {readonly type: 'mouse'; readonly sequence: string}
	/** An answer of the terminal, or a sequence nobody knows: never text. */
	| {readonly type: 'reply'; readonly sequence: string};

export const noModifiers: Modifiers = {ctrl: false, alt: false, shift: false};

export const namedKey = (name: NamedKey, modifiers: Partial<Modifiers> = {}): Key => ({
	type: 'key',
	name,
	...noModifiers,
	...modifiers,
});

/** Letters are told apart by `shift`, not by case, so that every terminal says the same. */
export function charKey(char: string, modifiers: Partial<Modifiers> = {}): Key {
	const lower = char.toLowerCase();
	const isUpper = lower !== char && lower.length === char.length;
	const {ctrl = false, alt = false, shift = false} = modifiers;
	return {
		type: 'key',
		name: 'char',
		char: isUpper ? lower : char,
		ctrl,
		alt,
		shift: shift || isUpper,
	};
}
