import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {lazily} from '../../source/protocol/lazily.ts';
import {type Identity, openIdentity} from '../../source/server/access/identity.ts';
import {type ServerOptions, startServer} from '../../source/server/start-server.ts';
import {MemoryLog} from '../../source/server/storage/memory-log.ts';

/** What a server proves itself with that keeps its key. */
export async function newIdentity(): Promise<Identity> {
	const directory = mkdtempSync(path.join(tmpdir(), 'chatroom-identity-'));
	try {
		return await openIdentity(directory);
	} finally {
		rmSync(directory, {recursive: true});
	}
}

const usual = lazily(newIdentity);

/** A server inside this process that keeps nothing, on a port of this machine. */
export async function serveHere(given: Partial<ServerOptions> = {}) {
	const faults: unknown[] = [];
	const server = await startServer({
		openLog: () => new MemoryLog(),
		openIdentity: usual,
		host: '127.0.0.1',
		port: 0,
		door: {limit: 1000},
		name: 'here',
		software: 'chatroom test',
		report: error => void faults.push(error),
		...given,
	});
	return {
		...server,
		/** What sessions died of. */
		faults,
		names: () => server.hub.people.map(({nick}) => String(nick)),
		[Symbol.asyncDispose]: () => server.stop('The test is over.'),
	};
}
