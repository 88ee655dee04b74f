import {type AuthorKey, type Nick, parseAuthorKey} from '../../protocol/ids.ts';
import {type Facts, fieldsOf} from './facts.ts';
import {skeletonsOf} from './skeleton.ts';

/** Somebody who may not do something, for a while or for good: known again by the device, by the address, or by the look of the name. */
export type Mark = {
	/** As those who look after the server call it: a name, or an address. */
	readonly name: string;
	readonly key?: AuthorKey | undefined;
	readonly address?: string | undefined;
	/** In milliseconds since the epoch; undefined: for good. */
	readonly until?: number | undefined;
	readonly why: string;
	readonly by: string;
	readonly at: number;
};

/** What is known of somebody who wants to do it. */
export type Known = {
	readonly nick?: Nick | undefined;
	readonly key?: AuthorKey | undefined;
	/** As `originOf` writes it; undefined for this machine itself. */
	readonly address?: string | undefined;
};

/** More are not kept: the one made longest ago goes. */
const most = 1000;

/** A list of such marks, kept as facts of one kind. What has run out is as if it had never been. */
export class Marks {
	readonly #facts: Facts;
	readonly #kind: string;
	readonly #now: () => number;
	readonly #marks = new Map<string, Mark & {readonly skeletons: readonly string[]}>();

	constructor(facts: Facts, kind: string, now: () => number) {
		this.#facts = facts;
		this.#kind = kind;
		this.#now = now;
		for (const {key, value} of facts.all(kind, most)) {
			const mark = parseMark(value);
			if (mark) {
				this.#marks.set(key, withSkeletons(mark));
			}
		}
	}

	/** Those that hold now, oldest first. */
	get all(): readonly Mark[] {
		return [...this.#marks.values()].filter(mark => this.#holds(mark));
	}

	/** The first that is about somebody. */
	find({nick, key, address}: Known): Mark | undefined {
		if (this.#marks.size === 0) {
			return undefined;
		}

		const looks: readonly string[] = nick === undefined ? [] : skeletonsOf(nick);
		return [...this.#marks.values()].find(
			mark =>
				this.#holds(mark) &&
				((mark.key !== undefined && mark.key === key) ||
					(mark.address !== undefined && mark.address === address) ||
					mark.skeletons.some(look => looks.includes(look))),
		);
	}

	/** Kept when it resolves. A mark of the same name is replaced. */
	async set(mark: Mark): Promise<void> {
		const key = keyOf(mark.name);
		await this.#facts.put(this.#kind, key, JSON.stringify(mark));
		this.#marks.delete(key);
		this.#marks.set(key, withSkeletons(mark));
		if (this.#marks.size > most) {
			const [oldest] = this.#marks.keys();
			this.#marks.delete(oldest!);
			void this.#facts.put(this.#kind, oldest!, undefined).catch(() => {});
		}
	}

	/** False when there was none of that name or address. */
	async lift(name: string): Promise<boolean> {
		const key = [...this.#marks].find(
			([known, {address}]) => known === keyOf(name) || address === name,
		)?.[0];
		if (key === undefined) {
			return false;
		}

		await this.#facts.put(this.#kind, key, undefined);
		this.#marks.delete(key);
		return true;
	}

	#holds({until}: Mark): boolean {
		return until === undefined || until > this.#now();
	}
}

const keyOf = (name: string): string => name.toLowerCase();

// An address is not the look of anybody's name.
const withSkeletons = (mark: Mark): Mark & {readonly skeletons: readonly string[]} => ({
	...mark,
	skeletons: mark.name === mark.address ? [] : skeletonsOf(mark.name),
});

function parseMark(text: string): Mark | undefined {
	const {name, key, address, until, why, by, at} = fieldsOf(text);
	return typeof name === 'string'
		? {
				name,
				key: parseAuthorKey(key),
				address: typeof address === 'string' ? address : undefined,
				until: typeof until === 'number' ? until : undefined,
				why: typeof why === 'string' ? why : '',
				by: typeof by === 'string' ? by : '',
				at: typeof at === 'number' ? at : 0,
			}
		: undefined;
}
