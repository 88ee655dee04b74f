import {createPrivateKey, createPublicKey, X509Certificate} from 'node:crypto';
import {existsSync, readFileSync, renameSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type * as selfsigned from 'selfsigned';
import {pinOf} from '../../crypto/pin.ts';
import type {Pin} from '../../protocol/ids.ts';

/** What a server proves itself with, in PEM, and what others know it by. */
export type Identity = {readonly key: string; readonly certificate: string; readonly pin: Pin};

/** Why the server cannot prove who it is, with what the host can do. */
export class IdentityError extends Error {
	override readonly name = 'IdentityError';
}

/** By this name in its certificate a server says that its key will not be there the next time. */
export const passingName = 'chatroom (ephemeral)';
const lastingName = 'chatroom';

export const identityFile = (directory: string): string => path.join(directory, 'identity.pem');

/** The server's own key and certificate, made at its first start and kept for its owner alone; without a directory, made for this run. */
export async function openIdentity(directory: string | undefined): Promise<Identity> {
	if (directory === undefined) {
		return identityOf(await make(passingName));
	}

	const file = identityFile(directory);
	if (!existsSync(file)) {
		keep(file, await make(lastingName));
	}

	return read(file);
}

function read(file: string): Identity {
	const {mode} = statSync(file);
	if (process.platform !== 'win32' && mode & 0o077) {
		throw new IdentityError(
			`Others can read the server's key in ${file}, so anybody could pass for this server. If nobody has: chmod 600 ${file}. Otherwise remove it: a new key is made, and everyone is warned that it is another.`,
		);
	}

	try {
		return identityOf(readFileSync(file, 'utf8'));
	} catch (error) {
		throw new IdentityError(
			`The server's key in ${file} cannot be read (${(error as Error).message}). Put a copy back, or remove it: a new key is made, and everyone is warned that it is another.`,
			{cause: error},
		);
	}
}

function identityOf(pem: string): Identity {
	const certificate = new X509Certificate(pem);
	const key = createPrivateKey(pem);
	if (!certificate.checkPrivateKey(key)) {
		throw new Error('the certificate is of another key');
	}

	return {
		key: key.export({type: 'pkcs8', format: 'pem'}) as string,
		certificate: certificate.toString(),
		pin: pinOf(createPublicKey(key)),
	};
}

type Library = {readonly default: typeof selfsigned};

/** Valid for ever: whoever pins a key looks at no dates. The library is loaded once in a server's life. */
async function make(commonName: string): Promise<string> {
	// It is CommonJS: bundled, it has no names of its own to import.
	const {default: library} = (await import('selfsigned')) as unknown as Library;
	const made = await library.generate([{name: 'commonName', value: commonName}], {
		keyType: 'ec',
		curve: 'P-256',
		algorithm: 'sha256',
		notBeforeDate: new Date('2020-01-01T00:00:00Z'),
		notAfterDate: new Date('9999-12-31T23:59:59Z'),
	});
	return made.private + made.cert;
}

// The whole of it or nothing: half a key would be a new one at the next start.
function keep(file: string, pem: string): void {
	const draft = `${file}.${process.pid}.new`;
	writeFileSync(draft, pem, {mode: 0o600});
	renameSync(draft, file);
}
