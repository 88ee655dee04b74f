import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {createLink, type LinkEvent} from '../../../source/client/connection/link.ts';
import {inTheClear} from '../../helpers/credentials.ts';
import {welcomeFrame} from '../../helpers/client-fakes.ts';
import {createQueue, listen} from './fake-server.ts';

type Server = Awaited<ReturnType<typeof listen>>;

function createClient(random = () => 0.5) {
	const events = createQueue<LinkEvent>();
	const link = createLink(event => events.push(event), {...inTheClear(), random});
	return {...link, event: events.next, rest: events.rest};
}

type Client = ReturnType<typeof createClient>;

async function meet(client: Client, server: Server) {
	const peer = await server.peer();
	expect(await client.event()).toEqual({type: 'opened'});
	return peer;
}

async function letIn(client: Client, server: Server) {
	const peer = await meet(client, server);
	peer.send(welcomeFrame());
	expect(await client.event()).toMatchObject({type: 'frame', frame: {type: 'welcome'}});
	return peer;
}

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
});

afterEach(() => {
	vi.useRealTimers();
});

test('frames go both ways', async () => {
	await using server = await listen();
	const client = createClient();
	client.open(server.address);
	const peer = await letIn(client, server);

	client.send({type: 'who'});
	expect(await peer.heard()).toEqual({type: 'who'});
	await client.close();
});

test('who has never been in is told why, and it does not try again', async () => {
	await using server = await listen();
	const client = createClient();
	client.open(server.address);
	const peer = await meet(client, server);
	peer.send({type: 'refused', code: 'full', text: 'The room is full.'});
	peer.socket.end();

	expect(await client.event()).toMatchObject({type: 'frame', frame: {type: 'refused'}});
	expect(await client.event()).toEqual({type: 'lost', problem: 'closed', retryMs: undefined});
	vi.advanceTimersByTime(3_600_000);
	expect(client.rest).toEqual([]);
});

test('a place where nobody listens can be tried again by hand', async () => {
	const gone = await listen();
	await gone.stop();
	await using server = await listen();
	const client = createClient();
	client.open(gone.address);
	expect(await client.event()).toMatchObject({type: 'lost', problem: 'refused'});

	client.open(server.address);
	await letIn(client, server);
	await client.close();
});

test('who has been in comes back by itself, and waits longer each time', async () => {
	await using server = await listen();
	const client = createClient(() => 0.5);
	client.open(server.address);
	const first = await letIn(client, server);
	first.socket.end();
	expect(await client.event()).toEqual({type: 'lost', problem: 'closed', retryMs: 250});

	vi.advanceTimersByTime(249);
	expect(client.rest).toEqual([]);
	vi.advanceTimersByTime(1);
	const second = await meet(client, server);
	second.socket.end();
	expect(await client.event()).toEqual({type: 'lost', problem: 'not-chatroom', retryMs: 500});

	vi.advanceTimersByTime(500);
	const third = await letIn(client, server);
	third.socket.end();
	expect(await client.event()).toMatchObject({type: 'lost', retryMs: 250});
	await client.close();
});

test('a server that says when to come back is not bothered before', async () => {
	await using server = await listen();
	const client = createClient(() => 0);
	client.open(server.address);
	const peer = await letIn(client, server);
	peer.send({type: 'bye', why: 'Restarting.', retryMs: 5000});
	peer.socket.end();
	await client.event();
	expect(await client.event()).toMatchObject({type: 'lost', retryMs: 5050});

	vi.advanceTimersByTime(5050);
	const again = await letIn(client, server);
	again.socket.end();
	expect(await client.event()).toMatchObject({type: 'lost', retryMs: 50});
	await client.close();
});

test('what a server asks for is waited once: after that it is as with any other', async () => {
	await using server = await listen();
	const client = createClient(() => 0);
	client.open(server.address);
	const peer = await letIn(client, server);
	peer.send({type: 'bye', why: 'Restarting.', retryMs: 3_600_000});
	peer.socket.end();
	await client.event();
	expect(await client.event()).toMatchObject({type: 'lost', retryMs: 60_050});

	vi.advanceTimersByTime(60_050);
	const again = await meet(client, server);
	again.socket.end();
	expect(await client.event()).toMatchObject({type: 'lost', retryMs: 50});
	await client.close();
});

test.each([-86_400_000, 86_400_000])(
	'a clock that jumps by %d ms neither stops nor hastens the coming back',
	async jump => {
		vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout', 'Date']});
		await using server = await listen();
		const client = createClient(() => 0.5);
		client.open(server.address);
		const peer = await letIn(client, server);
		peer.socket.end();
		expect(await client.event()).toMatchObject({type: 'lost', retryMs: 250});

		vi.setSystemTime(Date.now() + jump);
		vi.advanceTimersByTime(249);
		expect(client.rest).toEqual([]);
		vi.advanceTimersByTime(1);
		await letIn(client, server);
		await client.close();
	},
);

test('what is missing begins a new connection', async () => {
	await using server = await listen();
	const client = createClient();
	client.open(server.address);
	const peer = await letIn(client, server);
	client.reconnect();
	await peer.ended;
	expect(await client.event()).toEqual({type: 'lost', problem: 'lost', retryMs: 250});

	vi.advanceTimersByTime(250);
	await letIn(client, server);
	await client.close();
});

test('going elsewhere leaves the first place, and hears nothing more of it', async () => {
	await using server = await listen();
	await using other = await listen();
	const client = createClient();
	client.open(server.address);
	const peer = await letIn(client, server);
	client.open(other.address);
	await peer.ended;

	await letIn(client, other);
	expect(client.rest).toEqual([]);
	await client.close();
});

test('having been in one place gives no claim on another', async () => {
	await using server = await listen();
	const gone = await listen();
	await gone.stop();
	const client = createClient();
	client.open(server.address);
	await letIn(client, server);

	client.open(gone.address);
	expect(await client.event()).toEqual({type: 'lost', problem: 'refused', retryMs: undefined});
});

test('closing says a last word, and ends the trying again', async () => {
	await using server = await listen();
	const client = createClient();
	client.open(server.address);
	const peer = await letIn(client, server);
	const closed = client.close({type: 'quit', why: 'bye'});
	expect(await peer.heard()).toEqual({type: 'quit', why: 'bye'});
	await closed;

	expect(client.rest).toEqual([]);
	vi.advanceTimersByTime(3_600_000);
	client.send({type: 'who'});
	expect(client.rest).toEqual([]);
});

test('closing while it waits to come back is the end', async () => {
	await using server = await listen();
	const client = createClient();
	client.open(server.address);
	const peer = await letIn(client, server);
	peer.socket.end();
	await client.event();
	await client.close({type: 'quit'});

	expect(vi.getTimerCount()).toBe(0);
});

test('who was put out does not come back by itself, and does when told to', async () => {
	await using server = await listen();
	const client = createClient();
	client.open(server.address);
	const peer = await letIn(client, server);
	peer.send({type: 'bye', why: 'ada put you out.', isFinal: true});
	peer.socket.end();

	expect(await client.event()).toMatchObject({type: 'frame', frame: {type: 'bye'}});
	expect(await client.event()).toEqual({type: 'lost', problem: 'closed', retryMs: undefined});
	vi.advanceTimersByTime(3_600_000);
	expect(client.rest).toEqual([]);
	client.open(server.address);
	await letIn(client, server);
	await client.close();
});
