/**
What a terminal is told beside the screen: notifications, the clipboard, the colour behind the text. Strings only. Whatever others wrote is made harmless here once more: no control character of theirs may end a sequence or begin another.
*/

export type TerminalKind = {
	/** TERM, as far as it is known. */
	readonly term?: string | undefined;
	/** TERM_PROGRAM. */
	readonly program?: string | undefined;
	readonly isTmux?: boolean | undefined;
};

const controls = /[\x00-\x1f\x7f-\x9f\u2028\u2029]+/g;
const longestText = 100;
/** In base64; what common terminals take at most. */
const mostCopied = 74_000;

/** A bell and nothing else: consoles and old terminals would show the rest. */
const isPlain = (term: string | undefined): boolean =>
	term === undefined || /^(?:linux|vt\d|ansi|cons|sun|dumb)/.test(term);

// What fonts draw as they like, or not at all.
const unassigned = /[\p{Co}\p{Cn}]/gu;

/** One line without control characters, and short. */
export function harmless(text: string): string {
	const plain = text.replaceAll(controls, ' ').replaceAll(unassigned, '\ufffd').trim();
	const characters = Array.from(plain);
	return characters.slice(0, longestText).join('');
}

/** Tmux hands on what is wrapped like this, where its owner lets it. */
const throughTmux = (sequence: string): string =>
	`\x1bPtmux;${sequence.replaceAll('\x1b', '\x1b\x1b')}\x1b\\`;

const bodies = {
	iterm: (text: string) => `\x1b]9;chatroom: ${text}\x07`,
	// A semicolon would begin another part.
	rxvt: (text: string) => `\x1b]777;notify;chatroom;${text.replaceAll(';', ',')}\x07`,
	kitty: (text: string) =>
		`\x1b]99;i=chatroom:d=0;chatroom\x1b\\\x1b]99;i=chatroom:p=body:e=1;${base64(text)}\x1b\\`,
} as const;

/** Shows a notification of the desktop, if the terminal can. The title is always the program's name. */
export function notification(text: string, kind: TerminalKind): string {
	const said = harmless(text);
	return isPlain(kind.term)
		? ''
		: dialectsOf(kind)
				.map(dialect => bodies[dialect](said))
				.map(sequence => (kind.isTmux ? throughTmux(sequence) : sequence))
				.join('');
}

// Those that know several would show each of them.
function dialectsOf({term = '', program = '', isTmux}: TerminalKind): (keyof typeof bodies)[] {
	if (!isTmux && term.includes('kitty')) {
		return ['kitty'];
	}

	if (!isTmux && /^(?:foot|rxvt)/.test(term)) {
		return ['rxvt'];
	}

	return !isTmux && (/ghostty/.test(term) || /^(?:ghostty|WezTerm|iTerm\.app)$/.test(program))
		? ['iterm']
		: ['iterm', 'rxvt', 'kitty'];
}

/** Puts text into the clipboard of the machine that the terminal runs on; undefined if it is too long for that. */
export function copySequence(text: string, {term, isTmux}: TerminalKind): string | undefined {
	const coded = base64(text);
	if (coded.length > mostCopied || isPlain(term)) {
		return undefined;
	}

	const sequence = `\x1b]52;c;${coded}\x07`;
	// Tmux either takes it itself or hands it on, as it is set up.
	return isTmux ? sequence + throughTmux(sequence) : sequence;
}

/** Asks for the colour behind the text. */
export const askBackground = ({term, isTmux}: TerminalKind): string =>
	isPlain(term) || (isTmux ?? false) ? '' : '\x1b]11;?\x1b\\';

export type Brightness = 'dark' | 'light';

/** What an answer to that question says; undefined for what is no such answer. */
export function brightnessOf(reply: string): Brightness | undefined {
	const match =
		/^\x1b\]11;(?:rgba?:(?<red>[\da-f]{1,4})\/(?<green>[\da-f]{1,4})\/(?<blue>[\da-f]{1,4})|#(?<hex>[\da-f]{6}))/i.exec(
			reply,
		)?.groups;
	if (!match) {
		return undefined;
	}

	const {hex} = match;
	const parts = hex
		? [hex.slice(0, 2), hex.slice(2, 4), hex.slice(4)]
		: [match['red']!, match['green']!, match['blue']!];
	const [red = 0, green = 0, blue = 0] = parts.map(
		part => Number.parseInt(part, 16) / (16 ** part.length - 1),
	);
	// How bright eyes find each of the three.
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5 ? 'light' : 'dark';
}

/** What COLORFGBG says of it (`15;0`), set by some terminals: only a hint, for it outlives changes. */
export function brightnessHint(value: string | undefined): Brightness | undefined {
	const background = /;(?<number>\d{1,2})$/.exec(value ?? '')?.groups?.['number'];
	return background === undefined ? undefined : ['7', '15'].includes(background) ? 'light' : 'dark';
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
