import net from 'node:net';
import {untilContains, within} from './patience.ts';

/** Someone with netcat: text in, text out. */
export type Peer = {
	readonly heard: () => string;
	hears(...parts: readonly (string | RegExp)[]): Promise<void>;
	say(line: string): void;
	/** The other side closed the connection. */
	ended(): Promise<void>;
	[Symbol.dispose](): void;
};

export async function openPeer(port: number): Promise<Peer> {
	const socket = net.connect({host: '127.0.0.1', port});
	let heard = '';
	socket.setEncoding('utf8').on('data', chunk => (heard += String(chunk)));
	const closed = new Promise<void>(resolve => socket.on('close', () => resolve()));
	await within(
		new Promise<void>((resolve, reject) => {
			socket.on('connect', resolve);
			socket.on('error', reject);
		}),
		() => `a connection to port ${port}`,
	);

	return {
		heard: () => heard,
		hears: (...parts) => untilContains(() => heard, ...parts),
		say: line => void socket.write(`${line}\n`),
		ended: () => within(closed, () => `the end of a connection that said:\n${heard}`),
		[Symbol.dispose]: () => void socket.destroy(),
	};
}

/** A plain peer that has given its name and is in the room. */
export async function joinAsPeer(port: number, name: string): Promise<Peer> {
	const peer = await openPeer(port);
	await peer.hears('username');
	peer.say(name);
	await peer.hears(`Welcome ${name}`);
	return peer;
}

/** Everything in the log of `#lobby`, oldest first, as a client that asks is told. */
export async function readLobby(
	port: number,
): Promise<readonly {readonly seq: number; readonly author: string; readonly text: string}[]> {
	using peer = await openPeer(port);
	const hello = {type: 'hello', v: [1, 1], visitor: true, rooms: ['#lobby'], backlog: 1000};
	peer.say(JSON.stringify(hello));
	const found = /^\{"type":"room".*\n/m;
	await peer.hears(found);
	return (JSON.parse(found.exec(peer.heard())![0]) as {entries: never}).entries;
}
