import {type AuthorKey, type Nick, parseAuthorKey} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Facts} from './facts.ts';
import {skeletonsOf} from './skeleton.ts';

const seen = 'name';
const kept = 'kept-name';
/** Names that are remembered; of those that nobody has used for longest, none is. */
const mostSeen = 50_000;
const mostKept = 10_000;
const mostKeptByOne = 3;

/** Which device has used a name, and for which one it is kept. Names that look alike are one. */
export class Claims {
	readonly #facts: Facts;
	#last: Promise<void> = Promise.resolve();

	constructor(facts: Facts) {
		this.#facts = facts;
	}

	/** Why somebody may not have a name; nothing when it may. */
	objection(nick: Nick, key: AuthorKey): Refusal | undefined {
		return this.#keptLike(nick).every(({by}) => by === key) ? undefined : new Refusal('nick-kept');
	}

	keeperOf(nick: Nick): AuthorKey | undefined {
		return this.#keptLike(nick)[0]?.by;
	}

	/** Which device used that name last. */
	userOf(nick: Nick): AuthorKey | undefined {
		return parseAuthorKey(this.#facts.get(seen, lookOf(nick)));
	}

	/** Somebody takes a name: who had it before, if that was another. A key that does not last is not remembered. */
	use(nick: Nick, key: AuthorKey, {lasts}: {readonly lasts: boolean}): AuthorKey | undefined {
		const look = lookOf(nick);
		const before = this.userOf(nick);
		if (lasts && before !== key) {
			this.#remember(look, key);
		}

		return before === key ? undefined : before;
	}

	/** Resolves once it is kept. One after another: who asks for many at once gets no more than others. */
	keep(nick: Nick, key: AuthorKey): Promise<void> {
		const turn = this.#last.then(() => this.#keep(nick, key));
		this.#last = turn.catch(() => {});
		return turn;
	}

	async #keep(nick: Nick, key: AuthorKey): Promise<void> {
		const objection = this.objection(nick, key);
		if (objection) {
			throw objection;
		}

		const all = this.#facts.all(kept, mostKept).map(({value}) => parseKept(value));
		const own = new Set(all.filter(name => name?.by === key).map(name => name!.as));
		const isFull = own.size >= mostKeptByOne || this.#facts.count(kept) > mostKept - 2;
		if (!own.has(nick) && isFull) {
			throw new Refusal('nick-kept', {
				detail: `A device keeps ${mostKeptByOne} names at most. /release NAME gives one back.`,
			});
		}

		await this.#putKept(nick, `${key} ${nick}`);
	}

	/** Resolves to whether it was kept. */
	async release(nick: Nick): Promise<boolean> {
		const names = this.#keptLike(nick);
		await Promise.all(names.map(({as}) => this.#putKept(as, undefined)));
		return names.length > 0;
	}

	/** Kept names that this one could be mistaken for. */
	#keptLike(nick: Nick): readonly Kept[] {
		const names = skeletonsOf(nick).map(look => parseKept(this.#facts.get(kept, look)));
		return names.filter(name => name !== undefined);
	}

	async #putKept(nick: Nick, value: string | undefined): Promise<void> {
		const looks = new Set(skeletonsOf(nick));
		await Promise.all([...looks].map(look => this.#facts.put(kept, look, value)));
	}

	// Nobody waits for it: what is not remembered is only not told.
	#remember(look: string, key: AuthorKey): void {
		if (this.#facts.count(seen) >= mostSeen) {
			const [oldest] = this.#facts.all(seen, 1);
			void this.#facts.put(seen, oldest!.key, undefined).catch(() => {});
		}

		void this.#facts.put(seen, look, key).catch(() => {});
	}
}

const lookOf = (nick: Nick): string => skeletonsOf(nick).at(-1)!;

/** For whom a name is kept, as it was spelt. */
type Kept = {readonly by: AuthorKey; readonly as: Nick};

function parseKept(value: string | undefined): Kept | undefined {
	const [key, as] = value?.split(' ') ?? [];
	const by = parseAuthorKey(key);
	return by && as !== undefined ? {by, as: as as Nick} : undefined;
}
