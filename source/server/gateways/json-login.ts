import {deviceClaim} from '../../protocol/claim.ts';
import type {ClientFrameOf} from '../../protocol/client-frame.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {ServerFrameOf} from '../../protocol/server-frame.ts';
import type {Entrance} from './entrance.ts';
import type {Wire} from './gateway.ts';
import type {Host, PasswordProof} from './host.ts';

type Hello = ClientFrameOf<'hello'>;

/** Whoever has proved what it had to, and our own proof for it. */
export type Proved = {readonly hello: Hello; readonly scram?: string | undefined};

/** From `hello` to the certainty who it is: a device that signs, and the password where there is one. */
export class JsonLogin {
	readonly #host: Host;
	readonly #wire: Wire;
	readonly #entrance: Entrance;
	#asked:
		| {readonly hello: Hello; readonly nonce: string; readonly password: PasswordProof | undefined}
		| undefined;

	constructor(host: Host, wire: Wire, entrance: Entrance) {
		this.#host = host;
		this.#wire = wire;
		this.#entrance = entrance;
	}

	/** What the peer has to prove first; nothing when it is as good as in. Rejects with a `Refusal`. */
	begin(
		hello: Hello,
	): ServerFrameOf<'challenge'> | undefined | Promise<ServerFrameOf<'challenge'> | undefined> {
		this.#asked = undefined;
		if (hello.invite !== undefined) {
			this.#entrance.invite(hello.invite);
		}

		return this.#entrance.isOpen && hello.scram === undefined
			? this.#challenge(hello)
			: this.#unlock(hello);
	}

	/** A challenge is out that has not been answered. */
	get isAsking(): boolean {
		return this.#asked !== undefined;
	}

	/** Throws a `Refusal` when that proves nothing. A challenge is good for one answer. */
	finish({signature, scram}: ClientFrameOf<'prove'>): Proved {
		const asked = this.#asked;
		this.#asked = undefined;
		if (!asked) {
			throw new Refusal('bad-frame', {detail: 'Nothing was asked that could be proved.'});
		}

		const {hello, nonce, password} = asked;
		const binding = Buffer.from(this.#wire.binding ?? []).toString('base64url');
		const claim = deviceClaim(nonce, binding);
		if (hello.key && !this.#host.isSigned(hello.key, claim, signature ?? '')) {
			throw new Refusal('bad-proof');
		}

		return {hello, scram: password?.finish(scram ?? '')};
	}

	async #unlock(hello: Hello): Promise<ServerFrameOf<'challenge'> | undefined> {
		if (hello.scram !== undefined) {
			return this.#challenge(hello, await this.#entrance.prove(hello.scram));
		}

		if (hello.password === undefined) {
			throw new Refusal('password-needed');
		}

		await this.#entrance.open(hello.password);
		return this.#challenge(hello);
	}

	#challenge(hello: Hello, password?: PasswordProof): ServerFrameOf<'challenge'> | undefined {
		if (!hello.key && !password) {
			return undefined;
		}

		const nonce = this.#host.newNonce();
		this.#asked = {hello, nonce, password};
		return {type: 'challenge', nonce, ...(password && {scram: password.first})};
	}
}
