import {once} from 'node:events';
import net from 'node:net';
import {createInterface} from 'node:readline';
import type {RawFrame} from './hostile-places.ts';

/** Says frames, and anything else as it stands. */
export type Say = (...words: readonly (RawFrame | string | Uint8Array)[]) => void;

/** A server that says what it likes to everyone who comes. `greet` is called with each connection after its first line. */
export async function openHostileServer(greet: (say: Say, socket: net.Socket) => void) {
	const sockets = new Set<net.Socket>();
	const server = net.createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => {});
		const say: Say = (...words) =>
			words.forEach(word =>
				socket.write(
					typeof word === 'string' || word instanceof Uint8Array
						? word
						: `${JSON.stringify(word)}\n`,
				),
			);
		createInterface({input: socket})
			.on('error', () => {})
			.once('line', () => greet(say, socket));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as net.AddressInfo).port,
		async [Symbol.asyncDispose]() {
			server.close();
			sockets.forEach(socket => socket.destroy());
			await once(server, 'close');
		},
	};
}
