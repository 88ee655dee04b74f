import net from 'node:net';

export type Address = {readonly host: string; readonly port: number};

/** RFC 8305 5: how long, in milliseconds, an address has for itself before the next is tried beside it. */
const stagger = 250;

type Outcome = {
	/** Connected. */
	readonly reached: (socket: net.Socket) => void;
	/** None of them can be connected to, and why the first cannot. */
	readonly failed: (error: NodeJS.ErrnoException) => void;
};

/** Connects to the first of these addresses that answers. Gives back how to give up. */
export function dial(addresses: readonly Address[], {reached, failed}: Outcome): () => void {
	const sockets = new Set<net.Socket>();
	const waiting = [...addresses];
	let firstError: NodeJS.ErrnoException | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;

	const stop = (): void => {
		clearTimeout(timer);
		waiting.length = 0;
		sockets.forEach(socket => socket.destroy());
		sockets.clear();
	};

	const next = (): void => {
		clearTimeout(timer);
		const address = waiting.shift();
		if (address) {
			attempt(address);
			timer = setTimeout(next, stagger);
		}
	};

	const attempt = (address: Address): void => {
		const socket = net.connect({...address, noDelay: true, autoSelectFamily: true});
		sockets.add(socket);
		const fail = (error: NodeJS.ErrnoException): void => {
			firstError ??= error;
			sockets.delete(socket);
			if (waiting.length > 0) {
				next();
			} else if (sockets.size === 0) {
				failed(firstError);
			}
		};
		socket.once('error', fail);
		socket.once('connect', () => {
			socket.off('error', fail);
			sockets.delete(socket);
			stop();
			reached(socket);
		});
	};

	next();
	return stop;
}
