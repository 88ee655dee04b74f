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

/** The only file that names a colour. */
export const theme: Palette = {
	dim: text => chalk.dim(text),
	error: text => chalk.red(text),
	own: text => chalk.bold(text),
	bar: text => chalk.inverse(text),
	strong: text => chalk.bold(text),
	notice: text => chalk.dim(text),
	person: (tag, text) => people[hash(tag) % people.length]!(text),
};

function hash(text: string): number {
	let sum = 0;
	for (let index = 0; index < text.length; index++) {
		sum = (sum * 31 + text.charCodeAt(index)) >>> 0;
	}

	return sum;
}
