import {type KeyEvent, type Modifiers, charKey, namedKey} from './key-event.ts';
import {parseModifiers} from './key-modifiers.ts';
import {keypadCharacter, keysByCode} from './key-tables.ts';

/**
A key that comes as a number: kitty's `CSI code:shifted:base ; modifiers:event ; text u`, or xterm's modifyOtherKeys. Undefined for what means nothing to us: releases, Caps Lock, volume keys.
*/
export function decodeCodedKey(
	codes: string,
	modifiers: string,
	text: string = '',
): KeyEvent | undefined {
	const held = parseModifiers(modifiers);
	const [code = 0, shifted = 0, base = 0] = codes.split(':').map(Number);
	if (!held) {
		return undefined;
	}

	const name = keysByCode.get(code);
	if (name) {
		return namedKey(name, held);
	}

	const char = characterOf(code);
	if (char === undefined) {
		return undefined;
	}

	return held.ctrl || held.alt
		? chord(char, characterOf(shifted), characterOf(base), held)
		: typed(char, characterOf(shifted), held.shift, text);
}

function chord(
	char: string,
	shifted: string | undefined,
	base: string | undefined,
	held: Modifiers,
): KeyEvent {
	// On a Cyrillic or Greek layout Ctrl+С is still Ctrl+C: the key where C is in the standard layout.
	if (base !== undefined && char > '~') {
		return charKey(base, held);
	}

	// Shift has already done its work on what is not a letter, as in a terminal without this protocol.
	if (held.shift && shifted !== undefined && shifted.toLowerCase() !== char) {
		return charKey(shifted, {...held, shift: false});
	}

	return charKey(char, held);
}

function typed(
	char: string,
	shifted: string | undefined,
	shift: boolean,
	text: string,
): KeyEvent | undefined {
	const written = text
		.split(':')
		.map(code => characterOf(Number(code)) ?? '')
		.join('');
	const guessed = shift ? (shifted ?? char.toUpperCase()) : char;
	return {type: 'text', text: written === '' ? guessed : written};
}

function characterOf(code: number): string | undefined {
	const keypad = keypadCharacter(code);
	if (keypad !== undefined) {
		return keypad;
	}

	const isControl = code < 0x20 || (code >= 0x7f && code <= 0x9f);
	const isFunctional = code >= 0xe0_00 && code <= 0xf8_ff;
	const isSurrogate = code >= 0xd8_00 && code <= 0xdf_ff;
	return isControl || isFunctional || isSurrogate || !(code <= 0x10_ff_ff)
		? undefined
		: String.fromCodePoint(code);
}
