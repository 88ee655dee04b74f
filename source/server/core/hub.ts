import type {Person} from '../../protocol/entry.ts';
import {isDirect, lobby, type Nick, noSeq, type RoomName, type Seq} from '../../protocol/ids.ts';
import {limits} from '../../protocol/limits.ts';
import {Refusal} from '../../protocol/refusal.ts';
import {hearsAs} from './direct.ts';
import {FanOut} from './fan-out.ts';
import {Feed} from './feed.ts';
import {Library} from './library.ts';
import {directRoom, logRoom} from './log-room.ts';
import {type Candidate, Member} from './member.ts';
import type {Draft, LogEntry, MessageLog} from './message-log.ts';
import {Room} from './room.ts';
import {Roster} from './roster.ts';
import type {Sight} from './sight.ts';
import type {RoomEvent, RoomState} from './room-event.ts';

export type HubOptions = {
	readonly log: MessageLog;
	/** The server's name, shown to everyone. */
	readonly name: string;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly observe?: ((sight: Sight) => void) | undefined;
};

/** What a member says, in the room as it names it. */
export type Speech = Pick<Draft, 'id' | 'kind' | 'text'> & {readonly room: RoomName};

/** Everyone who is here, every open room, and the one way that words take: into the log, then to all. */
export class Hub {
	readonly name: string;
	readonly log: MessageLog;
	/** What was said, as each member may read it. */
	readonly library: Library;
	readonly #options: HubOptions;
	readonly #fanOut = new FanOut();
	readonly #rooms = new Map<RoomName, Room>();
	readonly #roster: Roster;
	#head: Seq;

	constructor(options: HubOptions) {
		this.#options = options;
		this.name = options.name;
		this.log = options.log;
		this.#head = options.log.head;
		this.#roster = new Roster(options.name);
		this.library = new Library(options.log, {
			head: () => this.#head,
			holderOf: nick => this.#roster.holder(nick),
		});
	}

	/** The newest entry that has been told to anyone. */
	get head(): Seq {
		return this.#head;
	}

	get people(): readonly Person[] {
		return this.#roster.people;
	}

	get visitors(): number {
		return this.#roster.visitors;
	}

	get rooms(): readonly Room[] {
		return [...this.#rooms.values()];
	}

	findRoom(name: RoomName): Room | undefined {
		return this.#rooms.get(name);
	}

	/** Lets someone in, with the nick it asks for or with a reason why not. A dead connection of the same run gives way. */
	enter(candidate: Candidate): Member | Refusal {
		const member = new Member(candidate, of => this.#openFeed(of));
		const ghost = this.#roster.ghostOf(member);
		if (ghost) {
			this.#takeOver(ghost, member);
		}

		const refusal = this.#roster.add(member);
		if (!refusal && !member.visitor && !ghost) {
			this.#see({type: 'came', person: member.person, people: this.#roster.count});
		}

		return refusal ?? member;
	}

	/** Comes into a room. What is logged and told up to now, the member learns from the answer; what follows, live. */
	join(member: Member, name: RoomName, {resumes = false} = {}): RoomState | Refusal {
		if (isDirect(name)) {
			return new Refusal('room-name');
		}

		const room = this.#openRoom(name);
		if (!member.rooms.has(room)) {
			if (member.rooms.size >= limits.roomsPerMember) {
				this.#closeIfEmpty(room);
				return new Refusal('too-many-rooms');
			}

			if (!member.inherited.delete(room) && !member.visitor) {
				this.#fanOut.tellRoom(room, {type: 'joined', room: name, person: member.person});
			}

			room.add(member);
			const {order} = this.#fanOut;
			member.rooms.set(room, {order, seq: resumes ? noSeq : this.#head});
			member.roomsChangedAt = order;
			member.feed.roomsChanged();
		}

		return room.state;
	}

	/** After a new connection has come back to its rooms: those it did not come back to, it has left. */
	settle(member: Member): void {
		for (const room of member.inherited) {
			this.#tellLeft(member, room);
		}

		member.inherited.clear();
	}

	leave(member: Member, name: RoomName, why?: string): Refusal | undefined {
		const room = this.#rooms.get(name);
		if (!room || !member.rooms.has(room)) {
			return new Refusal('not-a-member');
		}

		this.#part(member, room, why);
		member.feed.roomsChanged();
		return undefined;
	}

	/** Ends a member's stay: its name is free, its rooms are told. Harmless when it has ended already. */
	quit(member: Member, why?: string): void {
		if (!this.#roster.remove(member)) {
			return;
		}

		member.feed.end();
		for (const room of member.rooms.keys()) {
			this.#part(member, room, why);
		}

		this.settle(member);
		if (!member.visitor) {
			this.#see({type: 'went', person: member.person, people: this.#roster.count});
		}
	}

	rename(member: Member, nick: Nick): Refusal | undefined {
		const from = member.nick;
		const refusal = this.#roster.rename(member, nick);
		if (refusal || !from || from === nick) {
			return refusal;
		}

		const neighbours = [...member.rooms.keys()].flatMap(room => [...room.members]);
		const event = {type: 'renamed', from, to: nick} as const;
		this.#fanOut.tell(new Set([member, ...neighbours]), event, {surely: member});
		this.#see({type: 'renamed', from, to: nick});
		return undefined;
	}

	/** Log first, then tell, then ack: nobody sees a message that a crash could take back. Resolves when all that is done; rejects with a `Refusal`. */
	async say(member: Member, {room: name, id, kind, text}: Speech): Promise<void> {
		const {nick: author, key} = member;
		if (!author) {
			throw new Refusal('nick-needed');
		}

		if (this.#roster.isAnothers(author, key)) {
			throw new Refusal('nick-taken');
		}

		const {room, to} = isDirect(name) ? this.#partner(member, name) : this.#roomOf(member, name);
		const at = this.#options.now();
		const draft = {room, key, id, author, at, kind, text, ...(to && {to})};
		const {entry, dup} = await this.log.append(draft);
		if (!dup) {
			this.#tell(member, entry);
		}

		const altered = entry.text !== text || entry.room !== room;
		this.#fanOut.answer(member, {type: 'acked', id, seq: entry.seq, dup, altered});
		await this.#fanOut.told;
	}

	#tell(speaker: Member, entry: LogEntry): void {
		this.#head = entry.seq;
		if (entry.to) {
			this.#tellDirect(speaker, entry);
			return;
		}

		const name = entry.room as string as RoomName;
		const room = this.#rooms.get(name);
		if (room) {
			room.topic = entry.kind === 'topic' ? entry.text : room.topic;
			this.#fanOut.tellRoom(room, {type: 'said', room: name, entry}, speaker);
		}
	}

	// Each side names the conversation after the other.
	#tellDirect(speaker: Member, entry: LogEntry): void {
		const sides = new Map<RoomName, Set<Member>>();
		for (const member of this.#roster.members) {
			const room = this.#hearsAs(member, entry);
			if (room) {
				sides.set(room, (sides.get(room) ?? new Set()).add(member));
			}
		}

		for (const [room, members] of sides) {
			this.#fanOut.tell(members, {type: 'said', room, entry}, {by: speaker});
		}
	}

	#roomOf(member: Member, name: RoomName) {
		const room = this.#rooms.get(name);
		if (!room || !(member.rooms.has(room) || member.visitor)) {
			throw new Refusal('not-a-member');
		}

		return {room: room.key, to: undefined};
	}

	#partner(member: Member, name: RoomName) {
		const partner = this.#roster.holder(name.slice(1) as Nick);
		if (!partner?.nick) {
			throw new Refusal('no-such-nick');
		}

		const {nick, key} = partner;
		return {room: directRoom(member.key, key), to: {nick, key}};
	}

	#openFeed(member: Member): Feed {
		return new Feed(member, {
			log: this.log,
			fanOut: this.#fanOut,
			head: () => this.#head,
			hear: (hearer, entry): RoomEvent | undefined => {
				const room = this.#hearsAs(hearer, entry);
				return room && {type: 'said', room, entry};
			},
		});
	}

	#hearsAs(member: Member, entry: LogEntry): RoomName | undefined {
		return hearsAs(member, entry, nick => this.#roster.holder(nick));
	}

	#openRoom(name: RoomName): Room {
		const room = this.#rooms.get(name) ?? new Room(name, this.library.topic(logRoom(name)));
		this.#rooms.set(name, room);
		return room;
	}

	#part(member: Member, room: Room, why: string | undefined): void {
		member.rooms.delete(room);
		member.roomsChangedAt = this.#fanOut.order;
		room.remove(member);
		this.#tellLeft(member, room, why);
	}

	#tellLeft({visitor, nick}: Member, room: Room, why?: string): void {
		if (!visitor) {
			this.#fanOut.tellRoom(room, {type: 'left', room: room.name, nick: nick!, why});
		}

		this.#closeIfEmpty(room);
	}

	#closeIfEmpty(room: Room): void {
		if (room.members.size === 0 && room.name !== lobby) {
			this.#rooms.delete(room.name);
		}
	}

	#takeOver(ghost: Member, heir: Member): void {
		this.#roster.remove(ghost);
		ghost.feed.end();
		for (const room of ghost.rooms.keys()) {
			room.remove(ghost);
			heir.inherited.add(room);
		}

		ghost.outlet.dismiss('Your program connected again.');
	}

	#see(sight: Sight): void {
		this.#options.observe?.(sight);
	}
}
