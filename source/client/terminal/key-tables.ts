import type {NamedKey} from './key-event.ts';

/** By the final letter of CSI and SS3: xterm, and kitty's functional keys. */
export const keysByLetter: ReadonlyMap<string, NamedKey> = new Map<string, NamedKey>([
	['A', 'up'],
	['B', 'down'],
	['C', 'right'],
	['D', 'left'],
	['F', 'end'],
	['H', 'home'],
	['P', 'f1'],
	['Q', 'f2'],
	['R', 'f3'],
	['S', 'f4'],
]);

/** By the number before `~`, and before rxvt's `^`, `@` and `$`. */
export const keysByNumber: ReadonlyMap<number, NamedKey> = new Map<number, NamedKey>([
	[1, 'home'],
	[2, 'insert'],
	[3, 'delete'],
	[4, 'end'],
	[5, 'page-up'],
	[6, 'page-down'],
	[7, 'home'],
	[8, 'end'],
	[11, 'f1'],
	[12, 'f2'],
	[13, 'f3'],
	[14, 'f4'],
	[15, 'f5'],
	[17, 'f6'],
	[18, 'f7'],
	[19, 'f8'],
	[20, 'f9'],
	[21, 'f10'],
	[23, 'f11'],
	[24, 'f12'],
]);

/** By code, in kitty's `CSI u` and xterm's modifyOtherKeys. */
export const keysByCode: ReadonlyMap<number, NamedKey> = new Map<number, NamedKey>([
	[8, 'backspace'],
	[9, 'tab'],
	[13, 'enter'],
	[27, 'escape'],
	[127, 'backspace'],
	[57_414, 'enter'],
	[57_417, 'left'],
	[57_418, 'right'],
	[57_419, 'up'],
	[57_420, 'down'],
	[57_421, 'page-up'],
	[57_422, 'page-down'],
	[57_423, 'home'],
	[57_424, 'end'],
	[57_425, 'insert'],
	[57_426, 'delete'],
]);

// Kitty numbers the keypad's characters from 57399 in this order, with Enter at its place.
const keypad = '0123456789./*-+\r=,';

/** What a key of the keypad types, for those that type something. */
export function keypadCharacter(code: number): string | undefined {
	const character = keypad[code - 57_399];
	return character === '\r' ? undefined : character;
}

// From `ESC O j` on, one letter each.
const ss3Keypad = '*+,-./0123456789';

/** What a key of the keypad types in application mode, by the final letter of SS3. */
export function ss3Character(letter: string): string | undefined {
	switch (letter) {
		case ' ': {
			return ' ';
		}

		case 'X': {
			return '=';
		}

		default: {
			return ss3Keypad[letter.charCodeAt(0) - 'j'.charCodeAt(0)];
		}
	}
}

/** rxvt: Shift and an arrow after CSI, Ctrl and an arrow after SS3. */
export const rxvtArrows: ReadonlyMap<string, NamedKey> = new Map<string, NamedKey>([
	['a', 'up'],
	['b', 'down'],
	['c', 'right'],
	['d', 'left'],
]);
