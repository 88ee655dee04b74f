import os from 'node:os';
import {defaultPort} from '../protocol/limits.ts';
import {isRoomLink, parseLink, type RoomLink} from '../protocol/room-link.ts';
import {exitCodes, Failure} from './failure.ts';
import type {Arguments} from './parse-arguments.ts';
import {readLastUsed} from './last-used.ts';
import type {Surroundings} from './surroundings.ts';
import {portNumber} from './values.ts';

export type Destination = {
	readonly host: string;
	readonly port: number;
	/** Whether anyone said where: if not, a person is asked. */
	readonly isGiven: boolean;
	/** Where it was said by a link. */
	readonly link?: RoomLink | undefined;
};

/** Where to connect: flags, then the environment, then what was used last, then this machine. */
export function destinationOf({flags, rest, command}: Arguments, {env}: Surroundings): Destination {
	const last = readLastUsed();
	const host = (command === 'send' ? undefined : rest[0]) ?? text(flags['host']) ?? env.host;
	const link = host !== undefined && isRoomLink(host) ? linkOf(host) : undefined;
	if (link) {
		return {...link.addresses[0], isGiven: true, link};
	}

	const port =
		text(flags['port']) !== undefined
			? portNumber(text(flags['port'])!, '--port')
			: env.port === undefined
				? undefined
				: portNumber(env.port, 'CHATROOM_PORT');
	const isGiven = host !== undefined || port !== undefined;
	// The last port belongs to the last host.
	return {
		host: host ?? (isGiven ? undefined : last.host) ?? '127.0.0.1',
		port: port ?? (host === undefined || host === last.host ? last.port : undefined) ?? defaultPort,
		isGiven,
	};
}

function linkOf(given: string): RoomLink {
	const link = parseLink(given);
	if (!link) {
		throw new Failure(
			`"${given}" is not a link to a room: one looks like chatroom://192.168.1.5:12312#KEY, and chatroom serve prints it.`,
			exitCodes.usage,
		);
	}

	return link;
}

/** The name somebody chose by flag or environment, and the one to offer otherwise. */
export function usernameOf({flags}: Arguments, {env}: Surroundings) {
	const chosen = text(flags['username']) ?? env.username;
	return {chosen, offered: chosen ?? readLastUsed().username ?? systemUsername()};
}

export const text = (flag: string | boolean | undefined): string | undefined =>
	typeof flag === 'string' ? flag : undefined;

function systemUsername(): string {
	try {
		const {username} = os.userInfo();
		// Nobody is called that, and no server takes it.
		return username === 'root' ? '' : username;
	} catch {
		return '';
	}
}
