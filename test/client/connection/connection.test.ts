import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {openConnection} from '../../../source/client/connection/connection.ts';
import type {Address} from '../../../source/client/connection/dial.ts';
import type {Problem} from '../../../source/client/connection/problem.ts';
import {encodeFrame} from '../../../source/protocol/codec.ts';
import {limits} from '../../../source/protocol/limits.ts';
import type {ServerFrame} from '../../../source/protocol/server-frame.ts';
import {entryOf, welcomeFrame} from '../../helpers/client-fakes.ts';
import {createQueue, listen, type Peer} from './fake-server.ts';

type Event =
	| {readonly type: 'opened'}
	| {readonly type: 'received'; readonly frame: ServerFrame}
	| {readonly type: 'ended'; readonly problem: Problem};

function connectTo(address: Address) {
	const events = createQueue<Event>();
	const connection = openConnection(
		{addresses: [address], isEncrypted: false, judge: () => undefined},
		{
			opened: () => events.push({type: 'opened'}),
			received: frame => events.push({type: 'received', frame}),
			ended: problem => events.push({type: 'ended', problem}),
		},
	);
	return {...connection, event: events.next, rest: events.rest};
}

type Server = Awaited<ReturnType<typeof listen>>;

/** Connected, with the server's side of it. */
async function meet(server: Server) {
	const client = connectTo(server.address);
	const peer = await server.peer();
	expect(await client.event()).toEqual({type: 'opened'});
	return {client, peer};
}

// So that what the client does after a frame has been done: it is received.
async function say(peer: Peer, client: ReturnType<typeof connectTo>, frame: ServerFrame) {
	peer.send(frame);
	expect(await client.event()).toEqual({type: 'received', frame});
}

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
});

afterEach(() => {
	vi.useRealTimers();
});

const said: ServerFrame = {type: 'entry', ...entryOf(1, 'hello')};

test('frames go both ways', async () => {
	await using server = await listen();
	const {client, peer} = await meet(server);

	client.send({type: 'who'});
	expect(await peer.heard()).toEqual({type: 'who'});
	await say(peer, client, said);
	client.destroy('closed');
});

test('the greeting for people with netcat is skipped', async () => {
	await using server = await listen();
	const {client, peer} = await meet(server);
	peer.write('* home. Say your name, or {"type":"hello"}.\n\n');

	await say(peer, client, welcomeFrame());
	client.destroy('closed');
});

test('where the bytes are cut makes no difference', async () => {
	await using server = await listen();
	const {client, peer} = await meet(server);
	const frame: ServerFrame = {type: 'entry', ...entryOf(1, 'é漢字👩‍👩‍👧')};
	for (const byte of Buffer.from(`hello\n${encodeFrame(frame)}${encodeFrame(said)}`)) {
		await new Promise<void>(resolve => {
			peer.socket.write(Uint8Array.of(byte), () => resolve());
		});
	}

	expect(await client.event()).toEqual({type: 'received', frame});
	expect(await client.event()).toEqual({type: 'received', frame: said});
	client.destroy('closed');
});

test('several frames in one piece are several', async () => {
	await using server = await listen();
	const {client, peer} = await meet(server);
	peer.write(encodeFrame(said) + encodeFrame(said) + encodeFrame({type: 'pong'}));

	expect(await client.event()).toMatchObject({type: 'received', frame: {type: 'entry'}});
	expect(await client.event()).toMatchObject({type: 'received', frame: {type: 'entry'}});
	expect(await client.event()).toMatchObject({type: 'received', frame: {type: 'pong'}});
	client.destroy('closed');
});

test('what is no frame, or one that nobody knows yet, is passed over', async () => {
	await using server = await listen();
	const {client, peer} = await meet(server);
	peer.write('{"type":"from the future"}\n{not json\n{"type":"ack"}\n');
	peer.write(`{"type":"${'x'.repeat(limits.serverFrameBytes)}"}\n`);

	await say(peer, client, said);
	client.destroy('closed');
});

test('a ping is answered, with its number, and is not passed on', async () => {
	await using server = await listen();
	const {client, peer} = await meet(server);
	peer.send({type: 'ping', n: 7});
	expect(await peer.heard()).toEqual({type: 'pong', n: 7});
	peer.send({type: 'ping'});
	expect(await peer.heard()).toEqual({type: 'pong'});

	expect(client.rest).toEqual([]);
	client.destroy('closed');
});

test('where nothing listens it is refused', async () => {
	const server = await listen();
	await server.stop();

	expect(await connectTo(server.address).event()).toEqual({type: 'ended', problem: 'refused'});
});

test('a host that does not answer is given up after ten seconds', async () => {
	await using server = await listen();
	// The connection is there, but the client cannot know it yet.
	const client = connectTo(server.address);
	vi.advanceTimersByTime(10_000);

	expect(await client.event()).toEqual({type: 'ended', problem: 'timeout'});
});

test('a server that says nothing in our protocol for five seconds is none of ours', async () => {
	await using server = await listen();
	const {client, peer} = await meet(server);
	peer.write('220 mail.example ESMTP\n');
	// What was written before this way round has been read.
	client.send({type: 'who'});
	await peer.heard();
	vi.advanceTimersByTime(4999);
	expect(client.rest).toEqual([]);
	vi.advanceTimersByTime(1);

	expect(await client.event()).toEqual({type: 'ended', problem: 'not-chatroom'});
	await peer.ended;
});

test('one that takes the connection and says nothing at all may be stopped', async () => {
	await using server = await listen();
	const {client} = await meet(server);
	vi.advanceTimersByTime(5000);

	expect(await client.event()).toEqual({type: 'ended', problem: 'mute'});
});

test('a server that goes on asking and does not read is answered no more', async () => {
	await using server = await listen();
	const {client, peer} = await meet(server);
	peer.socket.pause();
	const pings = encodeFrame({type: 'ping', n: 1_000_000_000}).repeat(20_000);
	for (let count = 0; count < 50; count++) {
		await new Promise<void>(resolve => {
			peer.socket.write(pings, () => resolve());
		});
	}

	await say(peer, client, said);
	client.send({type: 'who'});
	peer.socket.resume();
	let answers = 0;
	while (((await peer.heard()) as {readonly type: string}).type === 'pong') {
		answers++;
	}

	// What the system itself holds between two sockets is far below a million.
	expect(answers).toBeLessThan(600_000);
	client.destroy('closed');
});

test('a server that says too much else is none of ours', async () => {
	await using server = await listen();
	const {client, peer} = await meet(server);
	peer.write('HTTP/1.1 400 Bad Request\r\n'.repeat(200));

	expect(await client.event()).toEqual({type: 'ended', problem: 'not-chatroom'});
});

test('a server that closes without a word is none of ours', async () => {
	await using server = await listen();
	const {client, peer} = await meet(server);
	peer.socket.end('SSH-2.0-OpenSSH_9.6\r\n');

	expect(await client.event()).toEqual({type: 'ended', problem: 'not-chatroom'});
});

test('a server of ours that closes has closed, and one that resets is lost', async () => {
	await using server = await listen();
	const first = await meet(server);
	await say(first.peer, first.client, said);
	first.peer.socket.end();
	expect(await first.client.event()).toEqual({type: 'ended', problem: 'closed'});

	const second = await meet(server);
	await say(second.peer, second.client, said);
	second.peer.socket.resetAndDestroy();
	expect(await second.client.event()).toEqual({type: 'ended', problem: 'lost'});
});

test('a quiet server is asked for a sign of life, and lives if it gives one', async () => {
	await using server = await listen();
	const {client, peer} = await meet(server);
	await say(peer, client, said);

	vi.advanceTimersByTime(10_000);
	expect(await peer.heard()).toEqual({type: 'ping'});
	vi.advanceTimersByTime(4999);
	await say(peer, client, {type: 'pong'});
	vi.advanceTimersByTime(9999);
	expect(client.rest).toEqual([]);

	vi.advanceTimersByTime(1);
	expect(await peer.heard()).toEqual({type: 'ping'});
	vi.advanceTimersByTime(5000);
	expect(await client.event()).toEqual({type: 'ended', problem: 'silent'});
});

test('after the end nothing more is told', async () => {
	await using server = await listen();
	const {client, peer} = await meet(server);
	peer.write(encodeFrame(said).repeat(3));
	await client.event();
	client.destroy('lost');
	await peer.ended;

	const rest: Event[] = [];
	for (let event = await client.event(); event.type !== 'ended'; event = await client.event()) {
		rest.push(event);
	}

	expect(rest.length).toBeLessThanOrEqual(2);
	expect(client.rest).toEqual([]);
	client.send({type: 'who'});
	await client.close();
});

test('closing sends what is queued first', async () => {
	await using server = await listen();
	const {client, peer} = await meet(server);
	await say(peer, client, said);
	client.send({type: 'quit', why: 'bye'});
	const closed = client.close();

	expect(await peer.heard()).toEqual({type: 'quit', why: 'bye'});
	await peer.ended;
	await closed;
});

test('a server that does not let go is left after a second, whatever it goes on saying', async () => {
	await using server = await listen();
	const {client, peer} = await meet(server);
	peer.socket.allowHalfOpen = true;
	await say(peer, client, said);
	const closed = client.close();
	await say(peer, client, said);
	vi.advanceTimersByTime(1000);

	await closed;
	expect(await client.event()).toMatchObject({type: 'ended'});
});
