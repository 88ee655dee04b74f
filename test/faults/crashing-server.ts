import {fdatasync} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import type {MessageLog} from '../../source/server/core/message-log.ts';
import {startServer} from '../../source/server/start-server.ts';
import {openSqliteLog} from '../../source/server/storage/sqlite-log.ts';
import {anIdentity} from '../helpers/identity.ts';

// A server that kills itself when it passes a named point for the nth time. Arguments: data directory, port, point, n.
const [directory = '', port = '0', point = '', nth = '0'] = process.argv.slice(2);
let passes = 0;

function pass(name: string): void {
	if (name === point && ++passes === Number(nth)) {
		process.kill(process.pid, 'SIGKILL');
	}
}

const passIf = (isIt: boolean, name: string): void => {
	if (isIt) {
		pass(name);
	}
};

// Something was said since the last commit began.
let hasWords = false;

/** The same log, with points around each append. */
function crashing(log: MessageLog): MessageLog {
	return {
		id: log.id,
		facts: log.facts,
		get head() {
			return log.head;
		},
		async append(draft) {
			hasWords = true;
			pass('received');
			const appended = await log.append(draft);
			pass('after-append');
			return appended;
		},
		read: query => log.read(query),
		search: search => log.search(search),
		close: () => log.close(),
	};
}

const open = (): MessageLog =>
	crashing(
		openSqliteLog(path.join(directory, 'history.db'), {
			sync(descriptor, done) {
				// Who comes is written down as well, but it is what is said that is promised.
				const isOfWords = hasWords;
				hasWords = false;
				passIf(isOfWords, 'after-commit');
				fdatasync(descriptor, error => {
					passIf(isOfWords, 'after-sync');
					done(error);
				});
			},
		}),
	);

/** Looks at what is about to be written to a peer. */
function watchWrites(): void {
	const told = new Set<string>();
	const write = Reflect.get(net.Socket.prototype, 'write') as (...given: unknown[]) => boolean;
	net.Socket.prototype.write = function (this: net.Socket, ...given: unknown[]) {
		const text = Buffer.from(given[0] as Uint8Array | string).toString();
		const seq = /"type":"entry","seq":(\d+)/.exec(text)?.[1];
		if (seq !== undefined && told.has(seq)) {
			pass('mid-fan-out');
		}

		if (text.includes('"type":"ack"')) {
			pass('before-ack');
		}

		if (seq !== undefined) {
			told.add(seq);
		}

		return Reflect.apply(write, this, given);
	};
}

watchWrites();
const server = await startServer({
	openLog: open,
	openIdentity: anIdentity,
	host: '127.0.0.1',
	port: Number(port),
	door: {limit: 100},
	name: 'here',
	software: 'chatroom test',
	report: error => void process.stderr.write(`${String(error)}\n`),
});
process.stdout.write(
	`${JSON.stringify({event: 'listening', pid: process.pid, port: server.port})}\n`,
);
process.once('SIGTERM', () => void server.stop('The test is over.'));
