import {
	directWith,
	isDirect,
	type Nick,
	noSeq,
	type RoomName,
	type Seq,
} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Facts} from './facts.ts';
import type {FanOut} from './fan-out.ts';
import type {Library} from './library.ts';
import type {Member} from './member.ts';
import type {Room} from './room.ts';
import type {RoomEvent} from './room-event.ts';
import type {Roster} from './roster.ts';

const kind = 'read';
/** Conversations of one key, and of all keys together: beyond them the marks that have not moved for longest are forgotten. */
const mostOfKey = 500;
const mostOfAll = 50_000;
/** Forgotten at once, so that nobody looks for the oldest each time. */
const atOnce = 500;

export type ReadMark = Extract<RoomEvent, {type: 'read'}>;

type Context = {
	readonly facts: Facts;
	readonly library: Library;
	readonly head: () => Seq;
	readonly roster: Roster;
	readonly fanOut: FanOut;
	readonly rooms: ReadonlyMap<RoomName, Room>;
};

/** How far each key has read: what one read in one place is read in the others. */
export class ReadMarks {
	readonly #context: Context;
	/** What is not on the disk yet, by the keys of the facts. */
	readonly #underWay = new Map<string, Seq>();
	#count: number | undefined;

	constructor(context: Context) {
		this.#context = context;
	}

	/** Up to where a member has read there, if that is known. */
	of(member: Member, name: RoomName): Seq | undefined {
		const key = this.#keyOf(member, name);
		return key === undefined ? undefined : this.#get(key);
	}

	/** The same of all its rooms and direct conversations. */
	all(member: Member): readonly ReadMark[] {
		const {facts, library, head} = this.#context;
		const hasDirect = keeps(member) && facts.all(kind, 1, `${member.key} @`).length > 0;
		const direct = hasDirect ? library.conversations(member, (head() + 1) as Seq) : [];
		return [...[...member.rooms.keys()].map(({name}) => name), ...direct.map(({room}) => room)]
			.map(room => ({type: kind, room, seq: this.of(member, room)}) as const)
			.filter((mark): mark is ReadMark => mark.seq !== undefined);
	}

	/** A member has read up to there. A mark only moves on; the member's other sessions are told once that would survive a crash. What is no news, or cannot be, changes nothing. */
	async move(member: Member, name: RoomName, seq: Seq): Promise<void> {
		const {facts, head} = this.#context;
		const key = seq <= head() ? this.#keyOf(member, name) : undefined;
		const before = key === undefined ? undefined : this.#get(key);
		if (key === undefined || seq <= (before ?? noSeq)) {
			return;
		}

		if (before === undefined) {
			this.#makeSpace(member);
		}

		this.#underWay.set(key, seq);
		try {
			await facts.put(kind, key, `${seq}`);
		} finally {
			if (this.#underWay.get(key) === seq) {
				this.#underWay.delete(key);
			}
		}

		this.#tell(member, name, seq);
	}

	#get(key: string): Seq | undefined {
		const value = this.#context.facts.get(kind, key);
		return this.#underWay.get(key) ?? (value === undefined ? undefined : (Number(value) as Seq));
	}

	#keyOf(member: Member, name: RoomName): string | undefined {
		const {library, rooms} = this.#context;
		const room = rooms.get(name);
		const isTheirs = isDirect(name) || (room !== undefined && member.rooms.has(room));
		const place = keeps(member) && isTheirs ? library.roomOf(member, name) : undefined;
		return place && `${member.key} ${place}`;
	}

	#makeSpace({key}: Member): void {
		const {facts} = this.#context;
		this.#count = (this.#count ?? facts.count(kind)) + 1;
		const own = facts.all(kind, mostOfKey + atOnce, `${key} `);
		const oldest = [
			...own.slice(0, Math.max(0, own.length - mostOfKey + 1)),
			...(this.#count > mostOfAll ? facts.all(kind, atOnce) : []),
		].filter(fact => !this.#underWay.has(fact.key));
		this.#count -= oldest.length;
		for (const fact of oldest) {
			void this.#forget(fact.key);
		}
	}

	// On a full disk it stays, and is forgotten another time.
	async #forget(key: string): Promise<void> {
		try {
			await this.#context.facts.put(kind, key, undefined);
		} catch (error) {
			if (!(error instanceof Refusal)) {
				throw error;
			}
		}
	}

	#tell(member: Member, name: RoomName, seq: Seq): void {
		const {roster, fanOut} = this.#context;
		const partner = isDirect(name) ? roster.holder(name.slice(1) as Nick)?.nick : undefined;
		const room = partner ? directWith(partner) : name;
		const key = this.#keyOf(member, room);
		const others = [...roster.members].filter(
			other => other !== member && other.key === member.key && this.#keyOf(other, room) === key,
		);
		if (key !== undefined && others.length > 0) {
			fanOut.tell(new Set(others), {type: kind, room, seq});
		}
	}
}

// Whose key was made here comes never again; who only looks has not read.
const keeps = ({hasOwnKey, visitor}: Member): boolean => hasOwnKey && !visitor;
