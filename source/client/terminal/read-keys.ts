import type {KeyEvent} from './key-event.ts';
import {KeyParser} from './key-parser.ts';

/** The terminal, as far as reading goes. */
export interface KeySource {
	readonly isTTY?: boolean;
	setRawMode?(on: boolean): unknown;
	setEncoding(encoding: 'utf8'): unknown;
	on(event: 'data', listener: (chunk: string) => void): unknown;
	off(event: 'data', listener: (chunk: string) => void): unknown;
}

/** A paste whose end never comes is taken for what it is. */
const pasteEndsWithin = 5_000;

export type Keyboard = {
	/** How long, in milliseconds, a lone ESC may still become a sequence. */
	readonly escapeAfter: number;
	/** The terminal does not say what was pasted. */
	readonly guessesPastes: boolean;
};

/** Listens to the keys until the function that it gives back is called. */
export function readKeys(
	source: KeySource,
	onKey: (event: KeyEvent) => void,
	{escapeAfter, guessesPastes}: Keyboard,
): () => void {
	const parser = new KeyParser({guessesPastes});
	let timer: ReturnType<typeof setTimeout> | undefined;

	const receive = (chunk: string): void => {
		clearTimeout(timer);
		parser.feed(chunk).forEach(onKey);
		if (parser.waitingFor !== 'nothing') {
			const patience = parser.waitingFor === 'paste' ? pasteEndsWithin : escapeAfter;
			timer = setTimeout(() => parser.flush().forEach(onKey), patience);
		}
	};

	source.setEncoding('utf8');
	source.setRawMode?.(true);
	source.on('data', receive);
	return () => {
		clearTimeout(timer);
		source.off('data', receive);
		source.setRawMode?.(false);
	};
}
