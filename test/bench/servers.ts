import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type {DialectName} from './dialects.ts';
import {accepts, findProgram, freePort, pinned, start, stop} from './processes.ts';

export type Server = {
	readonly pid: number;
	readonly port: number;
	readonly dialect: DialectName;
	stop(): Promise<void>;
};

/** `irc` is the durable server, spoken to as IRC clients do. */
export type ServerName = 'durable' | 'irc' | 'ephemeral' | 'naive' | 'ngircd';

const root = path.join(import.meta.dirname, '..', '..');

/** What `npx chatroom` runs. */
export const program: readonly string[] = [process.execPath, path.join(root, 'bin', 'chatroom.js')];

const ngircd = findProgram('ngircd');

/** Every server there is to measure here. ngircd is the fastest of the common IRC servers; it stores nothing. */
export const serverNames: readonly ServerName[] = [
	'durable',
	'irc',
	'ephemeral',
	'naive',
	...(ngircd ? (['ngircd'] as const) : []),
];

/** Starts a server with a directory of its own and waits until it accepts connections. */
export async function openServer(name: ServerName): Promise<Server> {
	const directory = mkdtempSync(path.join(tmpdir(), 'chatroom-bench-'));
	const port = await freePort();
	const {command, dialect} = recipes[name](port, directory);
	const child = start(pinned('server', command), {cwd: directory});
	const end = async (): Promise<void> => {
		await stop(child);
		rmSync(directory, {recursive: true, force: true, maxRetries: 5});
	};

	try {
		await accepts(port);
	} catch (error) {
		await end();
		throw error;
	}

	return {pid: child.pid, port, dialect, stop: end};
}

type Recipe = (
	port: number,
	directory: string,
) => {readonly command: readonly string[]; readonly dialect: DialectName};

export const serveCommand = (port: number, kept: readonly string[]): readonly string[] => [
	...program,
	'serve',
	'--host=127.0.0.1',
	`--port=${port}`,
	'--limit=5000',
	'--name=bench',
	...kept,
];

const recipes: Readonly<Record<ServerName, Recipe>> = {
	durable: (port, directory) => ({
		command: serveCommand(port, [`--data=${directory}`]),
		dialect: 'json',
	}),
	irc: (port, directory) => ({
		command: serveCommand(port, [`--data=${directory}`]),
		dialect: 'irc',
	}),
	ephemeral: port => ({command: serveCommand(port, ['--ephemeral']), dialect: 'json'}),
	naive: port => ({
		command: [process.execPath, path.join(import.meta.dirname, 'naive-server.ts'), String(port)],
		dialect: 'line',
	}),
	ngircd(port, directory) {
		const file = path.join(directory, 'ngircd.conf');
		writeFileSync(file, ngircdSettings(port));
		return {command: [ngircd!, '-n', '-f', file], dialect: 'irc'};
	},
};

const ngircdSettings = (port: number): string => `
[Global]
	Name = irc.bench
	AdminInfo1 = bench
	AdminEMail = bench@irc.bench
	Info = bench
	Listen = 127.0.0.1
	Ports = ${port}
	MotdPhrase = "bench"
[Limits]
	MaxConnections = 0
	MaxConnectionsIP = 0
	MaxJoins = 0
	MaxPenaltyTime = 0
	PingTimeout = 600
[Options]
	DNS = no
	Ident = no
	PAM = no
`;
