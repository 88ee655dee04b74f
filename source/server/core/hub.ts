import type {Person} from '../../protocol/entry.ts';
import {
	type AuthorKey,
	type EntryId,
	isDirect,
	lobby,
	type Nick,
	noSeq,
	type RoomName,
	type Seq,
} from '../../protocol/ids.ts';
import {limits} from '../../protocol/limits.ts';
import {newEntryId} from '../../protocol/new-id.ts';
import {Refusal} from '../../protocol/refusal.ts';
import {Claims} from './claims.ts';
import {FanOut} from './fan-out.ts';
import {Feed} from './feed.ts';
import {House} from './house.ts';
import {Library} from './library.ts';
import {logRoom} from './log-room.ts';
import type {Candidate, Member} from './member.ts';
import type {LogEntry, MessageLog} from './message-log.ts';
import {Moderation} from './moderation.ts';
import {ReadMarks} from './read-marks.ts';
import {Reception} from './reception.ts';
import {Room} from './room.ts';
import {Roster} from './roster.ts';
import type {Sight} from './sight.ts';
import type {Departure, Dialect, RoomState} from './room-event.ts';
import {Speech, type Utterance} from './speech.ts';
import {type Premises, Steward} from './steward.ts';

export type HubOptions = {
	readonly log: MessageLog;
	/** The server's name, shown to everyone. */
	readonly name: string;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly observe?: ((sight: Sight) => void) | undefined;
	/** Devices that look after the server, whatever is said: the host's. */
	readonly hosts?: readonly AuthorKey[] | undefined;
	/** For what the server itself writes down. */
	readonly newId?: (() => EntryId) | undefined;
	/** What those who look after the server can change beside the chat. */
	readonly premises?: Premises | undefined;
};

type Leaving = {readonly why?: string | undefined; readonly how?: Departure};

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
	/** The one way that words take, and passing signs. */
	readonly speech: Speech;
	/** Who may do what in which room. */
	readonly moderation: Moderation;
	/** What holds on the whole server, and who looks after it. */
	readonly house: House;
	/** Whose names are whose. */
	readonly claims: Claims;
	/** Who may come in, and under which name. */
	readonly reception: Reception;
	/** Does what those ask for who look after a room or the server. */
	readonly steward: Steward;
	/** How far each key has read. */
	readonly readMarks: ReadMarks;
	readonly #see: (sight: Sight) => void;
	#head: Seq;

	constructor(options: HubOptions) {
		this.#options = options;
		this.name = options.name;
		this.log = options.log;
		this.#head = options.log.head;
		this.#roster = new Roster(options.name);
		this.#see = sight => options.observe?.(sight);
		const {log, now} = options;
		const head = () => this.#head;
		const library = new Library(log, {head, holderOf: nick => this.#roster.holder(nick)});
		this.library = library;
		this.house = new House(log.facts, now, options.hosts ?? []);
		this.claims = new Claims(log.facts);
		const {claims, house} = this;
		const shared = {now, roster: this.#roster, fanOut: this.#fanOut, rooms: this.#rooms};
		this.speech = new Speech({...shared, house, log, library, told: seq => (this.#head = seq)});
		this.readMarks = new ReadMarks({...shared, facts: log.facts, library, head});
		const part = (member: Member, room: Room) => {
			this.#drop(member, room);
			this.#closeIfEmpty(room);
		};
		this.moderation = new Moderation({...shared, claims, part, see: this.#see});
		const {moderation, speech} = this;
		this.reception = new Reception({
			...shared,
			claims,
			house,
			see: this.#see,
			openFeed: member => this.#openFeed(member),
		});
		const {newId = () => newEntryId(now()), premises} = options;
		this.steward = new Steward({...shared, claims, house, moderation, newId, premises, speech});
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

	/** Lets someone in, with the nick it asks for or with a reason why not. A dead connection gives way: one of the same run, or `ghost`. */
	enter(candidate: Candidate, ghost?: Member): Member | Refusal {
		return this.reception.enter(candidate, ghost);
	}

	/** Comes into a room. What is logged and told up to now, the member learns from the answer; what follows, live. */
	join(
		member: Member,
		name: RoomName,
		{resumes = false, password}: {readonly resumes?: boolean; readonly password?: string} = {},
	): RoomState | Refusal {
		if (isDirect(name)) {
			return new Refusal('room-name');
		}

		const isNew = !this.#rooms.has(name) && name !== lobby;
		const room = this.#openRoom(name);
		if (!member.rooms.has(room)) {
			const inherits = member.inherited.has(room);
			const refusal = inherits ? undefined : this.#mayEnter(member, room, password);
			if (refusal) {
				this.#closeIfEmpty(room);
				return refusal;
			}

			member.inherited.delete(room);
			if (!inherits && !member.visitor) {
				this.#fanOut.tellRoom(room, {type: 'joined', room: name, who: member.face});
			}

			room.add(member);
			room.invited.delete(member.key);
			// Whoever makes a room has a say in it.
			if (isNew && !member.visitor) {
				room.give('operator', member);
			}

			const {order} = this.#fanOut;
			member.rooms.set(room, {order, seq: resumes ? noSeq : this.#head});
			member.roomsChangedAt = order;
			member.feed.roomsChanged();
		}

		return room.state;
	}

	#mayEnter(member: Member, room: Room, password: string | undefined): Refusal | undefined {
		return member.rooms.size >= limits.roomsPerMember
			? new Refusal('too-many-rooms')
			: this.moderation.mayEnter(member, room, password);
	}

	/** After a new connection has come back to its rooms: those it did not come back to, it has left. */
	settle(member: Member): void {
		for (const room of member.inherited) {
			this.#tellLeft(member, room, {});
		}

		member.inherited.clear();
	}

	leave(member: Member, name: RoomName, why?: string): Refusal | undefined {
		const room = this.#rooms.get(name);
		if (!room || !member.rooms.has(room)) {
			return new Refusal('not-a-member');
		}

		this.#part(member, room, {why});
		member.feed.roomsChanged();
		return undefined;
	}

	/** Ends a member's stay: its name is free, its rooms are told. Harmless when it has ended already. */
	quit(member: Member, why?: string, how: Exclude<Departure, 'parted'> = 'quit'): void {
		if (!this.#roster.remove(member)) {
			return;
		}

		member.feed.end();
		for (const room of member.rooms.keys()) {
			this.#part(member, room, {why, how});
		}

		this.settle(member);
		if (!member.visitor) {
			this.#see({type: 'went', who: member.face, people: this.#roster.count});
		}
	}

	/** From now on a member hears in another dialect. */
	speak(member: Member, dialect: Dialect): void {
		member.dialect = dialect;
		member.feed.roomsChanged();
	}

	rename(member: Member, nick: Nick, label?: string): Refusal | undefined {
		return this.reception.rename(member, nick, label);
	}

	/** Log first, then tell, then ack: nobody sees a message that a crash could take back. Resolves when all that is done; rejects with a `Refusal`. */
	say(member: Member, speech: Utterance, ticket?: string): Promise<LogEntry> {
		return this.speech.say(member, speech, ticket);
	}

	/** Who has that name now. */
	holder(nick: Nick): Member | undefined {
		return this.#roster.holder(nick);
	}

	/** Everyone, visitors too. */
	get members(): Iterable<Member> {
		return this.#roster.members;
	}

	/** Tells one member, after all that is to be told before, that this has been told. */
	reach(member: Member, mark: string, label?: string): void {
		this.#fanOut.answer(member, {type: 'reached', mark}, label);
	}

	/** Resolves when all that has happened until now has been told. */
	told(): Promise<void> {
		return this.#fanOut.tellNow();
	}

	#openFeed(member: Member): Feed {
		return new Feed(member, {
			log: this.log,
			fanOut: this.#fanOut,
			head: () => this.#head,
			marks: hearer => this.readMarks.all(hearer),
			hear: (hearer, entry) => this.library.hear(hearer, entry),
		});
	}

	#openRoom(name: RoomName): Room {
		const room =
			this.#rooms.get(name) ??
			new Room(name, this.library.topicEntry(logRoom(name)), this.#options.now());
		this.#rooms.set(name, room);
		return room;
	}

	#part(member: Member, room: Room, how: Leaving): void {
		this.#drop(member, room);
		this.#tellLeft(member, room, how);
	}

	#drop(member: Member, room: Room): void {
		member.rooms.delete(room);
		member.roomsChangedAt = this.#fanOut.order;
		room.remove(member);
	}

	#tellLeft(member: Member, room: Room, {why: words, how = 'parted'}: Leaving): void {
		if (!member.visitor) {
			const who = member.face;
			const why = this.speech.isSilent(member, room) ? undefined : words;
			this.#fanOut.tellRoom(room, {type: 'left', room: room.name, who, why, how});
		}

		this.#closeIfEmpty(room);
	}

	#closeIfEmpty(room: Room): void {
		if (room.members.size === 0 && room.name !== lobby) {
			this.#rooms.delete(room.name);
		}
	}
}
