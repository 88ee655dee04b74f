import {describe, expect, test} from 'vitest';
import {beginScram, saltPassword} from '../../../source/crypto/scram.ts';
import {createDevice} from '../../../source/crypto/device.ts';
import {deviceClaim} from '../../../source/protocol/claim.ts';
import {Invitations} from '../../../source/server/access/invitations.ts';
import {MemoryLog} from '../../../source/server/storage/memory-log.ts';
import {goFar} from '../../helpers/far-client.ts';
import {openPeer} from '../../helpers/peer.ts';
import {serveHere} from '../../helpers/serve-here.ts';
import {speakTls} from '../../helpers/tls-talker.ts';

const password = 'correct horse battery staple';
const hello = {type: 'hello', v: [1, 1], nick: 'ada'} as const;
const frames = (text: string) =>
	text
		.split('\n')
		.filter(line => line.startsWith('{'))
		.map(line => JSON.parse(line) as Record<string, string>);

describe('a login that was overheard in the clear', () => {
	test('does not let anybody in a second time: neither as the device nor with the password', async () => {
		await using server = await serveHere({password});
		const {device} = createDevice();
		const exchange = beginScram({
			binding: undefined,
			nonce: 'a-nonce-of-the-client',
			salted: salt => saltPassword(password, salt),
		});
		const first = {...hello, key: device.key, scram: exchange.first};
		using ada = await openPeer(server.port);
		ada.say(JSON.stringify(first));
		await ada.hears('"challenge"');
		const {nonce, scram} = frames(ada.heard())[0]!;
		const prove = {
			type: 'prove',
			signature: device.sign(deviceClaim(nonce!, '')),
			scram: (await exchange.answer(scram!))!.final,
		};
		ada.say(JSON.stringify(prove));
		await ada.hears('"welcome"');
		using eve = await openPeer(server.port);
		eve.say(JSON.stringify({...first, nick: 'eve'}));
		await eve.hears('"challenge"');
		eve.say(JSON.stringify(prove));
		await eve.hears('"bad-proof"');
		const {key: _, ...withoutKey} = first;
		eve.say(JSON.stringify({...withoutKey, nick: 'eve'}));
		await eve.hears(/"challenge"[\s\S]*"challenge"/);
		eve.say(JSON.stringify(prove));
		await eve.hears('"password-wrong"');
		expect(server.names()).toEqual(['ada']);
	});
});

describe('a device', () => {
	test('is not passed for by whoever only knows its key', async () => {
		await using server = await serveHere();
		const {device} = createDevice();
		const other = createDevice().device;
		using eve = await speakTls(server.port);
		const attempts = [
			(claim: string) => other.sign(claim),
			() => '',
			() => 'A'.repeat(86),
			(claim: string) => device.sign(`${claim}x`),
			// The claim without TLS, as on another connection.
			(_: string, nonce: string) => device.sign(deviceClaim(nonce, '')),
		];
		for (const [index, sign] of attempts.entries()) {
			eve.say({...hello, key: device.key});
			const {nonce} = await eve.hears('challenge', index + 1);
			const claim = deviceClaim(String(nonce), eve.binding);
			eve.say({type: 'prove', signature: sign(claim, String(nonce))});
			expect(await eve.hears('refused', index + 1)).toMatchObject({code: 'bad-proof'});
		}

		eve.say({...hello, key: device.key});
		const {nonce} = await eve.hears('challenge', attempts.length + 1);
		eve.say({type: 'prove', signature: device.sign(deviceClaim(String(nonce), eve.binding))});
		await eve.hears('welcome');
	});

	test('answers each challenge once: the next one is another', async () => {
		await using server = await serveHere();
		const {device} = createDevice();
		using eve = await speakTls(server.port);
		eve.say({...hello, nick: 'op', key: device.key});
		const {nonce} = await eve.hears('challenge');
		const prove = {
			type: 'prove',
			signature: device.sign(deviceClaim(String(nonce), eve.binding)),
		};
		eve.say(prove);
		expect(await eve.hears('refused')).toMatchObject({code: 'nick-reserved'});
		eve.say(prove);
		expect(await eve.hears('refused', 2)).toMatchObject({code: 'bad-frame'});
		eve.say({...hello, key: device.key});
		expect((await eve.hears('challenge', 2))['nonce']).not.toBe(nonce);
		eve.say(prove);
		expect(await eve.hears('refused', 3)).toMatchObject({code: 'bad-proof'});
	});

	test('that proves nothing again and again has to connect again', async () => {
		await using server = await serveHere();
		using eve = await speakTls(server.port);
		for (let count = 0; count < 17; count++) {
			eve.say({type: 'prove', signature: 'x'});
		}

		await eve.closed;
		expect(eve.frames.map(({code}) => code)).toEqual([
			...Array.from({length: 16}, () => 'bad-frame'),
			'too-many-attempts',
		]);
	});
});

describe('of one connection', () => {
	test('three passwords are looked at that are said', async () => {
		await using server = await serveHere({password});
		using eve = await speakTls(server.port);
		for (let count = 1; count <= 3; count++) {
			eve.say({...hello, password: `guess ${count}`});
			expect(await eve.hears('refused', count)).toMatchObject({code: 'password-wrong'});
		}

		await eve.closed;
	});

	test('three proofs are looked at, also when none is finished', async () => {
		await using server = await serveHere({password});
		using eve = await speakTls(server.port);
		for (let count = 1; count <= 3; count++) {
			eve.say({...hello, scram: `p=tls-exporter,,n=chatroom,r=nonce-number-${count}-of-eve`});
			await eve.hears('challenge', count);
		}

		eve.say({...hello, scram: 'p=tls-exporter,,n=chatroom,r=nonce-number-4-of-eve'});
		expect(await eve.hears('refused')).toMatchObject({code: 'too-many-attempts'});
		await eve.closed;
	});

	test('three invitations are looked at', async () => {
		await using server = await serveHere({password});
		using eve = await speakTls(server.port);
		for (let count = 1; count <= 3; count++) {
			eve.say({...hello, invite: 'x'.repeat(22)});
			expect(await eve.hears('refused', count)).toMatchObject({code: 'not-invited'});
		}

		await eve.closed;
	});
});

test('an invitation lets one in without the password, however many names are taken, while it is good', async () => {
	const log = new MemoryLog();
	await using server = await serveHere({password, openLog: () => log});
	const invite = await new Invitations(log.facts, Date.now).make(Date.now() + 60_000);
	const over = await new Invitations(log.facts, () => 0).make(1);
	await using bob = goFar({port: server.port, invite, nick: 'bob'});
	await bob.hears('welcome');
	await using ada = goFar({port: server.port, invite, nick: 'bob'});
	for (let count = 1; count <= 5; count++) {
		await ada.hears('refused', count);
		ada.hello(count === 5 ? 'ada' : 'bob');
	}

	await ada.hears('welcome');
	await using eve = goFar({port: server.port, invite: over, nick: 'eve'});
	expect(await eve.hears('refused')).toMatchObject({code: 'not-invited'});
	expect(server.names().toSorted()).toEqual(['ada', 'bob']);
});
