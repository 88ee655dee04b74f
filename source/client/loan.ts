import process from 'node:process';
import type {ReadStream, WriteStream} from 'node:tty';
import type {Painter} from './painter/painter.ts';
import {restoreEverything} from './terminal/modes.ts';

/** The terminal, while somebody else has it. */
export type Loan = {
	/** Keys are not for us now. */
	readonly isOut: () => boolean;
	/** Has another program run in it. `lend` is Ink's way to give it away. */
	toProgram(
		lend: (work: () => Promise<void>) => Promise<void>,
		run: () => Promise<void>,
	): Promise<void>;
	/** Stops this program, as Ctrl+Z does, until the shell goes on with it. */
	toShell(): void;
};

type Parties = {
	readonly stdin: ReadStream;
	readonly stdout: WriteStream;
	readonly painter: Painter;
	/** Makes the terminal ours again, modes, title and picture. */
	readonly retake: () => void;
};

/** Gives the terminal away as it was found, and takes it back. The connection lives on meanwhile. */
export function createLoan({stdin, stdout, painter, retake}: Parties): Loan {
	let isOut = false;
	const giveAway = (): void => {
		painter.pause();
		stdout.write(restoreEverything);
	};

	const takeBack = (): void => {
		painter.resume();
		retake();
	};

	return {
		isOut: () => isOut,
		async toProgram(lend, run) {
			isOut = true;
			giveAway();
			await lend(async () => {
				stdin.setRawMode(false);
				stdin.pause();
				await run();
				stdin.setRawMode(true);
				stdin.resume();
			});
			isOut = false;
			takeBack();
		},
		toShell() {
			giveAway();
			stdin.setRawMode(false);
			// Ink leaves the alternate screen, and draws everything anew when we are back.
			process.once('SIGCONT', () => {
				stdin.setRawMode(true);
				stdout.write('\x1b[?1049h');
				takeBack();
			});
			stdout.write('\x1b[?1049l');
			// All that the shell started with us (npm, npx), as the terminal itself would do it.
			process.kill(0, 'SIGTSTP');
		},
	};
}
