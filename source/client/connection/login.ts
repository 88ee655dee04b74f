import {randomBytes} from 'node:crypto';
import {createDevice, type Device} from '../../crypto/device.ts';
import {beginScram, type ClientExchange, type Salt, saltPassword} from '../../crypto/scram.ts';
import {deviceClaim} from '../../protocol/claim.ts';
import type {ClientFrameOf} from '../../protocol/client-frame.ts';
import type {ServerFrameOf} from '../../protocol/server-frame.ts';

/** What one proves oneself with. */
export type Credentials = {
	readonly device: Device;
	/** The room's password, as far as it is known. */
	password: string | undefined;
	/** What lets one in without it, for a while. */
	readonly invite: string | undefined;
};

export type Login = {
	/** The same hello with what begins the proofs. */
	begin(hello: ClientFrameOf<'hello'>): ClientFrameOf<'hello'>;
	/** Undefined when the server asks for what it must not. */
	answer(challenge: ServerFrameOf<'challenge'>): Promise<ClientFrameOf<'prove'> | undefined>;
	/** Whether the server knows the password itself: undefined when it was not asked to prove that, or asked for no proof of ours. */
	judge(welcome: ServerFrameOf<'welcome'>): boolean | undefined;
};

const nonceBytes = 18;

export type LoginOptions = {
	/** What TLS knows of this one connection. */
	readonly binding: Uint8Array | undefined;
	/** Nobody can listen on the way. */
	readonly isSafe: boolean;
	readonly salted?: ReturnType<typeof salting>;
	/** Who one is where somebody can listen, who could hand on the proof: nobody. */
	readonly passing?: () => Device;
};

/** How one proves oneself on one connection. */
export function createLogin(credentials: Credentials, options: LoginOptions): Login {
	const {binding, isSafe, salted = salting(), passing = aPassingDevice} = options;
	const device = isSafe ? credentials.device : passing();
	let exchange: ClientExchange | undefined;
	let expected: string | undefined;
	return {
		begin(hello) {
			const nonce = randomBytes(nonceBytes).toString('base64url');
			// Asked for anew each time: a person may have been asked meanwhile.
			const {password, invite} = isSafe ? credentials : nothing;
			expected = undefined;
			exchange =
				password === undefined
					? undefined
					: beginScram({binding, nonce, salted: salt => salted(password, salt)});
			return {
				...hello,
				key: device.key,
				...(invite !== undefined && {invite}),
				...(exchange && {scram: exchange.first}),
			};
		},
		async answer({nonce, scram}) {
			const claim = deviceClaim(nonce, Buffer.from(binding ?? []).toString('base64url'));
			const signature = device.sign(claim);
			if (scram === undefined) {
				return {type: 'prove', signature};
			}

			const answer = await exchange?.answer(scram);
			expected = answer?.expected;
			return answer && {type: 'prove', signature, scram: answer.final};
		},
		judge({scram}) {
			return expected === undefined ? undefined : scram === expected;
		},
	};
}

const nothing = {password: undefined, invite: undefined};
const aPassingDevice = (): Device => createDevice().device;

/** Salts a password once for each salt: a reconnection does not cost a tenth of a second. */
export function salting(): (password: string, salt: Salt) => Promise<Buffer> {
	let latest: {readonly of: string; readonly salted: Promise<Buffer>} | undefined;
	return (password, salt) => {
		const of = JSON.stringify([password, salt.iterations, salt.salt.toString('base64')]);
		if (latest?.of !== of) {
			latest = {of, salted: saltPassword(password, salt)};
		}

		return latest.salted;
	};
}
