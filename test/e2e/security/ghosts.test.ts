import {describe, expect, test} from 'vitest';
import {createDevice} from '../../../source/crypto/device.ts';
import {limits} from '../../../source/protocol/limits.ts';
import {serverLimits} from '../../../source/server/gateways/server-limits.ts';
import {goFar} from '../../helpers/far-client.ts';
import {serveHere} from '../../helpers/serve-here.ts';
import {tap} from '../../helpers/tls-proxy.ts';

const here = (frames: readonly {readonly type: string}[]) =>
	frames.map(({type}) => type).filter(type => ['joined', 'left', 'renamed'].includes(type));

describe('who comes back with the same device while the connection before is dead', () => {
	test('has its name again within a second, and nobody hears of it', async () => {
		await using server = await serveHere();
		await using wire = await tap(server.port);
		await using bob = goFar({port: server.port, nick: 'bob'});
		await bob.hears('welcome');
		const {device} = createDevice();
		await using before = goFar({port: wire.port, device, run: 'one'});
		await before.hears('caught-up');
		await bob.hears('joined');
		wire.die();
		const begun = performance.now();
		await using after = goFar({port: server.port, device, run: 'two'});
		const welcome = await after.hears('welcome');
		const took = performance.now() - begun;
		expect(welcome).toMatchObject({nick: 'ada'});
		// The dead one was asked, and not waited for as long as a silence is borne.
		expect(took).toBeGreaterThanOrEqual(serverLimits.ghostAnswersWithin - 5);
		expect(took).toBeLessThan(limits.deadAfter / 2);
		console.log(`a name is back after ${took.toFixed(0)} ms`);
		expect(await after.hears('room')).toMatchObject({
			people: [expect.objectContaining({nick: 'bob'}), expect.objectContaining({nick: 'ada'})],
		});
		after.send({type: 'say', room: '#lobby' as never, id: 'a'.repeat(22) as never, text: 'back'});
		expect(await bob.hears('entry')).toMatchObject({author: 'ada', text: 'back'});
		expect(here(bob.frames())).toEqual(['joined']);
		expect(server.names().toSorted()).toEqual(['ada', 'bob']);
	});

	test('has it once, also when two programs ask at one time', async () => {
		await using server = await serveHere();
		await using wire = await tap(server.port);
		const {device} = createDevice();
		await using before = goFar({port: wire.port, device, run: 'one'});
		await before.hears('caught-up');
		wire.die();
		await using second = goFar({port: server.port, device, run: 'two'});
		await using third = goFar({port: server.port, device, run: 'three'});
		const both = () => [...second.frames(), ...third.frames()];
		await expect
			.poll(() => both().filter(({type}) => type === 'welcome' || type === 'refused').length, {
				timeout: 10_000,
			})
			.toBe(2);
		expect(both().filter(({type}) => type === 'welcome')).toHaveLength(1);
		expect(server.names()).toEqual(['ada']);
	});
});

describe('who is alive', () => {
	test('keeps its name, also from the same device, however many ask for it at one time', async () => {
		await using server = await serveHere();
		const {device} = createDevice();
		await using ada = goFar({port: server.port, device, run: 'one'});
		await ada.hears('caught-up');
		const others = ['two', 'three', 'four'].map(run => goFar({port: server.port, device, run}));
		try {
			for (const other of others) {
				expect(await other.hears('refused')).toMatchObject({
					code: 'nick-taken',
					text: 'You are here already, in another window under that name.',
				});
			}
		} finally {
			await Promise.all(others.map(other => other.close()));
		}

		expect(ada.frames().filter(({type}) => type === 'bye')).toEqual([]);
		expect(server.names()).toEqual(['ada']);
	});

	test('is not asked for the sake of another device, which hears at once that the name is taken', async () => {
		await using server = await serveHere();
		await using wire = await tap(server.port);
		await using ada = goFar({port: wire.port});
		await ada.hears('caught-up');
		wire.die();
		await using eve = goFar({port: server.port});
		expect(await eve.hears('refused')).toMatchObject({code: 'nick-taken'});
		expect(server.names()).toEqual(['ada']);
	});
});
