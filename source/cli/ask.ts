import {createInterface} from 'node:readline';
import type {Surroundings} from './surroundings.ts';

export type Question<Value> = {
	readonly prompt: string;
	/** Undefined and a reason, or the value; an empty answer is never asked about. */
	readonly parse: (answer: string) => Value;
	readonly fallback: Value;
};

export type Asker = {
	/** Asks again, saying why, until the answer is good. Nothing typed, or no more input, means the default. */
	ask<Value>(question: Question<Value>): Promise<Value>;
	close(): void;
};

/** Asks questions on the terminal, one line each. Prompts go to standard error, so that output stays clean. */
export function createAsker({stdin, stderr}: Surroundings): Asker {
	const lines = createInterface({input: stdin});
	const answers = lines[Symbol.asyncIterator]();

	return {
		async ask({prompt, parse, fallback}) {
			for (;;) {
				stderr.write(`${prompt}: `);
				const {value, done} = await answers.next();
				const answer = done ? '' : String(value).trim();
				if (answer === '') {
					return fallback;
				}

				try {
					return parse(answer);
				} catch (error) {
					stderr.write(`${(error as Error).message}\n`);
				}
			}
		},
		close() {
			lines.close();
		},
	};
}
