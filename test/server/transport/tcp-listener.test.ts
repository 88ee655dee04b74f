import {afterEach, describe, expect, test, vi} from 'vitest';
import type {Wire} from '../../../source/server/gateways/gateway.ts';
import {type Listener, listen} from '../../../source/server/transport/tcp-listener.ts';
import {anIdentity} from '../../helpers/identity.ts';
import {Recorder} from '../../helpers/recorder.ts';
import {connect} from '../../helpers/tcp-peer.ts';

let open: Listener | undefined;
afterEach(async () => {
	await open?.close('', 0);
	open = undefined;
	vi.useRealTimers();
});

async function start({limit = 10, monotonic = (): number => 0} = {}) {
	const seated: Recorder[] = [];
	const away: Recorder[] = [];
	const into = (recorders: Recorder[]) => (wire: Wire) => {
		const recorder = new Recorder(wire);
		recorders.push(recorder);
		return recorder;
	};
	open = await listen({
		host: '127.0.0.1',
		port: 0,
		door: {limit},
		monotonic,
		identity: anIdentity(),
		welcome: into(seated),
		turnAway: into(away),
	});
	return {listener: open, port: open.port, seated, away};
}

describe('a connection', () => {
	test('is one session, from its first byte to its end', async () => {
		const {listener, port, seated} = await start();
		expect(listener).toMatchObject({host: '127.0.0.1', port: expect.any(Number)});
		using peer = await connect(port);
		peer.socket.write('hello');
		await expect.poll(peer.heard).toBe('hello');
		peer.socket.end();
		await peer.closed;

		await expect.poll(() => seated[0]!.calls).toEqual(['hello', '(finish)', '(close)']);
	});

	test('that is half closed still hears what it is told', async () => {
		const {port, seated} = await start();
		using peer = await connect(port);
		await expect.poll(() => seated.length).toBe(1);
		seated[0]!.finish = () => {
			setImmediate(() => {
				seated[0]!.wire.send('last words');
				seated[0]!.wire.end();
			});
		};
		peer.socket.end('hello');
		await peer.closed;

		expect(peer.heard()).toBe('hellolast words');
	});

	test('that is reset is over, and nothing else is', async () => {
		const {port, seated} = await start();
		using resetting = await connect(port);
		using other = await connect(port);
		await expect.poll(() => seated.length).toBe(2);
		resetting.socket.resetAndDestroy();
		await expect.poll(() => seated[0]!.calls).toEqual(['(close)']);
		other.socket.write('fine');
		await expect.poll(other.heard).toBe('fine');
	});

	test('that is not listened to is not read from until it is again', async () => {
		const {port, seated} = await start();
		using peer = await connect(port);
		await expect.poll(() => seated.length).toBe(1);
		seated[0]!.wire.listen(false);
		peer.socket.write('later');
		using other = await connect(port);
		other.socket.write('now');
		await expect.poll(other.heard).toBe('now');
		expect(seated[0]!.calls).toEqual([]);

		seated[0]!.wire.listen(true);
		await expect.poll(peer.heard).toBe('later');
	});

	test('that does not read is told no, and that there is room when it has read', async () => {
		const {port, seated} = await start();
		using peer = await connect(port, {reads: false});
		await expect.poll(() => seated.length).toBe(1);
		const {wire, calls} = seated[0]!;
		const chunk = 'x'.repeat(32 * 1024);
		let sent = 1;
		while (wire.send(chunk)) {
			sent++;
			await new Promise(resolve => {
				setImmediate(resolve);
			});
		}

		expect(calls).toEqual([]);
		let bytes = 0;
		peer.socket.on('data', read => (bytes += read.length));
		await expect.poll(() => calls).toContain('(ready)');
		await expect.poll(() => bytes).toBe(sent * chunk.length);
	});

	test('says nothing after its end', async () => {
		const {port, seated} = await start();
		using peer = await connect(port);
		await expect.poll(() => seated.length).toBe(1);
		const {wire} = seated[0]!;
		wire.send('end');
		wire.end();
		wire.send('ghost');
		wire.end();
		await peer.closed;
		expect(peer.heard()).toBe('end');
	});

	test('of someone who keeps talking after its end is closed all the same', async () => {
		vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
		const {port, seated} = await start();
		using peer = await connect(port);
		peer.socket.allowHalfOpen = true;
		await expect.poll(() => seated.length).toBe(1);
		const {wire, calls} = seated[0]!;
		wire.end();
		wire.listen(false);
		for (let second = 0; second < 6; second++) {
			peer.socket.write('x');
			await expect.poll(() => calls.join('').length, {interval: 1}).toBeGreaterThan(second);
			vi.advanceTimersByTime(1000);
			if (calls.includes('(close)')) {
				break;
			}
		}

		await expect.poll(() => calls).toContain('(close)');
	});
});

describe('the clock', () => {
	test('is told to every session every few seconds', async () => {
		vi.useFakeTimers({toFake: ['setInterval', 'clearInterval']});
		let now = 7;
		const {port, seated} = await start({monotonic: () => now});
		using peer = await connect(port);
		await expect.poll(() => seated.length).toBe(1);
		vi.advanceTimersByTime(5000);
		now = 8;
		vi.advanceTimersByTime(5000);
		expect(seated[0]!.ticks).toEqual([7, 8]);
		peer.socket.destroy();
	});

	test('ends a peer that takes nothing for a minute, and no other', async () => {
		vi.useFakeTimers({toFake: ['setInterval', 'clearInterval']});
		let now = 0;
		const {port, seated} = await start({monotonic: () => now});
		using stuck = await connect(port, {reads: false});
		await expect.poll(() => seated.length).toBe(1);
		using idle = await connect(port);
		await expect.poll(() => seated.length).toBe(2);
		const {wire, calls} = seated[0]!;
		stuck.socket.pause();
		wire.send('x'.repeat(32 * 1024 * 1024));
		for (const second of [0, 30, 60, 61]) {
			now = second * 1000;
			vi.advanceTimersByTime(5000);
		}

		await expect.poll(() => calls).toEqual(['(close)']);
		idle.socket.write('here');
		await expect.poll(idle.heard).toBe('here');
	});
});

describe('the limit', () => {
	test('turns the one too many away, and gives the seat of who leaves to the next', async () => {
		const {port, seated, away} = await start({limit: 2});
		using first = await connect(port);
		using second = await connect(port);
		await expect.poll(() => seated.length).toBe(2);
		using third = await connect(port);
		await expect.poll(() => away.length).toBe(1);
		third.socket.destroy();
		await expect.poll(() => away[0]!.calls).toContain('(close)');

		first.socket.end();
		await expect.poll(() => seated[0]!.calls).toContain('(close)');
		using next = await connect(port);
		await expect.poll(() => seated.length).toBe(3);
		expect(away).toHaveLength(1);
		for (const {socket} of [second, next]) {
			socket.destroy();
		}
	});

	test('counts nobody whose conversation is over, though the connection is not', async () => {
		const {port, seated, away} = await start({limit: 1});
		using first = await connect(port);
		await expect.poll(() => seated.length).toBe(1);
		seated[0]!.wire.end();
		using next = await connect(port);
		await expect.poll(() => seated.length).toBe(2);

		expect(away).toEqual([]);
		expect(seated[0]!.calls).not.toContain('(close)');
		first.socket.destroy();
		next.socket.destroy();
	});

	test('holds for those being turned away too: more are closed without a word', async () => {
		const {port, away} = await start({limit: 0});
		const waiting = await Promise.all(Array.from({length: 128}, () => connect(port)));
		await expect.poll(() => away.length).toBe(128);
		using extra = await connect(port);
		await extra.closed;
		expect(away).toHaveLength(128);

		waiting[0]!.socket.destroy();
		await expect.poll(() => away[0]!.calls).toContain('(close)');
		using again = await connect(port);
		await expect.poll(() => away.length).toBe(129);
		again.socket.destroy();
		waiting.forEach(({socket}) => socket.destroy());
	});
});

describe('closing', () => {
	test('dismisses everyone, takes nobody more, and resolves when all have gone', async () => {
		const {listener, port, seated} = await start();
		using ada = await connect(port);
		using bob = await connect(port);
		await expect.poll(() => seated.length).toBe(2);
		await listener.close('good bye', 60_000);
		await Promise.all([ada.closed, bob.closed]);

		expect([ada.heard(), bob.heard()]).toEqual(['good bye', 'good bye']);
		await expect(connect(port)).rejects.toMatchObject({code: 'ECONNREFUSED'});
	});

	test('waits no longer than it may for a peer that never reads', async () => {
		const {listener, port, seated} = await start();
		using stuck = await connect(port, {reads: false});
		await expect.poll(() => seated.length).toBe(1);
		stuck.socket.pause();
		seated[0]!.wire.send('x'.repeat(32 * 1024 * 1024));
		const began = performance.now();
		await listener.close('good bye', 50);
		expect(performance.now() - began).toBeLessThan(2000);
		await expect.poll(() => seated[0]!.calls).toContain('(close)');
	});
});

test('a port in use is an error, not a listener', async () => {
	const {port} = await start();
	const session = (wire: Wire) => new Recorder(wire);
	const options = {host: '127.0.0.1', door: {limit: 1}, monotonic: () => 0, identity: anIdentity()};
	await expect(
		listen({...options, port, welcome: session, turnAway: session}),
	).rejects.toMatchObject({code: 'EADDRINUSE'});
});
