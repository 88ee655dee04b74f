import type {Readable} from 'node:stream';

/** What is typed at, which may be a terminal. */
export type Input = Readable & {
	readonly isTTY?: boolean;
	setRawMode?(isRaw: boolean): unknown;
};

/** A terminal that shows what is typed, or does not. Without that it is for us to hear that somebody wants to leave. */
export function createHiding(stdin: Input, leave: () => void) {
	let isHidden = false;
	const listen = (chunk: Buffer | string): void => {
		if (/[\x03\x04]/.test(String(chunk))) {
			leave();
		}
	};

	return {
		hide(hides: boolean): void {
			if (hides === isHidden || !stdin.isTTY) {
				return;
			}

			isHidden = hides;
			stdin.setRawMode?.(hides);
			if (hides) {
				stdin.on('data', listen);
			} else {
				stdin.off('data', listen);
			}
		},
	};
}

const backspace = /[\x7f\b]/;
const kill = '\x15';

/** A line as it was meant, where no terminal has dealt with the keys that correct it. */
export function corrected(line: string): string {
	const characters: string[] = [];
	for (const character of line) {
		if (character === kill) {
			characters.length = 0;
		} else if (backspace.test(character)) {
			characters.pop();
		} else {
			characters.push(character);
		}
	}

	return characters.join('');
}
