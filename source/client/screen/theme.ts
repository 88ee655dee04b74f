import chalk from 'chalk';
import type {CodePart, Palette} from '../text/palette.ts';

/** What the screen's background is. `either` is for when nobody knows: the sixteen colours that a terminal matches to its own. */
export type ThemeName = 'dark' | 'light' | 'either' | 'none';
export type Theme = Palette;

type Paint = (text: string) => string;

type Colours = {
	readonly people: readonly Paint[];
	readonly error: Paint;
	readonly accent: Paint;
	readonly code: Paint;
	readonly parts: Readonly<Record<CodePart, Paint>>;
};

/** Numbers of the 256 colours, of those that look the same everywhere. Each can be read on its background: contrast 4.5 or more. */
export const coloursOn = {
	dark: {
		people: [210, 209, 178, 148, 113, 78, 43, 74, 111, 147, 141, 177, 207, 212],
		error: 210,
		accent: 215,
		code: 216,
		parts: {keyword: 177, string: 113, number: 215, name: 75, added: 78, removed: 210},
	},
	light: {
		people: [160, 94, 58, 22, 23, 24, 25, 20, 57, 93, 92, 127, 126, 125],
		error: 160,
		accent: 94,
		code: 88,
		parts: {keyword: 92, string: 22, number: 94, name: 25, added: 22, removed: 160},
	},
} as const;

const levels = [0, 95, 135, 175, 215, 255] as const;

/** Red, green and blue of one of the 216 colours of the cube. */
export function channelsOf(number: number): readonly [number, number, number] {
	const place = number - 16;
	return [levels[Math.floor(place / 36)]!, levels[Math.floor(place / 6) % 6]!, levels[place % 6]!];
}

const paintWith = (number: number): Paint => {
	const painter = chalk.level === 3 ? chalk.rgb(...channelsOf(number)) : chalk.ansi256(number);
	return text => painter(text);
};

function coloursFor(name: 'dark' | 'light'): Colours {
	const {people, error, accent, code, parts} = coloursOn[name];
	return {
		people: people.map(paintWith),
		error: paintWith(error),
		accent: paintWith(accent),
		code: paintWith(code),
		parts: {
			keyword: paintWith(parts.keyword),
			string: paintWith(parts.string),
			comment: chalk.dim,
			number: paintWith(parts.number),
			name: paintWith(parts.name),
			added: paintWith(parts.added),
			removed: paintWith(parts.removed),
		},
	};
}

// Of the sixteen that every terminal has, those that can be read on light and on dark.
const sixteen: Colours = {
	people: [
		chalk.cyan,
		chalk.green,
		chalk.magenta,
		chalk.blue,
		chalk.yellow,
		chalk.cyanBright,
		chalk.magentaBright,
		chalk.greenBright,
	],
	error: chalk.red,
	accent: chalk.yellow,
	code: chalk.cyan,
	parts: {
		keyword: chalk.magenta,
		string: chalk.green,
		comment: chalk.dim,
		number: chalk.yellow,
		name: chalk.cyan,
		added: chalk.green,
		removed: chalk.red,
	},
};

const asIs = (text: string) => text;

// For people who set NO_COLOR: weight and brightness stay, colours go.
const colourless: Colours = {
	people: [asIs],
	error: chalk.bold,
	accent: chalk.bold,
	code: chalk.inverse,
	parts: {
		keyword: chalk.bold,
		string: asIs,
		comment: chalk.dim,
		number: asIs,
		name: asIs,
		added: asIs,
		removed: asIs,
	},
};

const made = new Map<ThemeName, Theme>();

/** How everything looks on this background. Asked twice, it is the same palette. */
export function paletteFor(name: ThemeName): Theme {
	const known = made.get(name) ?? paletteOf(coloursNamed(name));
	made.set(name, known);
	return known;
}

function coloursNamed(name: ThemeName): Colours {
	switch (name) {
		case 'none': {
			return colourless;
		}

		case 'either': {
			return sixteen;
		}

		case 'dark':
		case 'light': {
			return chalk.level < 2 ? sixteen : coloursFor(name);
		}
	}
}

const paletteOf = ({people, error, accent, code, parts}: Colours): Theme => ({
	dim: text => chalk.dim(text),
	error,
	own: text => chalk.bold(text),
	bar: text => chalk.inverse(text),
	strong: text => chalk.bold(text),
	notice: text => chalk.dim(text),
	accent,
	italic: text => chalk.italic(text),
	underline: text => chalk.underline(text),
	struck: text => chalk.strikethrough(text),
	code,
	codePart: (part, text) => parts[part](text),
	person: (tag, text) => people[hash(tag) % people.length]!(text),
	hyperlinks: true,
	generation: 0,
});

let current = paletteFor('either');
let hasHyperlinks = true;
let generation = 0;

/** Changes how everything looks from the next drawing on. */
export function setTheme(name: ThemeName): void {
	current = paletteFor(name);
	generation++;
}

/** For terminals that would show where a link leads as text. */
export function goWithoutHyperlinks(): void {
	hasHyperlinks = false;
	generation++;
}

/** Whatever theme is set at the moment. */
export const theme: Theme = {
	dim: text => current.dim(text),
	error: text => current.error(text),
	own: text => current.own(text),
	bar: text => current.bar(text),
	strong: text => current.strong(text),
	notice: text => current.notice(text),
	accent: text => current.accent(text),
	italic: text => current.italic(text),
	underline: text => current.underline(text),
	struck: text => current.struck(text),
	code: text => current.code(text),
	codePart: (part, text) => current.codePart(part, text),
	person: (tag, text) => current.person(tag, text),
	get hyperlinks() {
		return hasHyperlinks;
	},
	get generation() {
		return generation;
	},
};

function hash(text: string): number {
	let sum = 0;
	for (let index = 0; index < text.length; index++) {
		sum = (sum * 31 + text.charCodeAt(index)) >>> 0;
	}

	return sum;
}
