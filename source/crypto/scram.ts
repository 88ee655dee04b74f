import {createHash, createHmac, pbkdf2, timingSafeEqual} from 'node:crypto';
import {promisify} from 'node:util';

/*
SCRAM-SHA-256 and SCRAM-SHA-256-PLUS (RFC 5802, RFC 7677), bound to the TLS connection by its exporter (RFC 9266): each side proves that it knows the password, neither says it, and nobody in between can hand on the proofs. The names of messages are those of RFC 5802 7.
*/

/** What belongs to one TLS connection alone and is known at both ends of it. Undefined where nothing is encrypted. */
export type Binding = Uint8Array | undefined;

export type Salt = {readonly salt: Buffer; readonly iterations: number};

/** What a server keeps of a password: enough to check one, not enough to know it. */
export type Verifier = Salt & {readonly storedKey: Buffer; readonly serverKey: Buffer};

const keyBytes = 32;
const derive = promisify(pbkdf2);
const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
const xor = (one: Buffer, other: Buffer) => Buffer.from(one.map((byte, at) => byte ^ other[at]!));

/** What both sides calculate with. Costs a tenth of a second, so that guessing is slow. */
export const saltPassword = (password: string, {salt, iterations}: Salt): Promise<Buffer> =>
	// RFC 8265 4.2.2: a password typed on another keyboard is the same one.
	derive(password.normalize('NFC'), salt, iterations, keyBytes, 'sha256');

export function verifierOf(salted: Buffer, {salt, iterations}: Salt): Verifier {
	const storedKey = hash(hmac(salted, 'Client Key'));
	return {salt, iterations, storedKey, serverKey: hmac(salted, 'Server Key')};
}

/** Whether a password gives the same keys. */
export const isSamePassword = (one: Verifier, other: Verifier): boolean =>
	timingSafeEqual(one.storedKey, other.storedKey);

const header = (binding: Binding): string => (binding ? 'p=tls-exporter,,' : 'n,,');
const boundHeader = (binding: Binding): string =>
	Buffer.concat([Buffer.from(header(binding)), binding ?? Buffer.alloc(0)]).toString('base64');

const noncePattern = /^[!-+\--~]{16,100}$/;
// The server asks for as much work as it likes, but not for so little that its password could be guessed, nor for so much that we never come back.
const fewestIterations = 100_000;
const mostIterations = 10_000_000;

export type ServerExchange = {
	/** server-first-message */
	readonly first: string;
	/** client-final-message → server-final-message, or undefined where it proves nothing. */
	finish(final: string): string | undefined;
};

/** The server's side. Undefined when client-first-message is none, or is not bound to this connection. */
export function answerScram(
	clientFirst: string,
	{
		verifier,
		binding,
		nonce,
	}: {
		readonly verifier: Verifier;
		readonly binding: Binding;
		readonly nonce: string;
	},
): ServerExchange | undefined {
	const start = header(binding);
	const bare = clientFirst.slice(start.length);
	const [, clientNonce] = /^n=[^,]*,r=([^,]+)$/.exec(bare) ?? [];
	if (!clientFirst.startsWith(start) || !clientNonce || !noncePattern.test(clientNonce)) {
		return undefined;
	}

	const bothNonces = clientNonce + nonce;
	const {salt, iterations, storedKey, serverKey} = verifier;
	const first = `r=${bothNonces},s=${salt.toString('base64')},i=${iterations}`;
	const finalBare = `c=${boundHeader(binding)},r=${bothNonces}`;
	const claim = `${bare},${first},${finalBare}`;
	return {
		first,
		finish(final) {
			const [, sentBare, sentProof] = /^(.+),p=([^,]+)$/.exec(final) ?? [];
			const proof = Buffer.from(sentProof ?? '', 'base64');
			const isWhole = proof.length === keyBytes && proof.toString('base64') === sentProof;
			if (sentBare !== finalBare || !isWhole) {
				return undefined;
			}

			const clientKey = xor(proof, hmac(storedKey, claim));
			return timingSafeEqual(hash(clientKey), storedKey)
				? `v=${hmac(serverKey, claim).toString('base64')}`
				: undefined;
		},
	};
}

export type ClientExchange = {
	/** client-first-message */
	readonly first: string;
	/** server-first-message → client-final-message, and what the server has to answer. Undefined where the server asks for something that it must not. */
	answer(
		serverFirst: string,
	): Promise<{readonly final: string; readonly expected: string} | undefined>;
};

/** The client's side. `salted` may be a cache around `saltPassword`. */
export function beginScram({
	binding,
	nonce,
	salted,
}: {
	readonly binding: Binding;
	readonly nonce: string;
	readonly salted: (salt: Salt) => Promise<Buffer>;
}): ClientExchange {
	const bare = `n=chatroom,r=${nonce}`;
	return {
		first: header(binding) + bare,
		async answer(serverFirst) {
			const parts = /^r=([^,]+),s=([A-Za-z\d+/=]{4,200}),i=(\d{1,8})$/.exec(serverFirst);
			const [, bothNonces = '', salt = '', count = ''] = parts ?? [];
			const iterations = Number(count);
			const isNew = bothNonces.startsWith(nonce) && bothNonces.length >= nonce.length + 16;
			if (!isNew || iterations < fewestIterations || iterations > mostIterations) {
				return undefined;
			}

			const key = await salted({salt: Buffer.from(salt, 'base64'), iterations});
			const finalBare = `c=${boundHeader(binding)},r=${bothNonces}`;
			const claim = `${bare},${serverFirst},${finalBare}`;
			const clientKey = hmac(key, 'Client Key');
			const proof = xor(clientKey, hmac(hash(clientKey), claim)).toString('base64');
			const expected = hmac(hmac(key, 'Server Key'), claim).toString('base64');
			return {final: `${finalBare},p=${proof}`, expected: `v=${expected}`};
		},
	};
}
