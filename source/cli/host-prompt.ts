import {
	clearScreenDown,
	createInterface,
	cursorTo,
	type Interface,
	moveCursor,
} from 'node:readline';
import type {Surroundings} from './surroundings.ts';

type Listener = {
	readonly heard: (line: string) => void;
	/** Ctrl+C. */
	readonly interrupted: () => void;
	/** The terminal is gone. */
	readonly ended: () => void;
	/** What Tab may make of what is written. */
	readonly words: readonly string[];
};

export type HostPrompt = {
	/** A line above what is being written. */
	print(line: string): void;
	/** Gives the terminal back. */
	close(): void;
};

/** Reads lines from the terminal, while others are printed above the one being written. */
export function openHostPrompt(
	{stdin, stdout}: Surroundings,
	{heard, interrupted, ended, words}: Listener,
): HostPrompt {
	let lines: Interface;
	let isOver = false;

	const begin = (): void => {
		lines = createInterface({
			input: stdin,
			output: stdout,
			terminal: true,
			prompt: '> ',
			completer: (line: string) => [words.filter(word => word.startsWith(line)), line],
		});
		lines.on('line', line => {
			heard(line);
			if (!isOver) {
				lines.prompt();
			}
		});
		lines.on('SIGINT', interrupted);
		lines.on('error', ended);
		lines.on('close', () => {
			if (isOver) {
				return;
			}

			// Ctrl+D ends a shell, and no room with people in it.
			if (stdin.readableEnded || stdin.destroyed) {
				ended();
			} else {
				begin();
			}
		});
		lines.prompt();
	};

	const clear = (): void => {
		moveCursor(stdout, 0, -lines.getCursorPos().rows);
		cursorTo(stdout, 0);
		clearScreenDown(stdout);
		// It would go up as many rows once more.
		Object.assign(lines, {prevRows: 0});
	};

	stdin.on('error', ended);
	begin();
	return {
		print(line) {
			if (isOver) {
				stdout.write(`${line}\n`);
				return;
			}

			clear();
			stdout.write(`${line}\n`);
			lines.prompt(true);
		},
		close() {
			if (!isOver) {
				isOver = true;
				clear();
				lines.close();
			}
		},
	};
}
