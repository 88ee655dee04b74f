import {createHash, generateKeyPairSync} from 'node:crypto';
import {expect, test} from 'vitest';
import {pinOf} from '../../source/crypto/pin.ts';

test('a pin is the hash of the public key, and nothing else of a certificate', () => {
	const {publicKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
	const der = publicKey.export({type: 'spki', format: 'der'});
	expect(pinOf(publicKey)).toBe(createHash('sha256').update(der).digest('base64url'));
	expect(pinOf(publicKey)).toHaveLength(43);
});

test('another key has another pin', () => {
	const pins = Array.from({length: 20}, () => pinOf(generateKeyPairSync('ed25519').publicKey));
	expect(new Set(pins).size).toBe(20);
});
