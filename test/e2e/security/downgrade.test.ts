import net from 'node:net';
import tls from 'node:tls';
import {afterEach, describe, expect, test} from 'vitest';
import {secure} from '../../../source/client/connection/secure.ts';
import {goFar, type Memory} from '../../helpers/far-client.ts';
import {newIdentity, serveHere} from '../../helpers/serve-here.ts';
import {speakTls} from '../../helpers/tls-talker.ts';

const open: net.Server[] = [];
afterEach(() => {
	open.splice(0).forEach(server => server.close());
});

/** Something that listens, and what it heard from each connection. */
async function listen(talk: (socket: net.Socket) => void) {
	const heard: Buffer[][] = [];
	const server = net.createServer(socket => {
		const chunks: Buffer[] = [];
		heard.push(chunks);
		socket.on('error', () => {}).on('data', chunk => chunks.push(chunk));
		talk(socket);
	});
	open.push(server);
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as net.AddressInfo).port,
		heard: () => heard.map(chunks => Buffer.concat(chunks)),
	};
}

describe('whoever answers in the clear', () => {
	test.each([
		['with the greeting of a server', '* here. Say your name, or {"type":"hello"}.\n'],
		['with an answer in our protocol', '{"type":"welcome","v":1}\n'],
		['with that of a web server', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
	])('%s is not spoken to in the clear, however often it is tried', async (_, words) => {
		const liar = await listen(socket => {
			socket.once('data', () => socket.write(words));
		});
		await using client = goFar({port: liar.port, password: 'secret', invite: 'i'.repeat(22)});
		expect(await client.fails()).toBe('in-clear');
		expect(client.events).toEqual([{type: 'lost', problem: 'in-clear', retryMs: undefined}]);
		// Four times, for a server may have begun to greet before it heard us.
		expect(liar.heard()).toHaveLength(4);
		for (const bytes of liar.heard()) {
			expect(bytes[0]).toBe(0x16);
			expect(String(bytes)).not.toMatch(/hello|secret|iiii|ada/);
		}
	});
});

test('a server that greeted before our first byte came is reached at the next attempt, at once', async () => {
	await using server = await serveHere();
	let attempts = 0;
	const slow = await listen(near => {
		const isFirst = attempts++ === 0;
		const far = net.connect({host: '127.0.0.1', port: server.port}).on('error', () => {});
		far.on('close', () => near.destroy());
		near.on('close', () => far.destroy());
		far.on('data', chunk => near.write(chunk));
		if (isFirst) {
			// What we say gets through only when we have been greeted.
			near.pause();
			far.once('data', () => near.on('data', chunk => far.write(chunk)).resume());
		} else {
			near.on('data', chunk => far.write(chunk));
		}
	});
	await using client = goFar({port: slow.port});
	await client.hears('welcome');
	expect(attempts).toBe(2);
	expect(client.problems()).toEqual([]);
	expect(server.faults).toEqual([]);
});

describe('a host that was met encrypted', () => {
	test('is not spoken to in the clear, not even connected to', async () => {
		await using server = await serveHere();
		const trap = await listen(() => {});
		const memory: Memory = {pin: server.link.pin!};
		await using client = goFar({port: trap.port, memory, isEncrypted: false});
		expect(await client.fails()).toBe('once-encrypted');
		expect(trap.heard()).toEqual([]);
	});

	test('and has another key when the connection is mended is not spoken to any more', async () => {
		await using server = await serveHere();
		const identity = await newIdentity();
		await using another = await serveHere({openIdentity: async () => identity});
		let port = server.port;
		const memory: Memory = {};
		await using client = goFar({port: () => port, memory});
		await client.hears('welcome');
		port = another.port;
		client.reconnect();
		await expect
			.poll(client.problems, {timeout: 10_000})
			.toEqual(['lost', {type: 'other-key', right: server.link.pin, shown: another.link.pin}]);
		expect(client.events.at(-1)).toMatchObject({type: 'lost', retryMs: undefined});
		expect(another.names()).toEqual([]);
		expect(memory.pin).toBe(server.link.pin);
	});

	test('goes on to be known with the same key, without a word', async () => {
		await using server = await serveHere();
		const memory: Memory = {};
		await using client = goFar({port: server.port, memory});
		await client.hears('welcome');
		client.reconnect();
		await client.hears('welcome', 2);
		expect(client.events.filter(({type}) => type === 'met')).toHaveLength(1);
	});
});

describe('what a session before left behind', () => {
	test('is of no use: the server resumes nothing, and shows its key again', async () => {
		await using server = await serveHere();
		using first = await speakTls(server.port);
		let session: Buffer | undefined;
		first.socket.on('session', latest => (session = latest));
		first.say({type: 'hello', v: [1, 1], nick: 'ada'});
		await first.hears('welcome');
		session ??= first.socket.getSession()!;
		using second = await speakTls(server.port, {session});
		second.say({type: 'hello', v: [1, 1], nick: 'bob'});
		await second.hears('welcome');
		expect(second.socket.isSessionReused()).toBe(false);
		expect(second.socket.getPeerX509Certificate()).toBeDefined();
		expect(second.binding).not.toBe(first.binding);
	});

	test('is never used by a client of ours, though a server offers it', async () => {
		const {key, certificate} = await newIdentity();
		let [reused, fresh] = [0, 0];
		const server = tls.createServer({key, cert: certificate, minVersion: 'TLSv1.3'}, socket => {
			socket.on('error', () => {}).write('{"type":"ping"}\n');
			if (socket.isSessionReused()) {
				reused++;
			} else {
				fresh++;
			}
		});
		await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
		const {port} = server.address() as net.AddressInfo;
		for (let count = 0; count < 3; count++) {
			const socket = net.connect({host: '127.0.0.1', port});
			await new Promise<void>(resolve => {
				secure(socket, ({socket: encrypted}) => encrypted.once('data', () => resolve()));
			});
			socket.destroy();
		}

		server.close();
		expect([reused, fresh]).toEqual([0, 3]);
	});
});

test.each(['TLSv1.2', 'TLSv1.1'] as const)('nobody comes in by %s', async version => {
	await using server = await serveHere();
	await expect(speakTls(server.port, {minVersion: version, maxVersion: version})).rejects.toThrow(
		/alert|protocol/i,
	);
	const {key, certificate} = await newIdentity();
	const old = tls.createServer({key, cert: certificate, minVersion: version, maxVersion: version});
	old.on('tlsClientError', () => {});
	await new Promise<void>(resolve => old.listen(0, '127.0.0.1', resolve));
	await using client = goFar({port: (old.address() as net.AddressInfo).port});
	expect(typeof (await client.fails())).toBe('string');
	expect(client.events).not.toContainEqual({type: 'opened'});
	old.close();
});
