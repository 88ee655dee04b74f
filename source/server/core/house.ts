import {type AuthorKey, parseAuthorKey} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';
import {type Facts, fieldsOf} from './facts.ts';
import {type Known, type Mark, Marks} from './marks.ts';
import {banned, lockedWhy, muted} from './steward-words.ts';

const operators = 'operator';
const lock = 'lock';
const mostOperators = 100;
const mostWithin = 1000;

type Lock = {readonly why: string; readonly within: ReadonlySet<AuthorKey>};

/** What holds on the whole server, also after a restart: who looks after it, who may not come in, who may not speak, and whether it is locked. */
export class House {
	readonly bans: Marks;
	readonly mutes: Marks;
	readonly #facts: Facts;
	readonly #now: () => number;
	/** Those who are operators whatever the facts say: the host. */
	readonly #hosts: ReadonlySet<AuthorKey>;
	#lock: Lock | undefined;

	constructor(facts: Facts, now: () => number, hosts: readonly AuthorKey[]) {
		this.#facts = facts;
		this.#now = now;
		this.#hosts = new Set(hosts);
		this.bans = new Marks(facts, 'ban', now);
		this.mutes = new Marks(facts, 'mute', now);
		this.#lock = parseLock(facts.get(lock, lock));
	}

	isOperator(key: AuthorKey): boolean {
		return this.#hosts.has(key) || this.#facts.get(operators, key) !== undefined;
	}

	isHost(key: AuthorKey): boolean {
		return this.#hosts.has(key);
	}

	/** Resolves once it is kept; rejects with a `Refusal`. */
	async makeOperator(key: AuthorKey, isOperator: boolean): Promise<void> {
		if (isOperator && this.#facts.count(operators) >= mostOperators) {
			throw new Refusal('internal', {
				detail: 'There are as many who look after it as there can be.',
			});
		}

		await this.#facts.put(operators, key, isOperator ? String(this.#now()) : undefined);
	}

	get isLocked(): boolean {
		return this.#lock !== undefined;
	}

	/** Those who are within come in again when their connection breaks. */
	async lock(why: string, within: Iterable<AuthorKey>): Promise<void> {
		const keys = [...within].slice(0, mostWithin);
		await this.#facts.put(lock, lock, JSON.stringify({why, within: keys}));
		this.#lock = {why, within: new Set(keys)};
	}

	async unlock(): Promise<void> {
		await this.#facts.put(lock, lock, undefined);
		this.#lock = undefined;
	}

	/** Why nobody of that address may even connect, if so. Where a device is known, others of its address may still be somebody who looks after the server. */
	mayConnect(address: string): Refusal | undefined {
		const ban = this.bans.all.find(mark => mark.address === address && mark.key === undefined);
		return ban && new Refusal('put-out', {detail: banned(ban, this.#now())});
	}

	/** Why somebody may not come in, if so. Whoever looks after the server always may. */
	mayEnter(
		who: Known & {readonly key: AuthorKey; readonly isInvited: boolean},
	): Refusal | undefined {
		if (this.isOperator(who.key)) {
			return undefined;
		}

		const ban = this.bans.find(who);
		if (ban) {
			return new Refusal('put-out', {detail: banned(ban, this.#now())});
		}

		const isOutside = this.#lock !== undefined && !this.#lock.within.has(who.key);
		return isOutside && !who.isInvited
			? new Refusal('locked', {detail: lockedWhy(this.#lock!.why)})
			: undefined;
	}

	/** Why somebody may not speak, if so. */
	maySpeak(who: Known & {readonly key: AuthorKey}): Refusal | undefined {
		const mute = this.mutes.find(who);
		return mute && !this.isOperator(who.key)
			? new Refusal('muted', {detail: muted(mute, this.#now())})
			: undefined;
	}
}

function parseLock(text: string | undefined): Lock | undefined {
	if (text === undefined) {
		return undefined;
	}

	const {why, within} = fieldsOf(text);
	const keys = Array.isArray(within) ? within.map(parseAuthorKey) : [];
	return {
		why: typeof why === 'string' ? why : '',
		within: new Set(keys.filter(key => key !== undefined)),
	};
}

export type {Mark};
