import net from 'node:net';
import tls from 'node:tls';
import type {Identity} from '../../source/server/access/identity.ts';

/** Somebody between a client and a server: TLS with a key of his own to the client, and TLS to the server. */
export type ManInTheMiddle = {
	readonly port: number;
	/** All that clients have said to him, decrypted. */
	readonly said: () => string;
	/** All that the server has said to him. */
	readonly answered: () => string;
	readonly connections: () => number;
	[Symbol.asyncDispose](): Promise<void>;
};

type Change = (line: string, way: 'up' | 'down') => string;

/** He hands on every line, or another in its place. */
export async function standBetween(
	to: number,
	{key, certificate}: Identity,
	change: Change = line => line,
): Promise<ManInTheMiddle> {
	const sockets = new Set<net.Socket>();
	const heard = {up: '', down: ''};
	let connections = 0;
	const track = <Socket extends net.Socket>(socket: Socket): Socket => {
		sockets.add(socket);
		return socket.on('error', () => {}).on('close', () => sockets.delete(socket));
	};

	const hand = (from: net.Socket, onto: net.Socket, way: 'up' | 'down'): void => {
		let rest = '';
		from.setEncoding('utf8').on('data', chunk => {
			heard[way] += String(chunk);
			const lines = (rest + String(chunk)).split('\n');
			rest = lines.pop()!;
			lines.forEach(line => onto.write(`${change(line, way)}\n`));
		});
		from.on('close', () => onto.destroy());
	};

	const server = tls.createServer({key, cert: certificate, minVersion: 'TLSv1.3'}, near => {
		connections++;
		track(near);
		const far = track(tls.connect({host: '127.0.0.1', port: to, rejectUnauthorized: false}));
		hand(near, far, 'up');
		hand(far, near, 'down');
	});
	server.on('connection', track).on('tlsClientError', () => {});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as net.AddressInfo).port,
		said: () => heard.up,
		answered: () => heard.down,
		connections: () => connections,
		async [Symbol.asyncDispose]() {
			sockets.forEach(socket => socket.destroy());
			await new Promise(resolve => server.close(resolve));
		},
	};
}

/** A wire that somebody listens to: all bytes that went over it, both ways. It can go dead without a word. */
export async function tap(to: number) {
	const sockets = new Set<net.Socket>();
	const chunks: Buffer[] = [];
	let isDead = false;
	const server = net.createServer(near => {
		const far = net.connect({host: '127.0.0.1', port: to});
		for (const [from, onto] of [
			[near, far],
			[far, near],
		] as const) {
			sockets.add(from);
			from.on('error', () => {}).on('close', () => isDead || onto.destroy());
			from.on('data', chunk => {
				chunks.push(chunk);
				if (!isDead) {
					onto.write(chunk);
				}
			});
		}
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as net.AddressInfo).port,
		bytes: () => Buffer.concat(chunks),
		/** Nothing gets through any more, and neither side is told. */
		die: () => void (isDead = true),
		async [Symbol.asyncDispose]() {
			sockets.forEach(socket => socket.destroy());
			await new Promise(resolve => server.close(resolve));
		},
	};
}
