import {createServer, type Server, type Socket} from 'node:net';
import type {Session, Wire} from '../gateways/gateway.ts';
import {SocketWire} from './socket-wire.ts';

export type ListenerOptions = {
	/** Undefined: every interface, IPv4 and IPv6. */
	readonly host: string | undefined;
	readonly port: number;
	/** Most peers at once. */
	readonly limit: number;
	readonly monotonic: () => number;
	/** For a peer that has a seat, and for one that finds none. */
	readonly welcome: (wire: Wire) => Session;
	readonly turnAway: (wire: Wire) => Session;
};

export type Listener = {
	readonly host: string;
	readonly port: number;
	/** Takes no more peers, dismisses those that are here, and resolves when the last is gone or `withinMs` is over. */
	close(why: string, withinMs: number): Promise<void>;
};

const tickEvery = 5_000;
/** Node's own 511 costs a second when a thousand come at once. */
const acceptQueue = 4096;
/** Someone with netcat never says that they are alive: the system asks those that have long been silent. */
const socketOptions = {noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000};
/** Above this a peer is a slow reader, to be fed from the log. */
const outboxBytes = 64 * 1024;
/** Peers without a seat at any one time: turned away, or on their way out. More than that are closed without a word. */
const mostStanding = 128;

/** Resolves once peers can connect; rejects with the system's error when they never will. */
export async function listen(options: ListenerOptions): Promise<Listener> {
	const peers = new Map<Socket, {readonly session: Session; readonly wire: SocketWire}>();
	let seated = 0;
	let standing = 0;

	const server = createServer({...socketOptions, allowHalfOpen: true}, socket => {
		let hasSeat = seated < options.limit;
		if (!hasSeat && standing >= mostStanding) {
			socket.destroy();
			return;
		}

		seated += hasSeat ? 1 : 0;
		standing += hasSeat ? 0 : 1;
		// Whose conversation is over needs no seat, even if its program never closes the connection.
		const standUp = (): void => {
			if (hasSeat) {
				hasSeat = false;
				seated--;
				standing++;
			}

			if (standing > mostStanding) {
				socket.destroy();
			}
		};
		const wire = new SocketWire(socket, outboxBytes, standUp);
		const session = hasSeat ? options.welcome(wire) : options.turnAway(wire);
		peers.set(socket, {session, wire});
		socket.on('data', chunk => session.receive(chunk as Buffer));
		socket.on('drain', () => session.ready());
		socket.on('end', () => session.finish());
		// Whatever went wrong, 'close' follows.
		socket.on('error', () => {});
		socket.on('close', () => {
			seated -= hasSeat ? 1 : 0;
			standing -= hasSeat ? 0 : 1;
			peers.delete(socket);
			session.close();
		});
	});

	await opened(server, options);
	const ticking = setInterval(() => {
		const now = options.monotonic();
		for (const {session, wire} of peers.values()) {
			session.tick(now);
			wire.tick(now);
		}
	}, tickEvery);
	ticking.unref();

	const address = server.address();
	return {
		host: typeof address === 'object' && address ? address.address : '',
		port: typeof address === 'object' && address ? address.port : options.port,
		async close(why, withinMs) {
			clearInterval(ticking);
			const closed = new Promise<void>(resolve => server.close(() => resolve()));
			for (const {session} of peers.values()) {
				session.dismiss(why);
			}

			const late = setTimeout(() => {
				for (const socket of peers.keys()) {
					socket.destroy();
				}
			}, withinMs);
			await closed;
			clearTimeout(late);
		},
	};
}

function opened(server: Server, {host, port}: ListenerOptions): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen({...(host !== undefined && {host}), port, backlog: acceptQueue}, () => {
			server.off('error', reject);
			// An accept that fails costs one peer its connection and nobody else anything.
			server.on('error', () => {});
			resolve();
		});
	});
}
