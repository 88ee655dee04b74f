import {createServer, type Server, type Socket} from 'node:net';
import type {Refusal} from '../../protocol/refusal.ts';
import type {Session, Wire} from '../gateways/gateway.ts';
import {Doorman, type DoorRules} from './doorman.ts';
import {SocketWire} from './socket-wire.ts';

export type ListenerOptions = {
	/** Undefined: every interface, IPv4 and IPv6. */
	readonly host: string | undefined;
	readonly port: number;
	readonly door: DoorRules;
	readonly monotonic: () => number;
	/** For a peer that has a seat, and for one that finds none. */
	readonly welcome: (wire: Wire) => Session;
	readonly turnAway: (wire: Wire, why: Refusal) => Session;
};

export type Listener = {
	readonly host: string;
	readonly port: number;
	/** How many peers have no name yet. */
	readonly strangers: () => number;
	/** Takes no more peers, dismisses those that are here, and resolves when the last is gone or `withinMs` is over. */
	close(why: string, withinMs: number): Promise<void>;
};

const tickEvery = 5_000;
/** Node's own 511 costs a second when a thousand come at once. */
const acceptQueue = 4096;
/** Someone with netcat never says that they are alive: the system asks those that have long been silent. */
const socketOptions = {noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000};

/** Resolves once peers can connect; rejects with the system's error when they never will. */
export async function listen(options: ListenerOptions): Promise<Listener> {
	const peers = new Map<Socket, {readonly session: Session; readonly wire: SocketWire}>();
	const doorman = new Doorman(options.door);
	const server = createServer({...socketOptions, allowHalfOpen: true}, socket => {
		const guest = doorman.receive(socket.remoteAddress, options.monotonic());
		if (!guest) {
			socket.destroy();
			return;
		}

		const wire = new SocketWire(socket, guest);
		const {refusal} = guest;
		const session = refusal ? options.turnAway(wire, refusal) : options.welcome(wire);
		peers.set(socket, {session, wire});
		socket.on('data', chunk => session.receive(chunk as Buffer));
		socket.on('drain', () => session.ready());
		socket.on('end', () => session.finish());
		// Whatever went wrong, 'close' follows.
		socket.on('error', () => {});
		socket.on('close', () => {
			guest.leave();
			peers.delete(socket);
			session.close();
		});
	});

	await opened(server, options);
	const ticking = setInterval(() => {
		const now = options.monotonic();
		for (const {session, wire} of peers.values()) {
			session.tick(now, wire.tick(now));
		}

		doorman.tidy(now);
	}, tickEvery);
	ticking.unref();

	const address = server.address();
	return {
		host: typeof address === 'object' && address ? address.address : '',
		port: typeof address === 'object' && address ? address.port : options.port,
		strangers: () => doorman.strangers,
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
