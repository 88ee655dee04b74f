import {joinFrames, frameBegin, frameEnd, type Output} from './frames.ts';
import {type Area, createPainting} from './painting.ts';

export type Painter<Stream extends Output = Output> = {
	/** For Ink: its frames and what is painted reach the terminal together. */
	readonly stdout: Stream;
	/** Where Ink leaves room from its next frame on; undefined: nowhere. */
	readonly place: (area: Area | undefined) => void;
	/** What is to be seen may have changed: it is painted soon, with a frame of Ink's or without. */
	readonly paint: () => void;
	/** Whatever is on the screen, Ink draws everything anew; not while something else has the terminal. */
	drawAnew(draw: () => void): void;
	/** While something else has the terminal, nothing is painted. */
	pause(): void;
	resume(): void;
	/** The terminal is given back: what Ink still writes goes through as it is. */
	end(): void;
};

// Whatever has written there may have left a colour or a region that scrolls.
const clearScreen = '\x1b[0m\x1b[r\x1b[2J\x1b[H';
const saveCursor = '\x1b7';
const restoreCursor = '\x1b8';

/**
Paints rows into a room that Ink leaves empty. Ink would take them apart into cells and measure every one of them again for each key; and a row that Ink thinks empty, and empty again, it leaves alone.
*/
export function createPainter<Stream extends Output>(
	stdout: Stream,
	draw: (area: Area) => readonly string[],
): Painter<Stream> {
	const painting = createPainting();
	let placed: Area | undefined;
	// As of Ink's last frame: until there is one with the new place, the old one has something else in it.
	let drawn: Area | undefined;
	let isDue = false;
	let isPaused = false;
	let isOver = false;

	const changes = (): string =>
		placed && !isPaused ? apart(painting.show(placed, draw(placed))) : '';

	const watch = (text: string): void => {
		if (erases.test(text)) {
			painting.forget();
		}
	};

	const finish = (frame: string): string => {
		const left = apart(painting.leave(placed));
		watch(frame);
		drawn = placed;
		isDue = false;
		return left + shortened(frame) + changes();
	};

	const frames = joinFrames(stdout, finish, watch);

	return {
		stdout: frames.stdout,
		place(area) {
			placed = isSame(area, drawn) ? drawn : area;
		},
		paint() {
			if (isDue) {
				return;
			}

			isDue = true;
			setImmediate(() => {
				if (isDue) {
					isDue = false;
					const text = placed === drawn ? changes() : '';
					if (text) {
						stdout.write(frameBegin + text + frameEnd);
					}
				}
			});
		},
		drawAnew(drawAll) {
			if (isPaused) {
				return;
			}

			painting.forget();
			frames.whole(() => {
				frames.stdout.write(clearScreen);
				drawAll();
			});
		},
		pause() {
			isPaused = true;
		},
		resume() {
			isPaused = isOver;
		},
		end() {
			isOver = true;
			isPaused = true;
			frames.end();
		},
	};
}

// The cursor stays where Ink has put it, for whoever composes characters there.
const apart = (text: string): string => text && saveCursor + text + restoreCursor;

const erases = /\x1b\[(?:[0-3]?J|2K|\?1049[hl])/;

/** Ink goes past every row that is as it was on its own: that would be most of a frame. */
const shortened = (frame: string): string =>
	frame.replaceAll(/(?:\x1b\[E){2,}/g, steps => `\x1b[${steps.length / 3}E`);

const isSame = (one: Area | undefined, other: Area | undefined): boolean =>
	one?.top === other?.top && one?.rows === other?.rows && one?.columns === other?.columns;
