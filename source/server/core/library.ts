import {isDirect, type Nick, type RoomName, type Seq} from '../../protocol/ids.ts';
import {limits} from '../../protocol/limits.ts';
import {Refusal} from '../../protocol/refusal.ts';
import {isAmendment} from './about.ts';
import {hearsAs} from './direct.ts';
import {directRoom, type LogRoom, logRoom} from './log-room.ts';
import type {Member} from './member.ts';
import type {Draft, LogEntry, MessageLog} from './message-log.ts';
import type {RoomEvent} from './room-event.ts';

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

/** Reactions to one entry that are looked at for one's own. */
const mostReactions = 1000;
/** Times that the log is searched for enough that still stands. */
const mostRounds = 10;

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
		const room = this.roomOf(member, name);
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
		const room = this.roomOf(member, name);
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

	/** Whether an entry of a conversation was taken back. */
	isTakenBack(member: Member, name: RoomName, seq: Seq): boolean {
		const room = this.roomOf(member, name);
		return room !== undefined && this.#isGone(room, seq);
	}

	/** One's own reactions of that text to an entry, while they stand. */
	ownReactions(
		member: Member,
		name: RoomName,
		{re, text}: {readonly re: Seq; readonly text: string},
	): readonly LogEntry[] {
		const room = this.roomOf(member, name);
		return (room ? this.#about(room, 'react', re, mostReactions) : []).filter(
			entry =>
				entry.text === text && entry.key === member.key && !this.#isGone(entry.room, entry.seq),
		);
	}

	/** Whether that draft is in the log already, about the same entry. */
	holds({room, kind, key, id, re}: Draft): boolean {
		const query = {
			rooms: [room],
			kind,
			re,
			from: 'newest',
			limit: limits.pageEntries,
		} as const;
		return this.#log.read(query).some(entry => entry.id === id && entry.key === key);
	}

	/** An entry as a member hears it, if it is for it at all. */
	hear(member: Member, entry: LogEntry): RoomEvent | undefined {
		const room = hearsAs(member, entry, this.#context.holderOf);
		return room && {type: 'said', room, entry, about: this.takenBackBy(entry)};
	}

	/** What a redaction takes back. */
	takenBackBy({kind, room, re}: LogEntry): LogEntry | undefined {
		const after = kind === 'redact' && re !== undefined ? ((re - 1) as Seq) : undefined;
		const query = {rooms: [room], after, from: 'oldest', limit: 1} as const;
		const [found] = after === undefined ? [] : this.#log.read(query);
		return found?.seq === re ? found : undefined;
	}

	/** Without what was taken back, what was said about that, and how it was. Entries of one conversation, oldest first. */
	standing(member: Member, name: RoomName, entries: readonly Heard[]): readonly Heard[] {
		const room = entries.length > 0 ? this.roomOf(member, name) : undefined;
		const stands = (seq: Seq) => !room || !this.#isGone(room, seq);
		return entries.filter(
			({entry: {seq, kind, re}}) =>
				kind !== 'redact' && stands(seq) && (!isAmendment(kind) || stands(re!)),
		);
	}

	/** The direct conversations of a member, each with the newest entry before a mark, of the last few hundred there are. */
	conversations(member: Member, before: Seq): readonly Heard[] {
		const query = {direct: member.key, before, from: 'newest', limit: limits.pageEntries} as const;
		const heard = this.#heard(member, this.#log.read({rooms: [], ...query}));
		return [...new Map(heard.map(each => [each.room, each])).values()];
	}

	/** Newest first; of one room, or of all that the member is in and its direct conversations. What was edited is found by its newest text, as the entry that is the edit; what was taken back is not found, nor are reactions. */
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
		const one = room && this.roomOf(member, room);
		if (room && !one) {
			throw new Refusal('not-a-member');
		}

		const query = {
			words: text,
			rooms: one ? [one] : [...member.rooms.keys()].map(({key}) => key),
			direct: one ? undefined : member.key,
		};
		let mark = Math.min(before ?? Infinity, this.#context.head() + 1) as Seq;
		let entries: readonly LogEntry[] = [];
		let hasMore = true;
		for (let round = 0; hasMore && entries.length <= limit && round < mostRounds; round++) {
			const found = await this.#log.search({...query, before: mark, limit: limit + 1});
			entries = [...entries, ...this.#valid(found)];
			hasMore = found.length > limit;
			mark = found.at(-1)?.seq ?? mark;
		}

		const isMore = entries.length > limit || (hasMore && entries.length > 0);
		return {entries: this.#heard(member, entries.slice(0, limit)), more: isMore};
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

	// Of what holds the words, what still stands and is the newest that its author made of it.
	#valid(found: readonly LogEntry[]): readonly LogEntry[] {
		return found.filter(entry => {
			const {room, kind, seq} = entry;
			const what = edited(entry);
			const [newest] = this.#about(room, 'edit', what);
			const isSpoken = kind !== 'redact' && kind !== 'react';
			return isSpoken && (newest ?? entry).seq === seq && !this.#isGone(room, what);
		});
	}

	#isGone(room: LogRoom, seq: Seq): boolean {
		return this.#about(room, 'redact', seq).length > 0;
	}

	/** The newest of what was done to an entry. */
	#about(
		room: LogRoom,
		kind: 'edit' | 'react' | 'redact',
		re: Seq,
		limit = 1,
	): readonly LogEntry[] {
		const before = (this.#context.head() + 1) as Seq;
		return this.#log.read({rooms: [room], kind, re, before, from: 'newest', limit});
	}

	#heard(member: Member, entries: readonly LogEntry[]): readonly Heard[] {
		return entries.flatMap(entry => {
			const room = hearsAs(member, entry, this.#context.holderOf);
			return room ? [{room, entry}] : [];
		});
	}

	/** Under what the log knows a conversation as the member names it. A partner who is here is known by its key, one who is not from what was said before. */
	roomOf(member: Member, name: RoomName): LogRoom | undefined {
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

const edited = ({kind, seq, re}: LogEntry): Seq => (kind === 'edit' ? re! : seq);

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
