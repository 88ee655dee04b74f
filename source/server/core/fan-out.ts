import type {Member} from './member.ts';
import type {Room} from './room.ts';
import type {Dialect, RoomEvent} from './room-event.ts';
import {deliveries, type Happening, Turn} from './turn.ts';

/** Members who hear the same bytes: one dialect, the same rooms. */
type Audience = {
	readonly key: string;
	readonly dialect: Dialect;
	readonly rooms: ReadonlySet<Room>;
	readonly members: Set<Member>;
};

/** A fan-out to more members than this lets the loop turn between parts. */
const partSize = 512;

/**
Comings and goings are told at once, but then not again for a while: when a thousand people come, each of them would be a fan-out of its own. The rest, in milliseconds, is about ten times what telling so many members costs.
*/
const restFor = (members: number): number => Math.min(500, Math.max(25, members / 4));

const isPresence = ({type}: RoomEvent): boolean => type === 'joined' || type === 'left';

/**
Tells members what happens, in one order for all. All that happens in one turn of the loop is put into words once per audience and written once per member.
*/
export class FanOut {
	readonly #audiences = new Map<string, Audience>();
	readonly #audienceOf = new Map<Member, Audience>();
	readonly #ids = new WeakMap<object, number>();
	#happenings: Happening[] = [];
	#answers = new Map<Member, string>();
	#order = 0;
	#nextId = 0;
	#scheduled = false;
	#isResting = false;
	#isUrgent = false;
	#told = Promise.withResolvers<void>();
	/** Resolves when the delivery under way is done. */
	#delivering: Promise<void> | undefined;

	/** Counts everything that was ever told: a member that knows the state of now need not hear of what came before. */
	get order(): number {
		return this.#order;
	}

	/** Resolves when all that has been asked for until now has been told. */
	get told(): Promise<void> {
		const isPending = this.#happenings.length > 0 || this.#answers.size > 0;
		return isPending ? this.#told.promise : (this.#delivering ?? Promise.resolve());
	}

	/** The same, without the rest that comings and goings are given. */
	tellNow(): Promise<void> {
		this.#isUrgent ||= this.#happenings.length > 0;
		this.#schedule();
		return this.told;
	}

	/** To all in the room, after everything told before. */
	tellRoom(
		room: Room,
		event: RoomEvent,
		{by, ticket}: Pick<Happening, 'by' | 'ticket'> = {},
	): void {
		this.#add({order: ++this.#order, event, room, by, ticket});
	}

	/** To these only, in the same order as what rooms hear. */
	tell(
		to: ReadonlySet<Member>,
		event: RoomEvent,
		{by, surely, ticket}: Pick<Happening, 'by' | 'surely' | 'ticket'> = {},
	): void {
		this.#add({order: ++this.#order, event, to, by, surely, ticket});
	}

	/** To one, after everything else of this turn. */
	answer(member: Member, event: RoomEvent, ticket?: string): void {
		const before = this.#answers.get(member) ?? '';
		this.#answers.set(member, before + member.dialect.encode(event, ticket));
		this.#isUrgent = true;
		this.#schedule();
	}

	/** From now on the member hears live what happens in its rooms. Call again when its rooms change. */
	include(member: Member): void {
		this.exclude(member);
		const key = this.#keyOf(member);
		const audience = this.#audiences.get(key) ?? {
			key,
			dialect: member.dialect,
			rooms: new Set(member.rooms.keys()),
			members: new Set(),
		};
		audience.members.add(member);
		this.#audiences.set(key, audience);
		this.#audienceOf.set(member, audience);
	}

	exclude(member: Member): void {
		const audience = this.#audienceOf.get(member);
		if (!audience) {
			return;
		}

		this.#audienceOf.delete(member);
		audience.members.delete(member);
		if (audience.members.size === 0) {
			this.#audiences.delete(audience.key);
		}
	}

	/** Forgets a member that is gone. */
	drop(member: Member): void {
		this.exclude(member);
		this.#answers.delete(member);
	}

	#add(happening: Happening): void {
		this.#happenings.push(happening);
		// Whatever else happens takes comings and goings along, so order holds.
		this.#isUrgent ||= !isPresence(happening.event);
		this.#schedule();
	}

	#rest(): void {
		this.#isResting = true;
		setTimeout(() => {
			this.#isResting = false;
			this.#schedule();
		}, restFor(this.#audienceOf.size));
	}

	#schedule(): void {
		const isDue = this.#isUrgent || (!this.#isResting && this.#happenings.length > 0);
		if (isDue && !this.#scheduled) {
			this.#scheduled = true;
			setImmediate(() => this.#deliver());
		}
	}

	#deliver(): void {
		for (const {surely, order, event, ticket} of this.#happenings) {
			if (surely && !(surely.feed.isLive && surely.feed.heard < order)) {
				this.answer(surely, event, ticket?.of === surely ? ticket.text : undefined);
			}
		}

		const turn = new Turn(this.#happenings, this.#answers);
		if (!this.#isResting && this.#happenings.some(({event}) => isPresence(event))) {
			this.#rest();
		}

		const {resolve, promise} = this.#told;
		this.#delivering = promise;
		this.#told = Promise.withResolvers();
		this.#happenings = [];
		this.#answers = new Map();
		this.#isUrgent = false;
		const audiences = [...this.#audiences.values()].map(({dialect, rooms, members}) => ({
			dialect,
			rooms,
			members: [...members],
		}));
		this.#deliverPart(deliveries(turn, audiences), resolve);
	}

	// What happens while a large fan-out is under way waits for the next turn, so order holds.
	#deliverPart(work: Iterator<void>, told: () => void): void {
		for (let count = 0; count < partSize; count++) {
			if (work.next().done) {
				this.#scheduled = false;
				this.#delivering = undefined;
				told();
				this.#schedule();
				return;
			}
		}

		setImmediate(() => this.#deliverPart(work, told));
	}

	#keyOf({dialect, rooms}: Member): string {
		const ids = [...rooms.keys()].map(room => this.#idOf(room)).toSorted((a, b) => a - b);
		return `${this.#idOf(dialect)}:${ids.join(' ')}`;
	}

	#idOf(thing: object): number {
		const id = this.#ids.get(thing) ?? ++this.#nextId;
		this.#ids.set(thing, id);
		return id;
	}
}
