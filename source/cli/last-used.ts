import path from 'node:path';
import {settingsDirectory} from './directories.ts';
import {readPrivate, writePrivate} from './private-file.ts';

/** What a person used last, offered again the next time. */
export type LastUsed = {
	readonly host?: string;
	readonly port?: number;
	readonly username?: string;
};

const fileIn = (directory: string) => path.join(directory, 'last-used.json');

/** Nothing, when there is nothing good to read. */
export function readLastUsed(directory: string = settingsDirectory): LastUsed {
	try {
		const value: unknown = JSON.parse(readPrivate(fileIn(directory)) ?? '{}');
		const {host, port, username} = Object(value) as Record<string, unknown>;
		return {
			...(typeof host === 'string' && host !== '' && {host}),
			...(Number.isInteger(port) && {port: port as number}),
			...(typeof username === 'string' && username !== '' && {username}),
		};
	} catch {
		return {};
	}
}

/** A convenience: when it cannot be written, nothing is lost but the convenience. */
export function writeLastUsed(used: LastUsed, directory: string = settingsDirectory): void {
	try {
		writePrivate(fileIn(directory), `${JSON.stringify({...readLastUsed(directory), ...used})}\n`);
	} catch {
		// As above.
	}
}
