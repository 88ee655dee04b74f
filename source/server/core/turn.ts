import type {Seq} from '../../protocol/ids.ts';
import type {Member} from './member.ts';
import type {Room} from './room.ts';
import type {Dialect, RoomEvent} from './room-event.ts';

/** What someone knows by that this was done for it. */
export type Ticket = {readonly of: Member; readonly text: string};

export const ticketOf = (of: Member, text: string | undefined): Ticket | undefined =>
	text === undefined ? undefined : {of, text};

export type Happening = {
	readonly order: number;
	readonly event: RoomEvent;
	/** Everyone in this room hears it … */
	readonly room?: Room;
	/** … or only these. */
	readonly to?: ReadonlySet<Member>;
	/** Whose words they are: dialects without echo spare the speaker. */
	readonly by?: Member | undefined;
	readonly ticket?: Ticket | undefined;
	/** Who must hear it even while it lags, for no state tells it later. */
	readonly surely?: Member | undefined;
};

/** One turn's happenings, put into words at most once per dialect. */
export class Turn {
	/** The order of the first and the last happening; none happened when `first` is above `last`. */
	readonly first: number;
	readonly last: number;
	readonly seq: Seq | undefined;
	readonly #happenings: readonly Happening[];
	readonly #answers: Map<Member, string>;
	readonly #singled = new Set<Member>();
	readonly #words = new Map<Dialect, readonly string[]>();

	constructor(happenings: readonly Happening[], answers: Map<Member, string>) {
		this.#happenings = happenings;
		this.#answers = answers;
		this.first = happenings[0]?.order ?? Infinity;
		this.last = happenings.at(-1)?.order ?? 0;
		const said = happenings.findLast(({event}) => event.type === 'said')?.event;
		this.seq = said?.type === 'said' ? said.entry.seq : undefined;
		for (const {event, to, by, ticket} of happenings) {
			to?.forEach(member => this.#singled.add(member));
			if (ticket) {
				this.#singled.add(ticket.of);
			}

			if (by && isSpared(by, event)) {
				this.#singled.add(by);
			}
		}
	}

	/** All that members of these rooms hear alike. */
	shared(dialect: Dialect, rooms: ReadonlySet<Room>): string {
		const words = this.#wordsOf(dialect);
		return this.#together(words, ({room}) => room !== undefined && rooms.has(room));
	}

	/** Whether this member hears anything else than its audience does. */
	isSingled(member: Member): boolean {
		return (
			this.#singled.has(member) ||
			member.feed.heard >= this.first ||
			member.roomsChangedAt >= this.first
		);
	}

	/** What one member hears, without what it knows already. */
	own(member: Member): string {
		const words = this.#wordsOf(member.dialect);
		const own = this.#happenings.map(({event, ticket}, index) =>
			ticket?.of === member ? member.dialect.encode(event, ticket.text) : words[index]!,
		);
		return this.#together(own, happening => concerns(happening, member));
	}

	// Some things happen in several rooms at once, and some dialects say them without the room: then once is enough.
	#together(words: readonly string[], isHeard: (happening: Happening) => boolean): string {
		let last = '';
		let text = '';
		for (const [index, happening] of this.#happenings.entries()) {
			const word = isHeard(happening) ? words[index]! : '';
			const isRepeated = word === last && happensToPerson(happening.event);
			text += isRepeated ? '' : word;
			last = word || last;
		}

		return text;
	}

	/** The answers to one member, to be given once. */
	takeAnswers(member: Member): string {
		const answers = this.#answers.get(member) ?? '';
		this.#answers.delete(member);
		return answers;
	}

	get unanswered(): readonly Member[] {
		return [...this.#answers.keys()];
	}

	#wordsOf(dialect: Dialect): readonly string[] {
		const words =
			this.#words.get(dialect) ?? this.#happenings.map(({event}) => dialect.encode(event));
		this.#words.set(dialect, words);
		return words;
	}
}

const happensToPerson = (event: RoomEvent): boolean =>
	event.type === 'changed' || (event.type === 'left' && event.how !== 'parted');

// An echo is of words only: a change is confirmed to who made it by the gateway.
const isSpared = (by: Member, event: RoomEvent): boolean =>
	!by.dialect.echoes ||
	event.type === 'changed' ||
	event.type === 'asked' ||
	(event.type === 'signalled' && by.dialect.sparesSigns === true);

function concerns({order, event, room, to, by}: Happening, member: Member): boolean {
	if (order <= member.feed.heard || (by === member && isSpared(by, event))) {
		return false;
	}

	const since = room && member.rooms.get(room);
	return to ? to.has(member) : since !== undefined && order > since.order;
}

/** Members who hear the same bytes, as they were when the turn began. */
export type Listeners = {
	readonly dialect: Dialect;
	readonly rooms: ReadonlySet<Room>;
	readonly members: readonly Member[];
};

const utf8 = new TextEncoder();

// What everyone hears is encoded once, also for those who get answers besides.
function withAnswers(words: Uint8Array, answers: string): Uint8Array {
	if (answers === '') {
		return words;
	}

	const own = utf8.encode(answers);
	const both = new Uint8Array(words.length + own.length);
	both.set(words);
	both.set(own, words.length);
	return both;
}

/** Gives each member its share, one a step. */
export function* deliveries(turn: Turn, audiences: readonly Listeners[]): Generator<void> {
	for (const {dialect, rooms, members} of audiences) {
		const shared = turn.shared(dialect, rooms);
		const bytes = utf8.encode(shared);
		for (const member of members) {
			const words = turn.isSingled(member) ? utf8.encode(turn.own(member)) : bytes;
			member.feed.give(withAnswers(words, turn.takeAnswers(member)), turn.last, turn.seq);
			yield;
		}
	}

	// A member that lags is in no audience, yet its answers must not wait for it to catch up.
	for (const member of turn.unanswered) {
		member.feed.giveAside(utf8.encode(turn.takeAnswers(member)));
	}
}
