import type {Nick} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';
import {skeletonsOf} from './skeleton.ts';

// Names that would be believed.
const reservedNames = [
	...'server system admin administrator root host moderator mod operator op owner'.split(' '),
	...'everyone here all channel room chatroom nobody me you null undefined notice'.split(' '),
];

/** Which nicks are in use, and by whom. No two owners have names that can be mistaken for each other. */
export class NickRegistry<Owner> {
	readonly #owners = new Map<Nick, Owner>();
	/** The nicks in use by what they look like; all of one look belong to one owner. */
	readonly #lookAlikes = new Map<string, Set<Nick>>();
	readonly #reserved: ReadonlySet<string>;

	/** Nobody may take one of `names`, nor any that is reserved everywhere. */
	constructor(names: readonly string[] = []) {
		this.#reserved = new Set([...reservedNames, ...names].flatMap(skeletonsOf));
	}

	/** Nothing when the nick is now the owner's, beside those it has already; otherwise why not. */
	claim(nick: Nick, owner: Owner): Refusal | undefined {
		const skeletons = skeletonsOf(nick);
		if (skeletons.some(skeleton => this.#reserved.has(skeleton))) {
			return new Refusal('nick-reserved');
		}

		if (skeletons.some(skeleton => this.#isTaken(skeleton, owner))) {
			return new Refusal('nick-taken');
		}

		this.#owners.set(nick, owner);
		for (const skeleton of skeletons) {
			const nicks = this.#lookAlikes.get(skeleton) ?? new Set();
			this.#lookAlikes.set(skeleton, nicks.add(nick));
		}

		return undefined;
	}

	/** Who is called that: exactly so, or else but for case, or else by the look of it. */
	holder(nick: Nick): Owner | undefined {
		if (this.#owners.has(nick)) {
			return this.#owners.get(nick);
		}

		const [asSpelt, inLowerCase] = skeletonsOf(nick);
		return this.#ownerOf(inLowerCase) ?? this.#ownerOf(asSpelt);
	}

	/** Frees this spelling, if it is the owner's. */
	release(nick: Nick, owner: Owner): void {
		if (this.#owners.get(nick) !== owner) {
			return;
		}

		this.#owners.delete(nick);
		for (const skeleton of skeletonsOf(nick)) {
			const nicks = this.#lookAlikes.get(skeleton);
			nicks?.delete(nick);
			if (nicks?.size === 0) {
				this.#lookAlikes.delete(skeleton);
			}
		}
	}

	#isTaken(skeleton: string, owner: Owner): boolean {
		return this.#lookAlikes.has(skeleton) && this.#ownerOf(skeleton) !== owner;
	}

	#ownerOf(skeleton: string): Owner | undefined {
		const [nick] = this.#lookAlikes.get(skeleton) ?? [];
		return nick && this.#owners.get(nick);
	}
}
