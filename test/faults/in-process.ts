import type {LoggedEntry} from '../history/history.ts';
import {tagOf} from '../../source/protocol/ids.ts';
import {startServer} from '../../source/server/start-server.ts';
import {MemoryLog} from '../../source/server/storage/memory-log.ts';
import {roomOf} from '../helpers/drafts.ts';
import {anIdentity} from '../helpers/identity.ts';

/** A server inside this process that keeps nothing: for faults of connections, of which there are thousands. */
export async function openInProcess() {
	const log = new MemoryLog();
	const faults: unknown[] = [];
	const server = await startServer({
		openLog: () => log,
		openIdentity: anIdentity,
		host: '127.0.0.1',
		port: 0,
		door: {limit: 10_000},
		name: 'here',
		software: 'chatroom test',
		report: error => void faults.push(error),
	});
	return {
		port: server.port,
		/** What sessions died of. */
		faults,
		logOf: (room: string): readonly LoggedEntry[] =>
			log
				.read({rooms: [roomOf(room)], from: 'oldest', limit: 1_000_000})
				.map(({seq, prev, key, id, text}) => ({seq, prev, room, key: tagOf(key), id, text})),
		[Symbol.asyncDispose]: () => server.stop('The test is over.'),
	};
}
