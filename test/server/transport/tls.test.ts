import net from 'node:net';
import tls from 'node:tls';
import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import type {Wire} from '../../../source/server/gateways/gateway.ts';
import {isTls} from '../../../source/server/transport/encrypt.ts';
import {type Listener, listen} from '../../../source/server/transport/tcp-listener.ts';
import {anIdentity} from '../../helpers/identity.ts';
import {within} from '../../helpers/patience.ts';
import {Recorder} from '../../helpers/recorder.ts';
import {connect} from '../../helpers/tcp-peer.ts';
import {speakTls} from '../../helpers/tls-talker.ts';

const seated: Recorder[] = [];
let listener: Listener;
let now = 0;

async function start(door: Parameters<typeof listen>[0]['door'] = {limit: 1000}) {
	const open = (wire: Wire) => {
		const recorder = new Recorder(wire);
		seated.push(recorder);
		return recorder;
	};
	listener = await listen({
		host: '127.0.0.1',
		port: 0,
		door,
		monotonic: () => now,
		identity: anIdentity(),
		welcome: open,
		turnAway: open,
	});
	return listener;
}

/** What a client of TLS says first. */
async function firstWords(): Promise<Buffer> {
	const server = net.createServer();
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as net.AddressInfo;
	const came = new Promise<Buffer>(resolve => {
		server.once('connection', socket => {
			socket.once('data', chunk => {
				resolve(chunk);
				socket.destroy();
			});
		});
	});
	tls.connect({host: '127.0.0.1', port, minVersion: 'TLSv1.3'}).on('error', () => {});
	const chunk = await came;
	server.close();
	return chunk;
}

beforeEach(() => {
	seated.length = 0;
	now = 0;
});
afterEach(async () => {
	vi.useRealTimers();
	await listener.close('', 0);
});

test('after TLS there is a new conversation, which knows the connection; the one before it is over', async () => {
	const {port} = await start();
	using peer = await speakTls(port);
	await expect.poll(() => seated.length).toBe(2);
	const [before, after] = seated;
	expect(before!.calls).toEqual(['(close)']);
	expect(before!.wire.binding).toBeUndefined();
	expect(Buffer.from(after!.wire.binding!).toString('base64url')).toBe(peer.binding);
	peer.socket.write('hello');
	await expect.poll(() => after!.calls).toEqual(['hello']);
	peer.socket.destroy();
	await expect.poll(() => after!.calls.at(-1)).toBe('(close)');
	expect(before!.calls).toEqual(['(close)']);
});

test('each connection has its own binding', async () => {
	const {port} = await start();
	using one = await speakTls(port);
	using other = await speakTls(port);
	expect(one.binding).not.toBe(other.binding);
});

test('who has said all still hears the answer', async () => {
	const {port} = await start();
	using peer = await speakTls(port);
	let heard = '';
	peer.socket.on('data', chunk => (heard += String(chunk)));
	peer.socket.end('last words');
	await within(peer.closed, () => 'the end');
	expect(heard).toBe('last words');
	await expect.poll(() => seated[1]!.calls).toEqual(['last words', '(finish)', '(close)']);
});

test('much comes through whole both ways, however it is cut', async () => {
	const {port} = await start();
	const words = 'x'.repeat(3_000_000);
	const socket = tls.connect({host: '127.0.0.1', port, rejectUnauthorized: false});
	let heard = 0;
	socket.on('data', chunk => (heard += chunk.length)).write(words);
	await expect.poll(() => heard, {timeout: 10_000}).toBe(words.length);
	socket.destroy();
});

describe('a handshake', () => {
	test.each(['fin', 'rst'] as const)(
		'that ends after any byte (%s) leaves nothing behind',
		async how => {
			const {port, strangers} = await start();
			const whole = await firstWords();
			const places = Array.from({length: whole.length}, (_, at) => at + 1).filter(
				at => at < 16 || at % 23 === 0 || at === whole.length,
			);
			await Promise.all(
				places.map(async at => {
					using peer = await connect(port);
					peer.socket.write(whole.subarray(0, at));
					// So that it is read before the connection ends.
					await expect
						.poll(() => seated.filter(({calls}) => calls.length > 0).length)
						.toBeGreaterThan(0);
					if (how === 'fin') {
						peer.socket.end();
					} else {
						peer.socket.resetAndDestroy();
					}

					await within(peer.closed, () => `the end after ${at} bytes`, 5000);
				}),
			);
			await expect.poll(strangers).toBe(0);
			using peer = await speakTls(port);
			peer.socket.write('here');
			await expect.poll(() => seated.at(-1)!.calls).toEqual(['here']);
		},
	);

	test('of rubbish is over at once, or after its time, and disturbs nobody', async () => {
		const {port, strangers} = await start();
		const whole = await firstWords();
		const rubbish = fc.sample(
			fc.oneof(
				fc.uint8Array({minLength: 5, maxLength: 600}),
				fc.nat({max: whole.length - 1}).map(at => {
					const copy = Buffer.from(whole);
					copy[at]! ^= 0x55;
					return copy.subarray(1);
				}),
			),
			{numRuns: 150, seed: 20_261_123},
		);
		await Promise.all(
			rubbish.map(async bytes => {
				using peer = await connect(port);
				peer.socket.end(Buffer.concat([Buffer.of(0x16), bytes]));
				await within(peer.closed, () => `the end of ${Buffer.from(bytes).toString('hex')}`, 8000);
			}),
		);
		await expect.poll(strangers).toBe(0);
		using peer = await speakTls(port);
		peer.socket.write('here');
		await expect.poll(() => seated.at(-1)!.calls).toEqual(['here']);
	});

	test('has ten seconds', async () => {
		vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
		const {port, strangers} = await start();
		using peer = await connect(port);
		peer.socket.write((await firstWords()).subarray(0, 100));
		await vi.waitFor(() => expect(seated[0]?.calls).toEqual(['(close)']));
		await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
		vi.advanceTimersByTime(9_999);
		await new Promise(resolve => {
			setImmediate(resolve);
		});
		expect(strangers()).toBe(1);
		vi.advanceTimersByTime(1);
		await peer.closed;
		await vi.waitFor(() => expect(strangers()).toBe(0));
	});

	test('that is open when the server ends does not hold it up', async () => {
		const {port} = await start();
		const part = (await firstWords()).subarray(0, 100);
		const peers = await Promise.all(Array.from({length: 20}, () => connect(port)));
		peers.forEach(({socket}) => socket.write(part));
		await expect.poll(() => seated.filter(({calls}) => calls.includes('(close)')).length).toBe(20);
		const timers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length;
		await within(listener.close('good bye', 60_000), () => 'the end', 5000);
		await Promise.all(peers.map(({closed}) => closed));
		// None of ten seconds is left, for which the program would have to wait.
		await expect.poll(timers).toBeLessThanOrEqual(3);
	});
});

describe('a peer that speaks TLS and reads nothing', () => {
	test('is told when it is too much, and gone after a minute', async () => {
		vi.useFakeTimers({toFake: ['setInterval', 'clearInterval']});
		const {port} = await start();
		using stuck = await speakTls(port);
		await vi.waitFor(() => expect(seated).toHaveLength(2));
		stuck.socket.pause();
		const {wire, calls} = seated[1]!;
		let hasRoom = true;
		for (let count = 0; count < 1000; count++) {
			hasRoom = wire.send('x'.repeat(32 * 1024));
		}

		expect(hasRoom).toBe(false);
		for (const second of [0, 30, 60, 61]) {
			now = second * 1000;
			vi.advanceTimersByTime(5000);
		}

		await vi.waitFor(() => expect(calls).toEqual(['(close)']));
	});

	test('is told when there is room again', async () => {
		const {port} = await start();
		using slow = await speakTls(port);
		await expect.poll(() => seated.length).toBe(2);
		slow.socket.pause();
		const {wire, calls} = seated[1]!;
		while (wire.send('x'.repeat(32 * 1024))) {
			await new Promise(resolve => {
				setImmediate(resolve);
			});
		}

		expect(calls).toEqual([]);
		slow.socket.resume();
		await expect.poll(() => calls).toContain('(ready)');
	});
});

test('those who begin with TLS and stall take only the seats of strangers, and keep nobody else out', async () => {
	const {port, strangers} = await start({limit: 50, countsLocal: true, strangersPerAddress: 8});
	const part = (await firstWords()).subarray(0, 100);
	const stalled = Array.from({length: 200}, () => {
		const socket = net.connect({host: '127.0.0.1', port, localAddress: '127.0.0.2'});
		socket.on('error', () => {}).write(part);
		return socket;
	});
	await expect.poll(strangers).toBe(8);
	using peer = await speakTls(port);
	peer.socket.write('here');
	await expect.poll(() => seated.some(({calls}) => calls.includes('here'))).toBe(true);
	expect(strangers()).toBe(9);
	stalled.forEach(socket => socket.destroy());
	await expect.poll(strangers).toBe(1);
});

test('the first byte tells TLS from text', () => {
	expect([[0x16], [0x16, 3], [0x16, 3, 1]].map(bytes => isTls(Uint8Array.from(bytes)))).toEqual([
		true,
		true,
		true,
	]);
	const others = [[], [0x16, 4], [0x17, 3], [0x7b], [0x4e], [0x80, 3]];
	expect(others.map(bytes => isTls(Uint8Array.from(bytes)))).toEqual(others.map(() => false));
});
