import {Refusal} from '../../protocol/refusal.ts';
import {type Rate, serverLimits} from '../gateways/server-limits.ts';
import {TokenBucket} from '../gateways/token-bucket.ts';
import {originOf} from './origin.ts';

export type DoorRules = {
	/** Most peers at once. */
	readonly limit: number;
	/** Of these, without a seat: they are told why, or are on their way out. */
	readonly standing?: number;
	readonly perAddress?: number;
	readonly strangersPerAddress?: number;
	readonly arrivals?: Rate;
	/** Why nobody of that address may come in, if so. */
	readonly objection?: (address: string) => Refusal | undefined;
	/** This machine's own peers are counted by address like any other. */
	readonly countsLocal?: boolean;
};

/** One connection as the doorman knows it. Each call counts once, however often it is made. */
export type Guest = {
	/** Of this machine. */
	readonly isLocal: boolean;
	/** As `originOf` names it; undefined for this machine. */
	readonly address: string | undefined;
	/** Why there is no seat, if there is none. */
	readonly refusal: Refusal | undefined;
	/** Has a name now: no stranger any more. */
	introduce(): void;
	/** Needs no seat any more, though the connection is still there. False: there is no room to stand either. */
	standUp(): boolean;
	/** Is gone. */
	leave(): void;
};

type From = Pick<Guest, 'isLocal' | 'address'>;

/** What is known of one address. */
type Origin = {seated: number; strangers: number; readonly arrivals: TokenBucket};

/** Decides who may come in: seats for all, fair shares for each address. Pure but for its counts; the clock is monotonic. */
export class Doorman {
	readonly #rules: Required<DoorRules>;
	#limit: number;
	readonly #origins = new Map<string, Origin>();
	#seated = 0;
	#strangers = 0;
	#standing = 0;

	constructor(rules: DoorRules) {
		const {standing, perAddress, strangersPerAddress, arrivals} = serverLimits;
		const defaults = {
			standing,
			perAddress,
			strangersPerAddress,
			arrivals,
			countsLocal: false,
			objection: () => undefined,
		};
		this.#rules = {...defaults, ...rules};
		this.#limit = rules.limit;
	}

	/** Undefined: there is not even room to say no. */
	receive(address: string | undefined, now: number): Guest | undefined {
		const {name, isLocal} = originOf(address);
		const origin = isLocal && !this.#rules.countsLocal ? undefined : this.#origin(name, now);
		const objection = isLocal ? undefined : this.#rules.objection(name);
		const refusal = objection ?? this.#refusal(origin, now);
		if (refusal && this.#standing >= this.#rules.standing) {
			return undefined;
		}

		const from = {isLocal, address: isLocal ? undefined : name};
		return refusal ? this.#stand(from, refusal) : this.#seat(from, origin);
	}

	/** Forgets addresses that have not come for a while. */
	tidy(now: number): void {
		for (const [name, {seated, arrivals}] of this.#origins) {
			if (seated === 0 && arrivals.isFull(now)) {
				this.#origins.delete(name);
			}
		}
	}

	/** How many have a seat, but no name yet. */
	get strangers(): number {
		return this.#strangers;
	}

	/** How many addresses it remembers. */
	get known(): number {
		return this.#origins.size;
	}

	#origin(name: string, now: number): Origin {
		const arrivals = new TokenBucket(this.#rules.arrivals, now);
		const origin = this.#origins.get(name) ?? {seated: 0, strangers: 0, arrivals};
		this.#origins.set(name, origin);
		return origin;
	}

	/** Most peers at once. Those who are here stay. */
	get limit(): number {
		return this.#limit;
	}

	set limit(most: number) {
		this.#limit = most;
	}

	#refusal(origin: Origin | undefined, now: number): Refusal | undefined {
		const {perAddress, strangersPerAddress} = this.#rules;
		const limit = this.#limit;
		if (origin && !origin.arrivals.take(now)) {
			return new Refusal('too-fast');
		}

		if (origin && origin.seated >= perAddress) {
			const detail = `Your address has as many connections as one may have (${perAddress}). The host can allow more with --per-address.`;
			return new Refusal('too-many', {detail});
		}

		if (origin && origin.strangers >= strangersPerAddress) {
			return new Refusal('too-many');
		}

		const detail = `The room is full (${limit}/${limit}). Try again when someone has left.`;
		return this.#seated >= limit ? new Refusal('full', {detail}) : undefined;
	}

	#stand(from: From, refusal: Refusal): Guest {
		this.#standing++;
		const leave = once(() => this.#standing--);
		return {...from, refusal, introduce() {}, standUp: () => true, leave};
	}

	#seat(from: From, origin: Origin | undefined): Guest {
		this.#seated++;
		this.#strangers++;
		if (origin) {
			origin.seated++;
			origin.strangers++;
		}

		const introduce = once(() => {
			this.#strangers--;
			if (origin) {
				origin.strangers--;
			}
		});
		const giveBack = once(() => {
			introduce();
			this.#seated--;
			if (origin) {
				origin.seated--;
			}
		});
		let isStanding = false;
		let isGone = false;
		const standUp = once(() => {
			if (isGone) {
				return;
			}

			giveBack();
			isStanding = true;
			this.#standing++;
		});
		const leave = once(() => {
			isGone = true;
			giveBack();
			this.#standing -= isStanding ? 1 : 0;
		});
		return {
			...from,
			refusal: undefined,
			introduce,
			standUp: () => {
				standUp();
				return this.#standing <= this.#rules.standing;
			},
			leave,
		};
	}
}

function once(work: () => void): () => void {
	let isDone = false;
	return () => {
		if (!isDone) {
			isDone = true;
			work();
		}
	};
}
