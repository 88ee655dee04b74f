import net from 'node:net';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {type Address, dial} from '../../../source/client/connection/dial.ts';
import {freePort} from '../../helpers/free-port.ts';
import {within} from '../../helpers/patience.ts';
import {createQueue, listen} from './fake-server.ts';

type Outcome = {readonly reached: net.Socket} | {readonly failed: string | undefined};

const sockets: net.Socket[] = [];

function start(addresses: readonly Address[]) {
	const outcomes = createQueue<Outcome>();
	const stop = dial(addresses, {
		reached(socket) {
			sockets.push(socket);
			outcomes.push({reached: socket});
		},
		failed: ({code}) => outcomes.push({failed: code}),
	});
	return {stop, outcome: () => within(outcomes.next(), () => 'an outcome'), rest: outcomes.rest};
}

const portOf = (outcome: Outcome) => ('reached' in outcome ? outcome.reached.remotePort : outcome);
const nowhere = async (): Promise<Address> => ({host: '127.0.0.1', port: await freePort()});
/** Somewhere that neither answers nor refuses. */
function silent(): Address {
	const connect = net.connect.bind(net);
	vi.spyOn(net, 'connect').mockImplementation(((options: Address) =>
		options.host === '192.0.2.1'
			? (sockets[sockets.push(new net.Socket()) - 1] as net.Socket)
			: connect(options)) as typeof net.connect);
	return {host: '192.0.2.1', port: 1};
}

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
});
afterEach(() => {
	sockets.splice(0).forEach(socket => socket.destroy());
	vi.restoreAllMocks();
	vi.useRealTimers();
});

test('the first address that answers is taken, and the others are not asked', async () => {
	await using one = await listen();
	await using other = await listen();
	const {outcome, rest} = start([one.address, other.address]);
	expect(portOf(await outcome())).toBe(one.address.port);
	vi.advanceTimersByTime(10_000);
	expect(rest).toEqual([]);
	expect(vi.getTimerCount()).toBe(0);
});

test('an address that refuses makes way at once', async () => {
	await using server = await listen();
	const {outcome} = start([await nowhere(), await nowhere(), server.address]);
	expect(portOf(await outcome())).toBe(server.address.port);
});

test('one that says nothing has a quarter of a second for itself', async () => {
	const nothing = silent();
	await using server = await listen();
	const {outcome, rest} = start([nothing, server.address]);
	vi.advanceTimersByTime(249);
	expect(rest).toEqual([]);
	expect(net.connect).toHaveBeenCalledTimes(1);
	vi.advanceTimersByTime(1);
	expect(portOf(await outcome())).toBe(server.address.port);
	expect(sockets[0]!.destroyed).toBe(true);
});

test('when all fail, it is told once, and why the first did', async () => {
	const first = {host: 'no such host', port: 1};
	const {outcome, rest} = start([first, await nowhere(), await nowhere()]);
	const told = await outcome();
	expect(told).toHaveProperty('failed');
	expect(rest).toEqual([]);
	const {outcome: other} = start([await nowhere()]);
	expect(await other()).toEqual({failed: 'ECONNREFUSED'});
});

test('whoever gives up hears nothing more, and leaves nothing behind', async () => {
	const nothing = silent();
	await using server = await listen();
	const {stop, rest} = start([nothing, server.address]);
	stop();
	vi.advanceTimersByTime(10_000);
	expect(vi.getTimerCount()).toBe(0);
	expect(net.connect).toHaveBeenCalledTimes(1);
	expect(sockets[0]!.destroyed).toBe(true);
	expect(rest).toEqual([]);
	stop();
});
