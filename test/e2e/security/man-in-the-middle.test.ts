import {describe, expect, test} from 'vitest';
import {problemSentence} from '../../../source/client/connection/problem.ts';
import {createDevice} from '../../../source/crypto/device.ts';
import {deviceClaim} from '../../../source/protocol/claim.ts';
import {lazily} from '../../../source/protocol/lazily.ts';
import {goFar, type Memory} from '../../helpers/far-client.ts';
import {newIdentity, serveHere} from '../../helpers/serve-here.ts';
import {standBetween} from '../../helpers/tls-proxy.ts';
import {speakTls} from '../../helpers/tls-talker.ts';

const hisIdentity = lazily(newIdentity);
const password = 'correct horse battery staple';

describe('somebody with another key in between', () => {
	test('who knows no server takes the first key on trust, his as well: so the true server is refused loudly afterwards', async () => {
		await using server = await serveHere();
		const his = await hisIdentity();
		const memory: Memory = {};
		{
			// He lets the device prove itself to him, and speaks to the server as another.
			await using decoy = await serveHere({openIdentity: async () => his});
			await using client = goFar({port: decoy.port, memory});
			await client.hears('welcome');
			expect(client.events).toContainEqual(
				expect.objectContaining({
					type: 'met',
					counterpart: expect.objectContaining({pin: his.pin}),
				}),
			);
		}

		expect(memory.pin).toBe(his.pin);
		await using client = goFar({port: server.port, memory});
		const problem = await client.fails();
		expect(problem).toEqual({type: 'other-key', right: his.pin, shown: server.link.pin});
		const sentence = problemSentence(problem, 'far.test:12312');
		expect(sentence).toContain('HAS CHANGED');
		expect(sentence).toContain(his.pin);
		expect(sentence).toContain(server.link.pin);
		expect(server.names()).toEqual([]);
		expect(memory.pin).toBe(his.pin);
	});

	test('hears not one byte from whoever knows the server, and nobody comes in', async () => {
		await using server = await serveHere();
		await using between = await standBetween(server.port, await hisIdentity());
		const memory: Memory = {pin: server.link.pin!};
		await using client = goFar({port: between.port, memory, password});
		expect(await client.fails()).toMatchObject({type: 'other-key', right: server.link.pin});
		expect(client.events).toEqual([expect.objectContaining({type: 'lost', retryMs: undefined})]);
		await expect.poll(between.connections).toBeLessThanOrEqual(1);
		expect(between.said()).toBe('');
		expect(server.names()).toEqual([]);
	});

	test('cannot hand on the proof of a device: it is for his connection, not for the server’s', async () => {
		await using server = await serveHere();
		await using between = await standBetween(server.port, await hisIdentity());
		const memory: Memory = {};
		await using client = goFar({port: between.port, memory});
		expect(await client.hears('refused')).toMatchObject({code: 'bad-proof'});
		expect(between.said()).toContain('"signature"');
		expect(server.names()).toEqual([]);
		expect(memory.pin).toBeUndefined();
	});
});

describe('at first contact with a password', () => {
	test('he can hand on neither the password nor the proof of it, and learns neither', async () => {
		await using server = await serveHere({password});
		await using between = await standBetween(server.port, await hisIdentity());
		const memory: Memory = {};
		await using client = goFar({port: between.port, memory, password});
		expect(await client.hears('refused')).toMatchObject({code: 'bad-proof'});
		expect(between.said()).toContain('"scram":"c=');
		expect(between.said()).not.toContain('horse');
		expect(server.names()).toEqual([]);
		expect(memory.pin).toBeUndefined();
	});

	test('he does not come in as himself with the proof of somebody else', async () => {
		await using server = await serveHere({password});
		const himself = createDevice().device;
		using talker = await speakTls(server.port);
		const proofs: string[] = [];
		await using between = await standBetween(server.port, await hisIdentity(), (line, way) => {
			const frame = JSON.parse(line) as Record<string, string>;
			if (way === 'up' && frame['type'] === 'prove') {
				proofs.push(frame['scram']!);
			}

			return line;
		});
		await using client = goFar({port: between.port, password});
		await client.hears('refused');
		const said = between.said().split('\n');
		const hello = JSON.parse(said[0]!) as {readonly scram: string};
		talker.say({type: 'hello', v: [1, 1], nick: 'eve', key: himself.key, scram: hello.scram});
		const {nonce} = await talker.hears('challenge');
		const signature = himself.sign(deviceClaim(String(nonce), talker.binding));
		talker.say({type: 'prove', signature, scram: proofs[0]!});
		expect(await talker.hears('refused')).toMatchObject({code: 'password-wrong'});
		expect(server.names()).toEqual([]);
	});

	test('whoever lets one in without asking is not believed', async () => {
		const his = await hisIdentity();
		await using decoy = await serveHere({openIdentity: async () => his});
		const memory: Memory = {};
		await using client = goFar({port: decoy.port, memory, password});
		expect(await client.fails()).toBe('unproved');
		expect(client.frames()).toEqual([]);
		expect(memory.pin).toBeUndefined();
	});

	test('whoever asks for it and knows another is not believed', async () => {
		await using decoy = await serveHere({password: 'a guess'});
		const memory: Memory = {};
		await using client = goFar({port: decoy.port, memory, password});
		expect(await client.hears('refused')).toMatchObject({code: 'password-wrong'});
		expect(memory.pin).toBeUndefined();
	});

	test('the room that one was told of proves that it knows it, also when the first name is taken', async () => {
		await using server = await serveHere({password});
		const memory: Memory = {};
		await using bob = goFar({port: server.port, password, nick: 'bob'});
		await bob.hears('welcome');
		await using ada = goFar({port: server.port, memory, password, nick: 'bob'});
		for (let count = 1; count <= 5; count++) {
			expect(await ada.hears('refused', count)).toMatchObject({code: 'nick-taken'});
			ada.hello(count === 5 ? 'ada' : 'bob');
		}

		await ada.hears('welcome');
		expect(ada.problems()).toEqual([]);
		expect(memory.pin).toBe(server.link.pin);
	});
});
