import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setFlagsFromString} from 'node:v8';
import {cleanLine} from '../protocol/body.ts';
import {defaultPort} from '../protocol/limits.ts';
import {IdentityError, openIdentity} from '../server/access/identity.ts';
import {openLog} from '../server/storage/open-log.ts';
import {StorageError} from '../server/storage/storage-error.ts';
import {type RunningServer, startServer} from '../server/start-server.ts';
import {addressesOf} from './addresses.ts';
import {createAsker} from './ask.ts';
import {text} from './destination.ts';
import {dataDirectory} from './directories.ts';
import {thisDevice} from './device.ts';
import {exitCodes, Failure} from './failure.ts';
import {type HostConsole, jsonConsole, silentConsole, terminalConsole} from './host-console.ts';
import {createHostOrders} from './host-orders.ts';
import type {Arguments} from './parse-arguments.ts';
import type {Surroundings} from './surroundings.ts';
import {serverLimits} from '../server/gateways/server-limits.ts';
import {roomForPeers} from './open-files.ts';
import {type IrcSettings, readIrcSettings} from './irc-settings.ts';
import {passwordOf} from './password.ts';
import {portNumber, wholeNumber} from './values.ts';

type Settings = {
	readonly host: string | undefined;
	readonly port: number;
	readonly limit: number;
	readonly perAddress: number;
	readonly isUnpaced: boolean;
	readonly isTlsOnly: boolean;
	readonly password: string | undefined;
	readonly irc: IrcSettings;
	readonly name: string;
	readonly directory: string | undefined;
};

const defaultLimit = 100;
/** Above this a listener would run out of file descriptors on most systems. */
const mostLimit = 10_000;

/** `chatroom serve`: runs until told to stop. Resolves to the exit status. */
export async function serve(given: Arguments, surroundings: Surroundings): Promise<number> {
	// A crowd that comes at once leaves much that is soon forgotten: with small halves of the young generation the memory of the process stays small too, at the same speed.
	setFlagsFromString('--max-semi-space-size=2');
	const {stdin, stdout} = surroundings;
	const joins = given.flags['join'] === true && Boolean(stdin.isTTY && stdout.isTTY);
	// What is wrong with the name is told before the room is open.
	const client = joins ? await import('./join.ts') : undefined;
	client?.checkClient(given, surroundings);
	const tell = tellerTo(surroundings, joins);
	const settings = withinReach(await readSettings(given, surroundings), tell);
	const view = joins
		? silentConsole(tell)
		: stdout.isTTY
			? terminalConsole(surroundings)
			: jsonConsole(surroundings);
	// Before anyone can know that it listens: who reads that may stop it at once.
	const stop = joins ? undefined : stopSignal();
	const server = await open(settings, given.programVersion, view, tell);
	const {host, port, link, hub} = server;
	await view.listening({
		...settings,
		host,
		port,
		link,
		version: given.programVersion,
		hasPassword: settings.password !== undefined,
		isLocked: hub.house.isLocked,
	});

	if (client) {
		try {
			return await client.joinOwnRoom(given, surroundings, {port, host: reachable(host)});
		} finally {
			await server.stop('The host has left, and with it the room.');
		}
	}

	const {now} = stop!;
	view.takeOrders(
		createHostOrders({hub, pin: link.pin!}, () => now('SIGINT')),
		now,
	);
	const signal = await stop!.asked;
	view.stopping(signal);
	await server.stop('The server is shutting down.');
	view.stopped();
	return 0;
}

async function readSettings(given: Arguments, surroundings: Surroundings): Promise<Settings> {
	const {flags} = given;
	const {env} = surroundings;
	const portText = text(flags['port']);
	const settings: Settings = {
		host: text(flags['host']) ?? env.host,
		port:
			portText !== undefined
				? portNumber(portText, '--port', 0)
				: env.port === undefined
					? defaultPort
					: portNumber(env.port, 'CHATROOM_PORT', 0),
		limit: wholeNumber(text(flags['limit']) ?? String(defaultLimit), '--limit', 1, mostLimit),
		perAddress: wholeNumber(
			text(flags['per-address']) ?? String(serverLimits.perAddress),
			'--per-address',
			1,
			mostLimit,
		),
		isUnpaced: flags['no-rate-limit'] === true,
		isTlsOnly: flags['tls-only'] === true,
		password: passwordOf(given, surroundings),
		irc: readIrcSettings(given, surroundings),
		name: serverName(text(flags['name'])),
		directory: flags['ephemeral'] ? undefined : path.resolve(text(flags['data']) ?? dataDirectory),
	};
	return flags['ask'] ? askFor(settings, surroundings) : settings;
}

type Reachable = Settings & {readonly standing: number};

/** No more seats than the system lets this program open connections: one too many is then told so, and not just cut off. */
function withinReach(settings: Settings, tell: (line: string) => void): Reachable {
	const {seats, standing} = roomForPeers();
	if (settings.limit > seats) {
		tell(
			`this system lets a program open so few files that only ${seats} people can be here at once, not ${settings.limit}. Raise it with: ulimit -n ${settings.limit + 200}`,
		);
	}

	return {...settings, limit: Math.min(settings.limit, seats), standing};
}

async function askFor(settings: Settings, surroundings: Surroundings): Promise<Settings> {
	const asker = createAsker(surroundings);
	const {host: fallback, port, limit} = settings;
	try {
		return {
			...settings,
			host: await asker.ask({
				prompt: `Host [${fallback ?? 'every interface'}]`,
				parse: String,
				fallback,
			}),
			port: await asker.ask({
				prompt: `Port [${port}]`,
				parse: answer => portNumber(answer, 'The port', 0),
				fallback: port,
			}),
			limit: await asker.ask({
				prompt: `Most people at once [${limit}]`,
				parse: answer => wholeNumber(answer, 'The limit', 1, mostLimit),
				fallback: limit,
			}),
		};
	} finally {
		asker.close();
	}
}

const serverName = (given: string | undefined): string =>
	Array.from(cleanLine(given ?? os.hostname()))
		.slice(0, 64)
		.join('') || 'chatroom';

async function open(
	settings: Reachable,
	version: string,
	view: HostConsole,
	tell: (line: string) => void,
): Promise<RunningServer> {
	const {host, port, limit, standing, perAddress, irc, directory} = settings;
	const {isUnpaced, isTlsOnly, password, name} = settings;
	let isListening = false;
	try {
		return await startServer({
			openLog() {
				isListening = true;
				return openHistory(directory, tell);
			},
			openIdentity: () => openOwnIdentity(directory),
			host,
			port,
			door: {limit, standing, perAddress},
			hosts: [thisDevice().key],
			addresses: bound => addressesOf(host, bound),
			isUnpaced,
			isTlsOnly,
			password,
			...irc,
			name,
			software: `chatroom ${version}`,
			observe: sight => view.see(sight),
			report: error => view.report(error),
		});
	} catch (error) {
		throw isListening ? error : listenFailure(error as NodeJS.ErrnoException, host, port);
	}
}

function openHistory(directory: string | undefined, tell: (line: string) => void) {
	try {
		return openLog(directory === undefined ? {ephemeral: true} : {directory}, {
			// At once: whoever waits for an answer gets none, and asks again after the restart.
			onFatal(error) {
				tell(error.message);
				process.exit(exitCodes.storage);
			},
		});
	} catch (error) {
		if (error instanceof StorageError) {
			throw new Failure(error.message, exitCodes.usage, {cause: error});
		}

		throw error;
	}
}

async function openOwnIdentity(directory: string | undefined) {
	try {
		return await openIdentity(directory);
	} catch (error) {
		throw error instanceof IdentityError
			? new Failure(error.message, exitCodes.usage, {cause: error})
			: error;
	}
}

function listenFailure(error: NodeJS.ErrnoException, host: string | undefined, port: number) {
	const where = host ?? 'this machine';
	const sentences: Readonly<Record<string, string>> = {
		EADDRINUSE: `Port ${port} is in use already. If that is a room of yours, join it with: chatroom join --port ${port}. Otherwise choose another with --port, or --port 0 for a free one.`,
		EACCES: `Port ${port} is not allowed to you. Choose one above 1023 with --port.`,
		EADDRNOTAVAIL: `${where} is not an address of this machine. Leave --host out to listen on every interface.`,
		ENOTFOUND: `There is no host called ${where}. Leave --host out to listen on every interface.`,
		EAI_AGAIN: `The name ${where} cannot be looked up. Give an address, or leave --host out to listen on every interface.`,
		EINVAL: `${where} cannot be listened on as it is. An address of one link needs its interface: fe80::1%eth0.`,
		EAFNOSUPPORT: `This machine has no addresses of the kind of ${where}. Leave --host out to listen on every interface.`,
	};
	const sentence = sentences[error.code ?? ''];
	return sentence ? new Failure(sentence, exitCodes.usage, {cause: error}) : error;
}

/** Tells the host on standard error: at once, or at the very end, when the client has given the terminal back. */
function tellerTo({stderr}: Surroundings, atTheEnd: boolean): (line: string) => void {
	const tell = (line: string): void => void stderr.write(`chatroom: ${line}\n`);
	const kept: string[] = [];
	const keep = (line: string): void => {
		// Listeners are called in order: the client's own, which gives the terminal back, is there before.
		if (kept.push(line) === 1) {
			process.once('exit', () => kept.forEach(tell));
		}
	};
	return atTheEnd ? keep : tell;
}

const reachable = (host: string) => (['::', '0.0.0.0'].includes(host) ? '127.0.0.1' : host);

/** `asked` resolves at the first signal to stop, or when `now` is called; a second one ends the program at once. */
function stopSignal() {
	const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
	const {promise: asked, resolve} = Promise.withResolvers<NodeJS.Signals>();
	let isStopping = false;
	const now = (signal: NodeJS.Signals): void => {
		// A terminal that is closed says so in more than one way.
		if (isStopping && signal !== 'SIGHUP') {
			process.exit(exitCodes.ours);
		}

		isStopping = true;
		resolve(signal);
	};
	signals.forEach(signal => process.on(signal, now));
	return {asked, now};
}
