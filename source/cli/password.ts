import {readFileSync} from 'node:fs';
import {exitCodes, Failure} from './failure.ts';
import {text} from './destination.ts';
import type {Arguments} from './parse-arguments.ts';
import type {Surroundings} from './surroundings.ts';

/** The server's password, from a file or the environment: never from the command line, which everyone on the machine can read. Undefined when there is none. */
export function passwordOf({flags}: Arguments, {env}: Surroundings): string | undefined {
	const file = text(flags['password-file']);
	return file === undefined ? env.password : readPassword(file);
}

/** The first line of a file. */
export function readPassword(file: string): string {
	const password = firstLine(file);
	if (password === '') {
		throw new Failure(`There is no password in ${file}: it is the first line.`, exitCodes.usage);
	}

	return password;
}

function firstLine(file: string): string {
	try {
		return readFileSync(file, 'utf8').split(/\r?\n/, 1)[0]!;
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		throw new Failure(`The password cannot be read from ${file} (${code}).`, exitCodes.usage, {
			cause: error,
		});
	}
}
