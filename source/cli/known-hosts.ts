import {accessSync, constants} from 'node:fs';
import path from 'node:path';
import type {Address} from '../client/connection/dial.ts';
import type {KnownHosts} from '../client/connection/trust.ts';
import {type Pin, parsePin} from '../protocol/ids.ts';
import {settingsDirectory} from './directories.ts';
import {exitCodes, Failure} from './failure.ts';
import {readPrivate, writePrivate} from './private-file.ts';

type Line = {readonly where: string; readonly pin: Pin; readonly since: string};

/** The keys of servers by where they were met: one line each, `host:port key day`, for its owner alone. */
export type KnownHostsFile = KnownHosts & {
	/** False when it was not known. */
	forget(address: Address): boolean;
};

export function openKnownHosts(directory: string = settingsDirectory): KnownHostsFile {
	const file = path.join(directory, 'known_hosts');
	// Taken for empty, it would let every key pass for the first.
	checkReadable(file);
	const read = (): readonly Line[] =>
		(readPrivate(file) ?? '').split('\n').flatMap(line => parseLine(line) ?? []);
	const write = (lines: readonly Line[]): void =>
		writePrivate(file, lines.map(({where, pin, since}) => `${where} ${pin} ${since}\n`).join(''));

	return {
		pinOf: address => read().find(({where}) => where === nameOf(address))?.pin,
		keep(address, pin) {
			const where = nameOf(address);
			const since = new Date().toISOString().slice(0, 10);
			write([...read().filter(line => line.where !== where), {where, pin, since}]);
		},
		forget(address) {
			const lines = read();
			const left = lines.filter(({where}) => where !== nameOf(address));
			if (left.length < lines.length) {
				write(left);
			}

			return left.length < lines.length;
		},
	};
}

function checkReadable(file: string): void {
	try {
		accessSync(file, constants.R_OK);
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		if (code !== 'ENOENT' && code !== 'ENOTDIR') {
			throw new Failure(
				`${file}, with the keys of servers you know, cannot be read (${code}). Make it readable, or move it away to meet them anew.`,
				exitCodes.usage,
				{cause: error},
			);
		}
	}
}

/** The same place is written in one way. */
export const nameOf = ({host, port}: Address): string =>
	`${host.includes(':') ? `[${host.toLowerCase()}]` : host.toLowerCase()}:${port}`;

function parseLine(line: string): Line | undefined {
	const [where, text, since = ''] = line.trim().split(/\s+/);
	const pin = parsePin(text);
	return where && pin ? {where, pin, since} : undefined;
}
