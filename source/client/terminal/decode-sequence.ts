import {decodeCodedKey} from './decode-coded-key.ts';
import {type KeyEvent, charKey, namedKey} from './key-event.ts';
import {parseModifiers} from './key-modifiers.ts';
import {keysByLetter, keysByNumber, rxvtArrows, ss3Character} from './key-tables.ts';

const csiPattern = /^\x1b\[([<=>?]?)([\d:;]*)([ -/]*)([@-~])$/;
const ss3Pattern = /^\x1bO(\d*)([ -~])$/;

/** What one whole escape sequence means, or undefined for what is no event, such as the release of a key. */
export function decodeSequence(sequence: string): KeyEvent | undefined {
	if (sequence === '\x1b') {
		return namedKey('escape');
	}

	const introducer = sequence[1]!;
	if (introducer === '[' && sequence.length > 2) {
		return decodeCsi(sequence);
	}

	if (introducer === 'O' && sequence.length > 2) {
		return decodeSs3(sequence);
	}

	const character = sequence.slice(1);
	const isOneCharacter = String.fromCodePoint(character.codePointAt(0)!) === character;
	return isOneCharacter ? withAlt(decodeCharacter(character)) : {type: 'reply', sequence};
}

/** A control character as the key that makes it; any other as a character. */
export function decodeCharacter(character: string): KeyEvent | undefined {
	const code = character.codePointAt(0)!;
	switch (code) {
		case 0x08:
		case 0x7f: {
			return namedKey('backspace');
		}

		case 0x09: {
			return namedKey('tab');
		}

		case 0x0d: {
			return namedKey('enter');
		}

		case 0x00: {
			return charKey(' ', {ctrl: true});
		}
	}

	if (code < 0x20) {
		// Ctrl takes bits away: 1 is Ctrl+A, 10 Ctrl+J, 31 Ctrl+_.
		return charKey(String.fromCharCode(code + 0x40).toLowerCase(), {ctrl: true});
	}

	return code >= 0x80 && code <= 0x9f ? undefined : {type: 'text', text: character};
}

/** The same key with Alt held; undefined for what no key makes. */
export function withAlt(event: KeyEvent | undefined): KeyEvent | undefined {
	if (event?.type === 'text') {
		return charKey(event.text, {alt: true});
	}

	return event?.type === 'key' ? {...event, alt: true} : undefined;
}

function decodeCsi(sequence: string): KeyEvent | undefined {
	const reply = {type: 'reply', sequence} as const;
	if (sequence.startsWith('\x1b[M') && sequence.length === 6) {
		return {type: 'mouse', sequence};
	}

	if (sequence.startsWith('\x1b[[')) {
		const index = 'ABCDE'.indexOf(sequence[3]!) + 1;
		return index > 0 ? namedKey(`f${index as 1 | 2 | 3 | 4 | 5}`) : reply;
	}

	const shifted = /^\x1b\[(\d+)\$$/.exec(sequence);
	if (shifted) {
		return numbered(Number(shifted[1]), '$') ?? reply;
	}

	const [, prefix, parameters = '', intermediate, final = ''] = csiPattern.exec(sequence) ?? [];
	if (prefix === '<' && (final === 'M' || final === 'm')) {
		return {type: 'mouse', sequence};
	}

	if (prefix !== '' || intermediate !== '') {
		return reply;
	}

	return decodePlainCsi(parameters, final, reply);
}

function decodePlainCsi(
	parameters: string,
	final: string,
	reply: KeyEvent & {readonly type: 'reply'},
): KeyEvent | undefined {
	const [first = '', second = '', third = ''] = parameters.split(';');
	switch (final) {
		case 'I':
		case 'O': {
			return parameters === '' ? {type: 'focus', focused: final === 'I'} : reply;
		}

		case 'M': {
			return {type: 'mouse', sequence: reply.sequence};
		}

		case 'Z': {
			return modified('tab', second, {shift: true});
		}

		case 'u': {
			return first === '' ? reply : decodeCodedKey(first, second, third);
		}

		case '~': {
			if (first === '27' && third !== '') {
				return decodeCodedKey(third, second);
			}

			const name = keysByNumber.get(Number(first));
			return name ? modified(name, second) : reply;
		}

		case '^':
		case '@': {
			return numbered(Number(first), final) ?? reply;
		}

		// The place of the cursor and Shift+F3 look alike: an answer taken for a key would be worse.
		case 'R': {
			return parameters === '' ? namedKey('f3') : reply;
		}
	}

	const arrow = rxvtArrows.get(final);
	if (arrow && parameters === '') {
		return namedKey(arrow, {shift: true});
	}

	const name = keysByLetter.get(final);
	return name ? modified(name, second) : reply;
}

function decodeSs3(sequence: string): KeyEvent | undefined {
	const [, modifiers = '', letter = ''] = ss3Pattern.exec(sequence) ?? [];
	const arrow = rxvtArrows.get(letter);
	if (arrow) {
		return namedKey(arrow, {ctrl: true});
	}

	if (letter === 'M' || letter === 'I') {
		return modified(letter === 'M' ? 'enter' : 'tab', modifiers);
	}

	const text = ss3Character(letter);
	if (text !== undefined) {
		return {type: 'text', text};
	}

	const name = keysByLetter.get(letter);
	return name ? modified(name, modifiers) : {type: 'reply', sequence};
}

const rxvtModifiers = {
	$: {shift: true},
	'^': {ctrl: true},
	'@': {ctrl: true, shift: true},
} as const;

function numbered(number: number, suffix: keyof typeof rxvtModifiers): KeyEvent | undefined {
	const name = keysByNumber.get(number);
	return name && namedKey(name, rxvtModifiers[suffix]);
}

function modified(
	name: Parameters<typeof namedKey>[0],
	parameter: string,
	always: {readonly shift?: true} = {},
): KeyEvent | undefined {
	const held = parseModifiers(parameter);
	return held && namedKey(name, {...held, ...always});
}
