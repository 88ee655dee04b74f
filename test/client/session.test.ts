import {afterEach, expect, test, vi} from 'vitest';
import {type ClientSettings, createSession, monotonic} from '../../source/client/session.ts';
import type {Kept} from '../../source/client/state/outbox.ts';
import type {Body} from '../../source/protocol/body.ts';
import {inTheClear} from '../helpers/credentials.ts';
import {
	entryOf,
	firstLog,
	idOf,
	lobby,
	noon,
	roomFrame,
	said,
	seqOf,
	welcomeFrame,
} from '../helpers/client-fakes.ts';
import {untilEqual} from '../helpers/patience.ts';
import {listen} from './connection/fake-server.ts';

function begin(port: number, given: Partial<ClientSettings> = {}) {
	const session = createSession({
		host: '127.0.0.1',
		port,
		asksWhere: false,
		username: 'ada',
		isNameChosen: true,
		room: lobby,
		...inTheClear(),
		run: 'r',
		software: 'test',
		remember() {},
		debugFile: undefined,
		...given,
	});
	session.store.dispatch({type: 'started'});
	return session;
}

async function leave({store, ended}: ReturnType<typeof begin>): Promise<void> {
	store.dispatch({type: 'quit'});
	await ended;
}

afterEach(() => {
	vi.useRealTimers();
});

test.each([-86_400_000, 86_400_000])(
	'a clock that jumps by %d ms changes nothing about when it tries again, nor what one reads of it',
	async jump => {
		await using server = await listen();
		const session = begin(server.address.port);
		const peer = await server.peer();
		peer.send(welcomeFrame());
		await untilEqual(() => session.store.getState().link.type, 'online');
		vi.useFakeTimers({toFake: ['Date'], now: Date.now() + jump});
		peer.socket.end();
		await untilEqual(() => session.store.getState().link.type === 'online', false);
		const {link} = session.store.getState();
		const left = link.type === 'waiting' ? link.retryAt - monotonic() : 0;
		expect(left).toBeLessThanOrEqual(500);
		await server.peer();
		await leave(session);
	},
);

test('what is left of earlier runs is asked for when the history is known, and only then', async () => {
	await using server = await listen();
	const asked: unknown[] = [];
	const holds: string[][] = [];
	const left: Kept = {
		id: idOf(1),
		room: lobby,
		kind: 'message',
		text: 'left' as Body,
		at: noon,
		log: firstLog,
		failed: undefined,
	};
	const session = begin(server.address.port, {
		openOutbox: () => ({
			hold: messages => void holds.push(messages.map(({text}) => text)),
			take(log, {port}) {
				asked.push([log, port]);
				return [left];
			},
		}),
	});
	said('new', 2).forEach(session.store.dispatch);
	const peer = await server.peer();
	expect(await peer.heard()).toMatchObject({type: 'hello'});
	expect(asked).toEqual([]);
	peer.send(welcomeFrame());
	expect(await peer.heard()).toMatchObject({type: 'say', id: idOf(1), text: 'left'});
	expect(await peer.heard()).toMatchObject({type: 'say', id: idOf(2), text: 'new'});
	peer.send({type: 'ack', id: idOf(1), seq: welcomeFrame().head});
	await untilEqual(() => holds.at(-1), ['new']);
	expect(asked).toEqual([[firstLog, server.address.port]]);
	expect(holds[0]).toEqual(['new']);
	await leave(session);
});

test.each([
	['nobody said where to', {asksWhere: true}, 'connect'],
	['nobody chose a name', {isNameChosen: false}, 'name'],
	['both are known', {}, 'room'],
])(
	'the first screen, when %s, is the one that asks for what is missing',
	async (_, given, screen) => {
		await using server = await listen();
		const session = begin(server.address.port, given);
		expect(session.store.getState().screen).toBe(screen);
		await leave(session);
	},
);

test('who reads with the whole screen tells the server how far, and before leaving what is left; nobody else does', async () => {
	await using server = await listen();
	const entries = [1, 2].map(seq => entryOf(seq, 'x'));
	const heardOf = async (given: Partial<ClientSettings>): Promise<readonly unknown[]> => {
		const session = begin(server.address.port, given);
		const peer = await server.peer();
		await peer.heard();
		peer.send(welcomeFrame());
		peer.send(roomFrame({entries: entries.slice(0, 1)}));
		peer.send({type: 'caught-up', seq: seqOf(1)});
		peer.send({type: 'entry', ...entries[1]!});
		await untilEqual(() => session.store.getState().conversations[0]!.lastSeq, seqOf(2));
		session.store.dispatch({type: 'quit'});
		const frames: unknown[] = [];
		for (let last = ''; last !== 'quit';) {
			const frame = (await peer.heard()) as {readonly type: string};
			frames.push(frame);
			last = frame.type;
		}

		peer.socket.end();
		await session.ended;
		return frames;
	};
	expect(await heardOf({tellsReading: true})).toEqual([
		{type: 'read', room: lobby, seq: 1},
		{type: 'read', room: lobby, seq: 2},
		{type: 'quit'},
	]);
	expect(await heardOf({})).toEqual([{type: 'quit'}]);
});

test('a password that the person gives is proved over the same connection, and again over the next without being asked for', async () => {
	await using server = await listen();
	const session = begin(server.address.port);
	const {dispatch, getState} = session.store;
	const first = await server.peer();
	expect(await first.heard()).not.toHaveProperty('scram');
	first.send({type: 'refused', code: 'password-needed', text: 'This server has a password.'});
	await untilEqual(() => getState().screen, 'password');
	said('secret').forEach(dispatch);
	const hello = await first.heard();
	expect(hello).toMatchObject({type: 'hello', scram: expect.any(String)});
	expect(JSON.stringify(hello)).not.toContain('secret');
	first.send(welcomeFrame());
	await untilEqual(() => getState().link.type, 'online');
	first.socket.end();
	const second = await server.peer();
	expect(await second.heard()).toMatchObject({type: 'hello', scram: expect.any(String)});
	await leave(session);
});
