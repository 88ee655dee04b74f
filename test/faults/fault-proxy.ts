import net from 'node:net';

/** What becomes of the bytes of one direction. */
export type Passage = {
	/** After so many bytes the connection is over: closed, reset, or silent for ever in both directions. */
	readonly cut?: {readonly after: number; readonly how: 'fin' | 'rst' | 'silence'};
	/** Most bytes at a time; `merged` collects what comes in two turns of the loop. */
	readonly pieces?: number | 'merged';
	/** After so many bytes nothing more comes through until `release`. */
	readonly stall?: number;
};

export type Passages = {readonly up?: Passage; readonly down?: Passage};

/** A way to a server that spoils connections, each in its own way and at an exact byte. */
export type FaultProxy = {
	readonly port: number;
	/** Faults that have happened. */
	readonly cuts: () => number;
	readonly stalls: () => number;
	/** Bytes that came through, on all connections. */
	readonly passed: () => {readonly up: number; readonly down: number};
	/** Lets everything through that was held back. */
	release(): void;
	/** Breaks every connection there is. */
	cutAll(how: 'fin' | 'rst' | 'silence'): void;
	[Symbol.asyncDispose](): Promise<void>;
};

type Pair = {readonly near: net.Socket; readonly far: net.Socket; isSilent: boolean};

/** `plan` says what happens to the nth connection, counted from 0. */
export async function openFaultProxy(
	to: number,
	plan: (connection: number) => Passages = () => ({}),
): Promise<FaultProxy> {
	const pairs = new Set<Pair>();
	const held = new Set<() => void>();
	const passed = {up: 0, down: 0};
	let connections = 0;
	let cuts = 0;
	let stalls = 0;

	const end = (pair: Pair, how: 'fin' | 'rst' | 'silence'): void => {
		cuts++;
		if (how === 'silence') {
			pair.isSilent = true;
			return;
		}

		pairs.delete(pair);
		for (const socket of [pair.near, pair.far]) {
			if (how === 'rst') {
				socket.resetAndDestroy();
			} else {
				socket.end();
				socket.destroySoon();
			}
		}
	};

	const closed = (pair: Pair, other: net.Socket): void => {
		if (other.destroyed) {
			pairs.delete(pair);
		} else if (!pair.isSilent) {
			// Silence does not tell that the other one has gone.
			other.destroySoon();
		}
	};

	const carry = (pair: Pair, way: 'up' | 'down', {cut, pieces, stall}: Passage): void => {
		const [from, onward] = way === 'up' ? [pair.near, pair.far] : [pair.far, pair.near];
		let waiting: Buffer = Buffer.alloc(0);
		let count = 0;
		let isMoving = false;
		let isStalled = false;
		let isReleased = false;
		const most = typeof pieces === 'number' ? pieces : Infinity;

		const move = (): void => {
			isMoving = false;
			if (pair.isSilent || from.destroyed || onward.destroyed) {
				return;
			}

			const limit = Math.min(isReleased ? Infinity : (stall ?? Infinity), cut?.after ?? Infinity);
			const size = Math.min(waiting.length, most, limit - count);
			if (size > 0) {
				onward.write(waiting.subarray(0, size));
				waiting = waiting.subarray(size);
				count += size;
				passed[way] += size;
			}

			if (count === cut?.after) {
				end(pair, cut.how);
			} else if (!isStalled && count === stall) {
				stalls++;
				isStalled = true;
				held.add(() => {
					isReleased = true;
					move();
				});
			} else if (size > 0 && waiting.length > 0) {
				schedule();
			}
		};

		const schedule = (): void => {
			if (!isMoving) {
				isMoving = true;
				setImmediate(() => (pieces === 'merged' ? setImmediate(move) : move()));
			}
		};

		from.on('data', chunk => {
			waiting = waiting.length > 0 ? Buffer.concat([waiting, chunk as Buffer]) : (chunk as Buffer);
			schedule();
		});
		if (cut?.after === 0) {
			schedule();
		}
	};

	const server = net.createServer({noDelay: true}, near => {
		const far = net.connect({host: '127.0.0.1', port: to, noDelay: true});
		const pair = {near, far, isSilent: false};
		const {up = {}, down = {}} = plan(connections++);
		pairs.add(pair);
		near.on('error', () => {});
		far.on('error', () => {});
		near.on('close', () => closed(pair, far));
		far.on('close', () => closed(pair, near));
		carry(pair, 'up', up);
		carry(pair, 'down', down);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));

	return {
		port: (server.address() as net.AddressInfo).port,
		cuts: () => cuts,
		stalls: () => stalls,
		passed: () => passed,
		release() {
			held.forEach(go => go());
			held.clear();
		},
		cutAll(how) {
			[...pairs].filter(({isSilent}) => !isSilent).forEach(pair => end(pair, how));
		},
		async [Symbol.asyncDispose]() {
			for (const {near, far} of pairs) {
				near.destroy();
				far.destroy();
			}

			await new Promise(resolve => server.close(resolve));
		},
	};
}
