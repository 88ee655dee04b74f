import chalk from 'chalk';
import type {Palette} from '../text/palette.ts';

// Of the sixteen that every terminal has, those that can be read on light and on dark.
const people = [
	chalk.cyan,
	chalk.green,
	chalk.magenta,
	chalk.blue,
	chalk.yellow,
	chalk.cyanBright,
	chalk.magentaBright,
	chalk.greenBright,
];

let hasColours = true;

/** For people who set NO_COLOR: weight and brightness stay, colours go. */
export function goWithoutColours(): void {
	hasColours = false;
}

/** The only file that names a colour. */
export const theme: Palette = {
	dim: text => chalk.dim(text),
	error: text => (hasColours ? chalk.red(text) : chalk.bold(text)),
	own: text => chalk.bold(text),
	bar: text => chalk.inverse(text),
	strong: text => chalk.bold(text),
	notice: text => chalk.dim(text),
	person: (tag, text) => (hasColours ? people[hash(tag) % people.length]!(text) : text),
};

function hash(text: string): number {
	let sum = 0;
	for (let index = 0; index < text.length; index++) {
		sum = (sum * 31 + text.charCodeAt(index)) >>> 0;
	}

	return sum;
}
