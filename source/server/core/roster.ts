import type {Person} from '../../protocol/entry.ts';
import type {AuthorKey, Nick} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Member} from './member.ts';
import {NickRegistry} from './nick-registry.ts';

/** Who is on the server, and under which name. */
export class Roster {
	readonly #members = new Set<Member>();
	readonly #nicks: NickRegistry<Member>;
	#visitors = 0;

	constructor(serverName: string) {
		this.#nicks = new NickRegistry([serverName]);
	}

	get members(): Iterable<Member> {
		return this.#members;
	}

	/** Everyone with a place in the list of people. */
	get people(): readonly Person[] {
		return [...this.#members].filter(({visitor}) => !visitor).map(({person}) => person);
	}

	/** How many of them there are. */
	get count(): number {
		return this.#members.size - this.#visitors;
	}

	get visitors(): number {
		return this.#visitors;
	}

	holder(nick: Nick): Member | undefined {
		return this.#nicks.holder(nick);
	}

	/** A visitor may share its member's name; when that is given up, someone else may take it. */
	isAnothers(nick: Nick, key: AuthorKey): boolean {
		const holder = this.holder(nick);
		return holder !== undefined && holder.key !== key;
	}

	/** The member whose dead connection this one replaces: the same run of the same program, under the same name. */
	ghostOf({nick, key, run, visitor}: Member): Member | undefined {
		const holder = nick && this.holder(nick);
		const isSame = holder?.nick === nick && holder?.key === key && holder?.run === run;
		return run && isSame && holder?.visitor === visitor ? holder : undefined;
	}

	/** Takes someone in, unless its name belongs to another. The visitors and the member of one device may share a name; it belongs to the member. */
	add(member: Member): Refusal | undefined {
		const {nick, key, visitor} = member;
		const holder = nick && this.holder(nick);
		const isOwn = holder?.key === key && holder?.nick === nick;
		if (nick && isOwn && holder?.visitor && !visitor) {
			this.#nicks.release(nick, holder);
		}

		const shares = visitor && isOwn;
		const refusal = nick && !shares ? this.#nicks.claim(nick, member) : undefined;
		if (!refusal) {
			this.#members.add(member);
			this.#visitors += visitor ? 1 : 0;
		}

		return refusal;
	}

	/** False when it was gone already. */
	remove(member: Member): boolean {
		if (member.nick) {
			this.#nicks.release(member.nick, member);
		}

		const wasHere = this.#members.delete(member);
		this.#visitors -= wasHere && member.visitor ? 1 : 0;
		return wasHere;
	}

	rename(member: Member, nick: Nick): Refusal | undefined {
		const from = member.nick;
		if (!from || member.visitor) {
			return new Refusal('only-looking');
		}

		const refusal = this.#nicks.claim(nick, member);
		if (!refusal && from !== nick) {
			this.#nicks.release(from, member);
			member.nick = nick;
		}

		return refusal;
	}
}
