import {generateKeyPairSync} from 'node:crypto';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createDevice, isSignedBy, openDevice} from '../../source/crypto/device.ts';
import {type DeviceKey, parseDeviceKey} from '../../source/protocol/ids.ts';

const {device, pem} = createDevice();

test('what a device has signed is known as its own', () => {
	expect(isSignedBy(device.key, 'a claim', device.sign('a claim'))).toBe(true);
});

test('a device opened from its text is the same one, and another was never there', () => {
	const again = openDevice(pem)!;
	expect(again.key).toBe(device.key);
	expect(isSignedBy(device.key, 'x', again.sign('x'))).toBe(true);
	expect(createDevice().device.key).not.toBe(device.key);
});

test('the text that it is opened from does not stand in what it shows', () => {
	expect(JSON.stringify(device)).toBe(JSON.stringify({key: device.key}));
});

test('a signature is of one claim and of one device', () => {
	const other = createDevice().device;
	expect(isSignedBy(device.key, 'another claim', device.sign('a claim'))).toBe(false);
	expect(isSignedBy(other.key, 'a claim', device.sign('a claim'))).toBe(false);
	expect(isSignedBy(device.key, '', device.sign('a claim'))).toBe(false);
});

test('another kind of key is no device', () => {
	const pkcs8 = {type: 'pkcs8', format: 'pem'} as const;
	const others = [
		generateKeyPairSync('x25519').privateKey.export(pkcs8),
		generateKeyPairSync('ec', {namedCurve: 'P-256'}).privateKey.export(pkcs8),
		generateKeyPairSync('ed25519').publicKey.export({type: 'spki', format: 'pem'}),
		'',
		'-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----\n',
		pem.slice(0, -40),
	];
	expect(others.map(text => openDevice(String(text)))).toEqual(others.map(() => undefined));
});

test('a signature with one bit changed is none', () => {
	const signature = Buffer.from(device.sign('a claim'), 'base64url');
	for (let bit = 0; bit < 8 * signature.length; bit++) {
		const changed = Buffer.from(signature);
		changed[bit >> 3]! ^= 1 << (bit & 7);
		expect(isSignedBy(device.key, 'a claim', changed.toString('base64url'))).toBe(false);
	}
});

const key = fc
	.uint8Array({minLength: 32, maxLength: 32})
	.map(bytes => parseDeviceKey(Buffer.from(bytes).toString('base64url')) as DeviceKey);
const signature = fc.oneof(
	fc.string({unit: 'binary', maxLength: 200}),
	fc
		.uint8Array({minLength: 64, maxLength: 64})
		.map(bytes => Buffer.from(bytes).toString('base64url')),
);

test('whatever passes for a key or a signature is looked at without an error', () => {
	fc.assert(
		fc.property(key, fc.string({unit: 'binary'}), signature, (anyKey, claim, anything) => {
			expect(isSignedBy(anyKey, claim, anything)).toBe(false);
			expect(isSignedBy(device.key, claim, anything)).toBe(false);
		}),
		{numRuns: 500},
	);
	fc.assert(
		fc.property(fc.string({unit: 'binary', maxLength: 300}), text => {
			expect(openDevice(text)).toBeUndefined();
		}),
	);
});
