import {
	chmodSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {X509Certificate} from 'node:crypto';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {pinOf} from '../../../source/crypto/pin.ts';
import {
	identityFile,
	IdentityError,
	openIdentity,
	passingName,
} from '../../../source/server/access/identity.ts';

let directory: string;
beforeEach(() => {
	directory = mkdtempSync(path.join(tmpdir(), 'chatroom-identity-'));
});
afterEach(() => rmSync(directory, {recursive: true}));

const nameIn = (certificate: string) => new X509Certificate(certificate).subject;

test('it is made once, for its owner alone, and is the same ever after', async () => {
	const made = await openIdentity(directory);
	const file = identityFile(directory);
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(readdirSync(directory)).toEqual([path.basename(file)]);
	const text = readFileSync(file, 'utf8');
	expect(await openIdentity(directory)).toEqual(made);
	expect(readFileSync(file, 'utf8')).toBe(text);
	expect(nameIn(made.certificate)).toBe('CN=chatroom');
	expect(new X509Certificate(made.certificate).validTo).toContain('9999');
});

test('its pin is that of the key that its certificate shows', async () => {
	const {certificate, pin} = await openIdentity(directory);
	expect(pinOf(new X509Certificate(certificate).publicKey)).toBe(pin);
});

test('without a directory it is another each time, and says so itself', async () => {
	const [one, other] = await Promise.all([openIdentity(undefined), openIdentity(undefined)]);
	expect(one.pin).not.toBe(other.pin);
	expect(nameIn(one.certificate)).toBe(`CN=${passingName}`);
});

test.each([0o640, 0o604, 0o644, 0o620])(
	'others may do %o with it: the server does not start',
	async mode => {
		await openIdentity(directory);
		const file = identityFile(directory);
		chmodSync(file, mode);
		await expect(openIdentity(directory)).rejects.toThrow(IdentityError);
		await expect(openIdentity(directory)).rejects.toThrow(`chmod 600 ${file}`);
		expect(statSync(file).mode & 0o777).toBe(mode);
	},
);

test('a certificate of another key is not used', async () => {
	const {key} = await openIdentity(undefined);
	const {certificate} = await openIdentity(undefined);
	writeFileSync(identityFile(directory), key + certificate, {mode: 0o600});
	await expect(openIdentity(directory)).rejects.toThrow('the certificate is of another key');
});

test('what is damaged anywhere is not used, not replaced, and told with what to do', async () => {
	await openIdentity(directory);
	const file = identityFile(directory);
	const whole = readFileSync(file, 'utf8');
	const [key = '', certificate = ''] = whole.split(/(?=-----BEGIN CERTIFICATE)/);
	for (const damaged of [
		'',
		'\0\0',
		'hello',
		key,
		certificate,
		whole.slice(0, 100),
		whole.slice(0, -60),
	]) {
		writeFileSync(file, damaged);
		await expect(openIdentity(directory)).rejects.toThrow(IdentityError);
		await expect(openIdentity(directory)).rejects.toThrow('Put a copy back, or remove it');
		expect(readFileSync(file, 'utf8')).toBe(damaged);
	}

	rmSync(file);
	expect((await openIdentity(directory)).key).not.toBe(key);
});
