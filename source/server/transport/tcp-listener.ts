import {createServer, type Server} from 'node:net';
import type {Refusal} from '../../protocol/refusal.ts';
import type {Session, Wire} from '../gateways/gateway.ts';
import {Doorman, type DoorRules} from './doorman.ts';
import {contextOf, type Identity} from './encrypt.ts';
import {Peer} from './peer.ts';

export type ListenerOptions = {
	/** Undefined: every interface, IPv4 and IPv6. */
	readonly host: string | undefined;
	readonly port: number;
	readonly door: DoorRules;
	readonly monotonic: () => number;
	/** Whoever begins with TLS gets it. */
	readonly identity: Promise<Identity>;
	/** For a peer that has a seat, and for one that finds none. */
	readonly welcome: (wire: Wire) => Session;
	readonly turnAway: (wire: Wire, why: Refusal) => Session;
};

export type Listener = {
	readonly host: string;
	readonly port: number;
	/** Most peers at once; can be changed. */
	limit: number;
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
	const peers = new Set<Peer>();
	const doorman = new Doorman(options.door);
	const context = options.identity.then(contextOf);
	// Whoever asks for it is told; nobody else minds.
	context.catch(() => {});
	const server = createServer({...socketOptions, allowHalfOpen: true}, socket => {
		const guest = doorman.receive(socket.remoteAddress, options.monotonic());
		if (!guest) {
			socket.destroy();
			return;
		}

		const {refusal} = guest;
		const peer = new Peer(socket, {
			guest,
			context,
			open: wire => (refusal ? options.turnAway(wire, refusal) : options.welcome(wire)),
			onGone() {
				guest.leave();
				peers.delete(peer);
			},
		});
		peers.add(peer);
	});

	await opened(server, options);
	const ticking = setInterval(() => {
		const now = options.monotonic();
		peers.forEach(peer => peer.tick(now));
		doorman.tidy(now);
	}, tickEvery);
	ticking.unref();

	const address = server.address();
	return {
		host: typeof address === 'object' && address ? address.address : '',
		port: typeof address === 'object' && address ? address.port : options.port,
		get limit() {
			return doorman.limit;
		},
		set limit(most) {
			doorman.limit = most;
		},
		strangers: () => doorman.strangers,
		async close(why, withinMs) {
			clearInterval(ticking);
			const closed = new Promise<void>(resolve => server.close(() => resolve()));
			peers.forEach(peer => peer.dismiss(why));
			const late = setTimeout(() => peers.forEach(peer => peer.destroy()), withinMs);
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
