import {describe, expect, test} from 'vitest';
import {createLogin, salting} from '../../../source/client/connection/login.ts';
import {createDevice, isSignedBy} from '../../../source/crypto/device.ts';
import * as scram from '../../../source/crypto/scram.ts';
import {deviceClaim} from '../../../source/protocol/claim.ts';
import type {ClientFrameOf} from '../../../source/protocol/client-frame.ts';
import {welcomeFrame} from '../../helpers/client-fakes.ts';

const {device} = createDevice();
const binding = Buffer.alloc(32, 9);
const hello: ClientFrameOf<'hello'> = {type: 'hello', v: [1, 1], nick: 'ada'};
const nonce = 'n'.repeat(22);
const few = {salt: Buffer.from('0123456789abcdef'), iterations: 1};
const quick = (password: string) => scram.saltPassword(password, few);

const loginWith = (password?: string, isSafe = true, invite?: string) =>
	createLogin(
		{device, password, invite},
		{binding: isSafe ? binding : undefined, isSafe, salted: quick},
	);

async function serverOf(password: string, first: string) {
	const verifier = {...scram.verifierOf(await quick(password), few), iterations: 100_000};
	return scram.answerScram(first, {verifier, binding, nonce: 's'.repeat(24)})!;
}

describe('the device', () => {
	test('signs what belongs to this connection alone', async () => {
		const login = loginWith();
		expect(login.begin(hello)).toEqual({...hello, key: device.key});
		const {signature} = (await login.answer({type: 'challenge', nonce}))!;
		const bound = binding.toString('base64url');
		expect(isSignedBy(device.key, deviceClaim(nonce, bound), signature!)).toBe(true);
		for (const [other, where] of [
			['m'.repeat(22), bound],
			[nonce, Buffer.alloc(32, 8).toString('base64url')],
			[nonce, ''],
		] as const) {
			expect(isSignedBy(device.key, deviceClaim(other, where), signature!)).toBe(false);
		}
	});

	test('signs no claim that could mean another nonce and another connection', () => {
		expect(deviceClaim('a\nb', '')).not.toBe(deviceClaim('a', 'b'));
	});
});

describe('where somebody could listen', () => {
	test('one is nobody who is known elsewhere, and gives away no secret', async () => {
		const login = loginWith('secret', false, 'i'.repeat(22));
		const begun = login.begin(hello);
		expect(begun.key).not.toBe(device.key);
		expect(begun).not.toHaveProperty('scram');
		expect(begun).not.toHaveProperty('invite');
		const {signature} = (await login.answer({type: 'challenge', nonce}))!;
		expect(isSignedBy(begun.key!, deviceClaim(nonce, ''), signature!)).toBe(true);
		expect(login.begin(hello).key).toBe(begun.key);
		expect(loginWith(undefined, false).begin(hello).key).not.toBe(begun.key);
	});

	test('a proof of the password is not given even when it is asked for', async () => {
		const login = loginWith('secret', false);
		login.begin(hello);
		const asked = {type: 'challenge', nonce, scram: `r=${'x'.repeat(60)},s=AAAA,i=600000`} as const;
		expect(await login.answer(asked)).toBeUndefined();
	});
});

test('an invitation comes with each hello', () => {
	const login = loginWith(undefined, true, 'i'.repeat(22));
	expect([login.begin(hello).invite, login.begin(hello).invite]).toEqual([
		'i'.repeat(22),
		'i'.repeat(22),
	]);
});

describe('a password', () => {
	test('is never said', async () => {
		const login = loginWith('secret');
		const begun = login.begin(hello);
		const server = await serverOf('secret', begun.scram!);
		const proof = await login.answer({type: 'challenge', nonce, scram: server.first});
		expect(JSON.stringify([begun, proof])).not.toContain('secret');
		const answer = server.finish(proof!.scram!)!;
		expect(login.judge({...welcomeFrame(), scram: answer})).toBe(true);
		expect(login.judge({...welcomeFrame(), scram: `${answer}x`})).toBe(false);
		expect(login.judge(welcomeFrame())).toBe(false);
	});

	test('that the server does not ask for is not proved by it', async () => {
		const login = loginWith('secret');
		login.begin(hello);
		expect(await login.answer({type: 'challenge', nonce})).not.toHaveProperty('scram');
		expect(login.judge({...welcomeFrame(), scram: 'v=anything'})).toBeUndefined();
	});

	test('that one does not have is not proved, however it is asked for', async () => {
		const login = loginWith(undefined);
		expect(login.begin(hello)).not.toHaveProperty('scram');
		const asked = {type: 'challenge', nonce, scram: 'r=x,s=AAAA,i=600000'} as const;
		expect(await login.answer(asked)).toBeUndefined();
	});

	test('is begun anew with every hello, with another nonce', () => {
		const login = loginWith('secret');
		expect(login.begin(hello).scram).not.toBe(login.begin(hello).scram);
	});

	test('of an earlier hello proves nothing for the next one', async () => {
		const login = loginWith('secret');
		const server = await serverOf('secret', login.begin(hello).scram!);
		const proof = await login.answer({type: 'challenge', nonce, scram: server.first});
		const answer = server.finish(proof!.scram!)!;
		login.begin(hello);
		expect(login.judge({...welcomeFrame(), scram: answer})).toBeUndefined();
		expect(await login.answer({type: 'challenge', nonce, scram: server.first})).toBeUndefined();
	});
});

test('salting costs its time once for each salt and password', async () => {
	const salted = salting();
	const other = {...few, salt: Buffer.from('another salt, of 20')};
	const first = salted('a', few);
	expect(salted('a', few)).toBe(first);
	expect(await first).toEqual(await quick('a'));
	expect(await salted('b', few)).toEqual(await quick('b'));
	expect(await salted('b', other)).not.toEqual(await quick('b'));
});
