import {
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	type KeyObject,
	sign,
	verify,
} from 'node:crypto';
import {type DeviceKey, parseDeviceKey} from '../protocol/ids.ts';

/** A device that can prove who it is: it signs, and never shows what it signs with. */
export type Device = {
	/** Its public key, under which everybody knows it. */
	readonly key: DeviceKey;
	/** Ed25519, as base64url. */
	sign(claim: string): string;
};

/** Makes a device that was never there before, and the text that it can be opened from again. */
export function createDevice(): {readonly device: Device; readonly pem: string} {
	const {privateKey} = generateKeyPairSync('ed25519');
	const pem = privateKey.export({type: 'pkcs8', format: 'pem'}) as string;
	return {device: deviceOf(privateKey)!, pem};
}

/** Undefined when the text is no Ed25519 key. */
export function openDevice(pem: string): Device | undefined {
	try {
		return deviceOf(createPrivateKey(pem));
	} catch {
		return undefined;
	}
}

function deviceOf(privateKey: KeyObject): Device | undefined {
	const key = parseDeviceKey(createPublicKey(privateKey).export({format: 'jwk'}).x);
	return privateKey.asymmetricKeyType === 'ed25519' && key !== undefined
		? {key, sign: claim => sign(undefined, Buffer.from(claim), privateKey).toString('base64url')}
		: undefined;
}

/** Whether the device of that key has signed the claim. */
export function isSignedBy(key: DeviceKey, claim: string, signature: string): boolean {
	try {
		const publicKey = createPublicKey({
			key: {kty: 'OKP', crv: 'Ed25519', x: key},
			format: 'jwk',
		});
		return verify(undefined, Buffer.from(claim), publicKey, Buffer.from(signature, 'base64url'));
	} catch {
		// Not every 32 bytes are a key.
		return false;
	}
}
