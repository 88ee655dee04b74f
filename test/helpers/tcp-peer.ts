import net from 'node:net';

/** The other end of a real connection. */
export type TcpPeer = {
	readonly socket: net.Socket;
	readonly heard: () => string;
	/** Resolves when the other side has closed, one way or another. */
	readonly closed: Promise<void>;
	[Symbol.dispose](): void;
};

export async function connect(port: number, {reads = true} = {}): Promise<TcpPeer> {
	const socket = net.connect({host: '127.0.0.1', port});
	let heard = '';
	socket.on('error', () => {});
	const closed = new Promise<void>(resolve => socket.once('close', () => resolve()));
	await new Promise<void>((resolve, reject) => {
		socket.once('connect', resolve);
		socket.once('error', reject);
	});
	if (reads) {
		socket.setEncoding('utf8').on('data', chunk => (heard += String(chunk)));
	}

	return {socket, heard: () => heard, closed, [Symbol.dispose]: () => void socket.destroy()};
}
