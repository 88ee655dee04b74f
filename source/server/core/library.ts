import {isDirect, type Nick, type RoomName, type Seq} from '../../protocol/ids.ts';
import {limits} from '../../protocol/limits.ts';
import {Refusal} from '../../protocol/refusal.ts';
import {hearsAs} from './direct.ts';
import {directRoom, type LogRoom, logRoom} from './log-room.ts';
import type {Member} from './member.ts';
import type {LogEntry, MessageLog} from './message-log.ts';

/** An entry in the conversation in which the reader knows it. */
export type Heard = {readonly room: RoomName; readonly entry: LogEntry};

/** Oldest first. `more`: there is more in the direction that was asked for. */
export type Page = {readonly entries: readonly Heard[]; readonly more: boolean};

type Context = {
	readonly head: () => Seq;
	readonly holderOf: (nick: Nick) => Member | undefined;
};

export type PageRequest = {
	readonly before?: Seq | undefined;
	readonly after?: Seq | undefined;
	readonly limit?: number | undefined;
};

/** What was said, as each member may read it: never more than has been told. */
export class Library {
	readonly #log: MessageLog;
	readonly #context: Context;

	constructor(log: MessageLog, context: Context) {
		this.#log = log;
		this.#context = context;
	}

	/** The newest entries before a mark, or the oldest after one. */
	page(member: Member, name: RoomName, request: PageRequest): Page {
		const {before, after, limit = limits.backlogEntries} = request;
		const room = this.#roomFor(member, name);
		if (!room || limit === 0) {
			return {entries: [], more: false};
		}

		const from = after === undefined ? 'newest' : 'oldest';
		const end = Math.min(before ?? Infinity, this.#context.head() + 1) as Seq;
		const found = this.#log.read({rooms: [room], after, before: end, from, limit: limit + 1});
		const fitting = withinBytes(found, from);
		const kept = from === 'newest' ? fitting.slice(-limit) : fitting.slice(0, limit);
		// Whatever the other side was called then, it is this conversation.
		const entries = this.#heard(member, kept).map(({entry}) => ({room: name, entry}));
		return {entries, more: found.length > kept.length};
	}

	/** Where a time is in a conversation: the first seq that is not before it, be there an entry of that seq or not. */
	firstSince(member: Member, name: RoomName, at: number): Seq {
		const room = this.#roomFor(member, name);
		let [low, high] = [1, this.#context.head() + 1];
		// Times nearly always grow with the seqs, so this takes as many steps as the head has digits.
		while (room && low < high) {
			const middle = Math.floor((low + high) / 2);
			const after = (middle - 1) as Seq;
			const [next] = this.#log.read({rooms: [room], after, from: 'oldest', limit: 1});
			if (!next || next.at >= at) {
				high = middle;
			} else {
				low = next.seq + 1;
			}
		}

		return low as Seq;
	}

	/** One entry of a conversation. */
	entry(member: Member, room: RoomName, seq: Seq): LogEntry | undefined {
		const marks = {after: (seq - 1) as Seq, limit: 1};
		const found = this.page(member, room, marks).entries[0]?.entry;
		return found?.seq === seq ? found : undefined;
	}

	/** What was said from a mark on and then taken back. */
	takenBack(member: Member, name: RoomName, from: Seq): ReadonlySet<Seq> {
		const room = this.#roomFor(member, name);
		const before = (this.#context.head() + 1) as Seq;
		const query = {kind: 'redact', after: from, before, from: 'oldest', limit: 1000} as const;
		const found = room ? this.#log.read({rooms: [room], ...query}) : [];
		return new Set(found.flatMap(({re}) => re ?? []));
	}

	/** The direct conversations of a member, each with the newest entry before a mark, of the last few hundred there are. */
	conversations(member: Member, before: Seq): readonly Heard[] {
		const query = {direct: member.key, before, from: 'newest', limit: limits.pageEntries} as const;
		const heard = this.#heard(member, this.#log.read({rooms: [], ...query}));
		return [...new Map(heard.map(each => [each.room, each])).values()];
	}

	/** Newest first; of one room, or of all that the member is in and its direct conversations. */
	async search(
		member: Member,
		{
			text,
			room,
			before,
			limit = limits.searchHits,
		}: {
			readonly text: string;
			readonly room?: RoomName | undefined;
			readonly before?: Seq | undefined;
			readonly limit?: number | undefined;
		},
	): Promise<Page> {
		const one = room && this.#roomFor(member, room);
		if (room && !one) {
			throw new Refusal('not-a-member');
		}

		const found = await this.#log.search({
			words: text,
			rooms: one ? [one] : [...member.rooms.keys()].map(({key}) => key),
			direct: one ? undefined : member.key,
			before: Math.min(before ?? Infinity, this.#context.head() + 1) as Seq,
			limit: limit + 1,
		});
		return {
			entries: this.#heard(member, found.slice(0, limit)),
			more: found.length > limit,
		};
	}

	/** What set the topic of a room last. */
	topicEntry(room: LogRoom): LogEntry | undefined {
		const before = (this.#context.head() + 1) as Seq;
		const [entry] = this.#log.read({
			rooms: [room],
			kind: 'topic',
			before,
			from: 'newest',
			limit: 1,
		});
		return entry;
	}

	#heard(member: Member, entries: readonly LogEntry[]): readonly Heard[] {
		return entries.flatMap(entry => {
			const room = hearsAs(member, entry, this.#context.holderOf);
			return room ? [{room, entry}] : [];
		});
	}

	// A partner who is here is known by its key, one who is not from what was said before.
	#roomFor(member: Member, name: RoomName): LogRoom | undefined {
		if (!isDirect(name)) {
			return logRoom(name);
		}

		const partner = this.#context.holderOf(name.slice(1) as Nick);
		const ours = partner && directRoom(member.key, partner.key);
		if (ours && this.#hasHeardIn(member, ours)) {
			return ours;
		}

		const recent = this.#log.read({
			rooms: [],
			direct: member.key,
			from: 'newest',
			limit: limits.pageEntries,
		});
		return this.#heard(member, recent).findLast(({room}) => room === name)?.entry.room;
	}

	// Two nicks of one device share the log's room, and each hears only its own part of it.
	#hasHeardIn(member: Member, room: LogRoom): boolean {
		const recent = this.#log.read({rooms: [room], from: 'newest', limit: limits.pageEntries});
		return this.#heard(member, recent).length > 0;
	}
}

// A page fits in one frame, whatever its messages are like. At least one entry is kept.
function withinBytes(entries: readonly LogEntry[], from: 'oldest' | 'newest'): readonly LogEntry[] {
	let bytes = 0;
	const isOver = ({text}: LogEntry) => (bytes += 3 * text.length + 300) > limits.pageBytes;
	if (from === 'oldest') {
		const end = entries.findIndex(isOver);
		return end < 0 ? entries : entries.slice(0, Math.max(1, end));
	}

	const start = entries.findLastIndex(isOver);
	return start < 0 ? entries : entries.slice(Math.min(start + 1, entries.length - 1));
}
