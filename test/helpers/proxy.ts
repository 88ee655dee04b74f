import net from 'node:net';

/** A way to a server that can be broken, and that knows how often somebody came along. */
export type Proxy = {
	readonly port: number;
	readonly connections: () => number;
	/** All that servers have said through it. */
	readonly answers: () => string;
	/** Breaks every connection for whoever came along, and takes nobody until `mend`. With `ghosts` the server hears nothing of it. */
	cut(options?: {readonly ghosts: boolean}): void;
	mend(): void;
	[Symbol.asyncDispose](): Promise<void>;
};

export async function openProxy(to: number): Promise<Proxy> {
	let pairs: {readonly near: net.Socket; readonly far: net.Socket}[] = [];
	const ghosts: net.Socket[] = [];
	let connections = 0;
	let answers = '';
	let isCut = false;

	const server = net.createServer(near => {
		near.on('error', () => {});
		if (isCut) {
			near.destroy();
			return;
		}

		connections++;
		const far = net.connect({host: '127.0.0.1', port: to}).on('error', () => {});
		pairs.push({near, far});
		near.on('data', chunk => far.write(chunk));
		near.on('end', () => far.end());
		far.on('data', chunk => {
			answers += String(chunk);
			near.write(chunk);
		});
		far.on('close', () => near.destroy());
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));

	return {
		port: (server.address() as net.AddressInfo).port,
		connections: () => connections,
		answers: () => answers,
		cut(options) {
			isCut = true;
			for (const {near, far} of pairs) {
				near.destroy();
				if (options?.ghosts) {
					ghosts.push(far);
				} else {
					far.destroy();
				}
			}

			pairs = [];
		},
		mend() {
			isCut = false;
		},
		async [Symbol.asyncDispose]() {
			[...ghosts, ...pairs.flatMap(({near, far}) => [near, far])].forEach(socket =>
				socket.destroy(),
			);
			await new Promise(resolve => server.close(resolve));
		},
	};
}
