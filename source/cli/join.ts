import {randomUUID} from 'node:crypto';
import {closeSync, openSync} from 'node:fs';
import path from 'node:path';
import {setFlagsFromString} from 'node:v8';
import {openOutbox} from '../client/outbox.ts';
import {openRoomMemory} from '../client/kept-rooms.ts';
import {openReadPositions} from '../client/read-positions.ts';
import {startClient} from '../client/start-client.tsx';
import type {Preferences} from '../client/state/preferences.ts';
import {lobby} from '../protocol/ids.ts';
import {parseNick} from '../protocol/nick.ts';
import {Refusal} from '../protocol/refusal.ts';
import {readConfig} from './config.ts';
import {destinationOf, text, usernameOf} from './destination.ts';
import {connectingOf} from './connecting.ts';
import {dataDirectory, settingsDirectory} from './directories.ts';
import {exitCodes, Failure} from './failure.ts';
import {readLastUsed, writeLastUsed} from './last-used.ts';
import type {Arguments} from './parse-arguments.ts';
import {readPreferences, writePreferences} from './preferences.ts';
import type {Surroundings} from './surroundings.ts';
import {roomName} from './values.ts';

const configFile = path.join(settingsDirectory, 'config.json');

export type ClientSettings = Parameters<typeof startClient>[0];

/** `chatroom join`: the full screen where there is one, lines of text elsewhere. Resolves to the exit status. */
export async function join(given: Arguments, surroundings: Surroundings): Promise<number> {
	// What a frame leaves behind is soon forgotten: with a small young generation the process stays small, at the same speed.
	setFlagsFromString('--max-semi-space-size=2');
	const {host, port, isGiven} = destinationOf(given, surroundings);
	return run(given, surroundings, {host, port, asksWhere: !isGiven});
}

/** Throws a `Failure` when the client could not begin like this, whatever the server. */
export function checkClient(given: Arguments, surroundings: Surroundings): void {
	const {chosen} = usernameOf(given, surroundings);
	const nick = chosen === undefined ? undefined : parseNick(chosen);
	if (nick instanceof Refusal) {
		throw new Failure(
			`"${chosen}" cannot be your name: ${nick.message} Give another with --username.`,
			exitCodes.usage,
		);
	}

	checkDebugFile(surroundings.env.debugFile);
	readConfig(configFile);
}

function checkDebugFile(file: string | undefined): void {
	try {
		if (file !== undefined) {
			closeSync(openSync(file, 'a', 0o600));
		}
	} catch (error) {
		const {code} = error as NodeJS.ErrnoException;
		throw new Failure(
			`${file} cannot be written (${code}). Give another file with CHATROOM_DEBUG.`,
			exitCodes.usage,
			{cause: error},
		);
	}
}

/** The client of the one who serves. */
export async function joinOwnRoom(
	given: Arguments,
	surroundings: Surroundings,
	{host, port}: {readonly host: string; readonly port: number},
): Promise<number> {
	return run(given, surroundings, {host, port, asksWhere: false, isOwnRoom: true});
}

async function run(
	given: Arguments,
	surroundings: Surroundings,
	where: {
		readonly host: string;
		readonly port: number;
		readonly asksWhere: boolean;
		readonly isOwnRoom?: boolean;
	},
): Promise<number> {
	const {stdin, stdout, env} = surroundings;
	checkClient(given, surroundings);
	const {chosen, offered} = usernameOf(given, surroundings);
	const {credentials, trust} = connectingOf(given, surroundings);
	const runName = randomUUID().replaceAll('-', '');
	const config = readConfig(configFile);
	const settings = {
		...where,
		username: offered,
		isNameChosen: chosen !== undefined,
		isHost: where.isOwnRoom ?? false,
		room: text(given.flags['room']) ? roomName(text(given.flags['room'])!) : lobby,
		credentials,
		trust,
		run: runName,
		software: `chatroom ${given.programVersion}`,
		remember(used: {host: string; port: number; username: string}) {
			writeLastUsed(where.isOwnRoom ? {...readLastUsed(), username: used.username} : used);
		},
		debugFile: env.debugFile,
		config,
		preferences: readPreferences(config.notify),
		keepPreferences: (preferences: Preferences) => writePreferences(preferences, config.notify),
		openOutbox: (onTrouble: (code: string) => void) =>
			openOutbox({
				directory: path.join(dataDirectory, 'outbox'),
				key: credentials.device.key,
				run: runName,
				onTrouble,
			}),
		readPositions: openReadPositions(path.join(dataDirectory, 'read')),
		surroundings,
	};
	const isLinear = given.flags['plain'] === true || env.term === 'dumb' || env.hasScreenReader;
	if (isLinear || !stdin.isTTY || !stdout.isTTY) {
		const {startPlainClient} = await import('../client/plain/start-plain-client.ts');
		return startPlainClient(settings);
	}

	// Lines of text say what they are given in the room they were told, not in one that was on some screen before.
	return startClient({
		...settings,
		roomMemory: openRoomMemory(path.join(dataDirectory, 'rooms')),
		isRoomChosen: text(given.flags['room']) !== undefined,
	});
}
