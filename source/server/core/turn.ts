import type {Seq} from '../../protocol/ids.ts';
import type {Member} from './member.ts';
import type {Room} from './room.ts';
import type {Dialect, RoomEvent} from './room-event.ts';

export type Happening = {
	readonly order: number;
	readonly event: RoomEvent;
	/** Everyone in this room hears it … */
	readonly room?: Room;
	/** … or only these. */
	readonly to?: ReadonlySet<Member>;
	/** Whose words they are: dialects without echo spare the speaker. */
	readonly by?: Member | undefined;
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
		for (const {to, by} of happenings) {
			to?.forEach(member => this.#singled.add(member));
			if (by && !by.dialect.echoes) {
				this.#singled.add(by);
			}
		}
	}

	/** All that members of these rooms hear alike. */
	shared(dialect: Dialect, rooms: ReadonlySet<Room>): string {
		const words = this.#wordsOf(dialect);
		return this.#happenings
			.map(({room}, index) => (room && rooms.has(room) ? words[index] : ''))
			.join('');
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
		return this.#happenings
			.map((happening, index) => (concerns(happening, member) ? words[index] : ''))
			.join('');
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

function concerns({order, room, to, by}: Happening, member: Member): boolean {
	if (order <= member.feed.heard || (by === member && !member.dialect.echoes)) {
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
