import type xterm from '@xterm/headless';
import {channelsOf} from '../../source/client/screen/theme.ts';

export type Background = 'dark' | 'light';

export type Colours = {
	readonly ink: string;
	/** Nothing where the window shows through. */
	readonly paper: string | undefined;
};

/** What a terminal brings with it: its two colours, a frame to stand out from the page, and the sixteen that programs name. */
export const windows = {
	dark: {
		ink: '#e6edf3',
		paper: '#0d1117',
		frame: '#30363d',
		sixteen:
			'484f58 ff7b72 3fb950 d29922 58a6ff bc8cff 39c5cf b1bac4 6e7681 ffa198 56d364 e3b341 79c0ff d2a8ff 56d4dd ffffff',
	},
	light: {
		ink: '#1f2328',
		paper: '#ffffff',
		frame: '#d1d9e0',
		sixteen:
			'24292f cf222e 116329 4d2d00 0969da 8250df 1b7c83 6e7781 57606a a40e26 1a7f37 633c01 218bff a475f9 3192aa 8c959f',
	},
} as const;

/** The colours that a cell is drawn in. */
export function coloursOf(read: xterm.IBufferCell, background: Background): Colours {
	const plain = windows[background];
	const ink = read.isFgDefault()
		? plain.ink
		: colour(read.getFgColor(), read.isFgRGB(), background);
	const paper = read.isBgDefault()
		? undefined
		: colour(read.getBgColor(), read.isBgRGB(), background);
	return read.isInverse() ? {ink: paper ?? plain.paper, paper: ink} : {ink, paper};
}

function colour(number: number, isMixed: boolean, background: Background): string {
	if (isMixed) {
		return `#${number.toString(16).padStart(6, '0')}`;
	}

	if (number < 16) {
		return `#${windows[background].sixteen.split(' ')[number]!}`;
	}

	const grey = 8 + 10 * (number - 232);
	const channels = number < 232 ? channelsOf(number) : [grey, grey, grey];
	return `#${channels.map(channel => channel.toString(16).padStart(2, '0')).join('')}`;
}
