import {once} from 'node:events';
import net from 'node:net';
import {createInterface} from 'node:readline';
import {encodeFrame} from '../../../source/protocol/codec.ts';
import type {ServerFrame} from '../../../source/protocol/server-frame.ts';

/** What happened, one thing at a time, waited for if need be. */
export function createQueue<Thing>() {
	const things: Thing[] = [];
	const waiting: ((thing: Thing) => void)[] = [];
	return {
		/** What has happened and was not asked for. */
		rest: things as readonly Thing[],
		push(thing: Thing): void {
			const next = waiting.shift();
			if (next) {
				next(thing);
			} else {
				things.push(thing);
			}
		},
		next: (): Promise<Thing> =>
			things.length > 0
				? Promise.resolve(things.shift()!)
				: new Promise(resolve => {
						waiting.push(resolve);
					}),
	};
}

/** Someone who connected, seen from the server. */
function createPeer(socket: net.Socket) {
	const frames = createQueue<unknown>();
	const ended = new Promise<void>(resolve => {
		socket.once('close', () => resolve());
	});
	socket.on('error', () => undefined);
	createInterface({input: socket})
		.on('line', line => frames.push(JSON.parse(line)))
		.on('error', () => undefined);
	return {
		socket,
		/** The next frame that it sends. */
		heard: frames.next,
		ended,
		send: (frame: ServerFrame) => socket.write(encodeFrame(frame)),
		write: (bytes: string | Uint8Array) => socket.write(bytes),
	};
}

export type Peer = ReturnType<typeof createPeer>;

/** Listens on this machine and does nothing by itself. */
export async function listen() {
	const peers = createQueue<Peer>();
	const sockets = new Set<net.Socket>();
	const server = net.createServer({noDelay: true}, socket => {
		sockets.add(socket);
		peers.push(createPeer(socket));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = {host: '127.0.0.1', port: (server.address() as net.AddressInfo).port};

	const stop = async (): Promise<void> => {
		server.close();
		sockets.forEach(socket => socket.destroy());
		await once(server, 'close');
	};

	return {address, peer: peers.next, stop, [Symbol.asyncDispose]: stop};
}
