import {directWith, isDirect, type Nick, type RoomName, type Seq} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';
import {type Proposal, subjectOf} from './about.ts';
import {hearsAs} from './direct.ts';
import type {FanOut} from './fan-out.ts';
import type {House} from './house.ts';
import type {Library} from './library.ts';
import type {Face} from './face.ts';
import {directRoom, logRoom} from './log-room.ts';
import type {Member} from './member.ts';
import type {Draft, LogEntry, MessageLog} from './message-log.ts';
import type {Room} from './room.ts';
import type {RoomEvent} from './room-event.ts';
import type {Roster} from './roster.ts';
import type {Standing} from './rules.ts';
import {type Ticket, ticketOf} from './turn.ts';
import {typingIn, TypingPace} from './typing.ts';

/** What a member says, in the room as it names it. */
export type Utterance = Pick<Draft, 'id' | 'kind' | 'text' | 're'> &
	Pick<Extract<RoomEvent, {type: 'said'}>, 'room' | 'tags' | 'pieces'>;

/** What passes and is not kept, in the room as its member names it. */
export type Sign = Pick<
	Extract<RoomEvent, {type: 'signalled'}>,
	'room' | 'tags' | 'words' | 'audience'
>;

/** By what a speaker knows its words again, and what is said of them beside. */
type Beside = Pick<Utterance, 'tags' | 'pieces'> & {
	readonly ticket: Ticket | undefined;
	readonly about: LogEntry | undefined;
};

type Context = {
	readonly log: MessageLog;
	readonly library: Library;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly roster: Roster;
	readonly house: House;
	readonly fanOut: FanOut;
	readonly rooms: ReadonlyMap<RoomName, Room>;
	/** Called just before everyone is told. */
	readonly told: (seq: Seq) => void;
};

/** The one way that words take: into the log, then to all. */
export class Speech {
	readonly #context: Context;
	readonly #typing = new TypingPace();

	constructor(context: Context) {
		this.#context = context;
	}

	/** Whether somebody was silenced, who then says nothing in going either. */
	isSilent(member: Member, room: Room): boolean {
		const isMuted = this.#context.house.maySpeak(member.known) !== undefined;
		return isMuted || room.isBanned(member) || room.isQuiet(member);
	}

	async say(member: Member, utterance: Utterance, ticket?: string): Promise<LogEntry> {
		const {log, roster, now, fanOut, house} = this.#context;
		const {room: name, id, kind, text, re, tags, pieces} = utterance;
		const {nick: author, key} = member;
		if (!author) {
			throw new Refusal('nick-needed');
		}

		if (roster.isAnothers(author, key)) {
			throw new Refusal('nick-taken');
		}

		const muted = kind === 'redact' ? undefined : house.maySpeak(member.known);
		if (muted) {
			throw muted;
		}

		const {room, to, ...rights} = this.#placeOf(member, name, kind);
		const whose = {...(to && {to}), ...(re !== undefined && {re})};
		const draft: Draft = {room, key, id, author, at: now(), kind, text, ...whose};
		const about = this.#subjectOf({member, name, draft, ...rights});
		member.spokeAt = draft.at;
		const {entry, dup} = await log.append(draft);
		if (!dup) {
			this.#tell(member, entry, {ticket: ticketOf(member, ticket), tags, pieces, about});
		}

		const altered = entry.text !== text || entry.room !== room || entry.re !== re;
		fanOut.answer(member, {type: 'acked', id, seq: entry.seq, dup, altered});
		await fanOut.told;
		return entry;
	}

	/** Writes down what was done, and tells the room. With `isRecord` those who are there are told otherwise as well. */
	async record(
		{draft, by}: {readonly draft: Omit<Draft, 'room'>; readonly by: Face | undefined},
		name: RoomName,
		isRecord: boolean,
	): Promise<void> {
		const {log, fanOut, rooms, told} = this.#context;
		const {entry} = await log.append({...draft, room: logRoom(name)});
		told(entry.seq);
		const room = rooms.get(name);
		if (room) {
			room.topicEntry = entry.kind === 'topic' ? entry : room.topicEntry;
			fanOut.tellRoom(room, {type: 'said', room: name, entry, by, isRecord});
		}

		await fanOut.told;
	}

	/** Whether words of that kind may be about that entry. Throws when none may be said there. */
	mayBeAbout(
		member: Member,
		{room: name, kind, re}: Pick<Utterance, 'room' | 'kind' | 're'>,
	): boolean {
		const {room, isReader, isOperator} = this.#placeOf(member, name, kind);
		const draft = {room, kind, ...(re !== undefined && {re})};
		const proposal = {member, name, draft, isReader, isOperator};
		return !(subjectOf(this.#context.library, proposal) instanceof Refusal);
	}

	/** Tells those who are there now, and nobody later. Resolves when they have been told, to whether they were: that somebody writes is not passed on every time. */
	async signal(
		member: Member,
		{room: name, tags, words, audience}: Sign,
		ticket?: string,
	): Promise<boolean> {
		const {fanOut, roster, now, house} = this.#context;
		const {to, place: room} = this.#placeOf(member, name, 'message');
		const muted = house.maySpeak(member.known);
		if (muted && words) {
			throw muted;
		}

		const heard = audience && room && listeners(member, room, audience);
		const typing = words ? undefined : typingIn(tags);
		if (muted || (typing && !this.#typing.passes(member, name, typing, now()))) {
			return false;
		}

		const by = member.face;
		const sign = {type: 'signalled', by, at: now(), tags, words} as const;
		const own = {by: member, ticket: ticketOf(member, ticket)};
		if (to) {
			const event = {...sign, to: to.nick} as const;
			fanOut.tell(new Set([member]), {...event, room: name}, own);
			fanOut.tell(new Set([roster.holder(to.nick)!]), {...event, room: directWith(by.nick)});
		} else if (heard) {
			fanOut.tell(new Set([member, ...heard]), {...sign, room: name, audience}, own);
		} else {
			fanOut.tellRoom(room!, {...sign, room: name}, own);
		}

		await fanOut.told;
		return true;
	}

	// What the words are about. What is in the log already is there, whatever has become of that since.
	#subjectOf(proposal: Proposal & {readonly draft: Draft}): LogEntry | undefined {
		const {library} = this.#context;
		const subject = subjectOf(library, proposal);
		if (subject instanceof Refusal && !library.holds(proposal.draft)) {
			throw subject;
		}

		return subject instanceof Refusal ? undefined : subject;
	}

	#tell(speaker: Member, entry: LogEntry, beside: Beside): void {
		const {rooms, fanOut} = this.#context;
		this.#context.told(entry.seq);
		if (entry.to) {
			this.#tellDirect(speaker, entry, beside);
			return;
		}

		const {ticket, ...besides} = beside;
		const name = entry.room as string as RoomName;
		const room = rooms.get(name);
		if (room) {
			const isTopic = entry.kind === 'topic';
			room.topicEntry = isTopic ? entry : room.topicEntry;
			const event = {type: 'said', room: name, entry, by: speaker.face, ...besides} as const;
			// A topic is seen by whoever set it, too, whatever the dialect.
			fanOut.tellRoom(room, event, isTopic ? {ticket} : {by: speaker, ticket});
		}
	}

	// Each side names the conversation after the other.
	#tellDirect(speaker: Member, entry: LogEntry, {ticket, ...besides}: Beside): void {
		const {roster, fanOut} = this.#context;
		const isToOneself = entry.to && roster.holder(entry.to.nick) === speaker;
		const sides = new Map<RoomName, Set<Member>>();
		for (const member of roster.members) {
			const room = hearsAs(member, entry, nick => roster.holder(nick));
			if (room) {
				sides.set(room, (sides.get(room) ?? new Set()).add(member));
			}
		}

		for (const [room, members] of sides) {
			const event = {type: 'said', room, entry, by: speaker.face, ...besides} as const;
			fanOut.tell(members, event, {by: speaker, ticket});
			if (members.has(speaker) && isToOneself && speaker.dialect.deliversToOneself) {
				fanOut.tell(new Set([speaker]), event);
			}
		}
	}

	#placeOf(member: Member, name: RoomName, kind: Draft['kind']) {
		return isDirect(name) ? this.#partner(member, name) : this.#roomOf(member, name, kind);
	}

	#roomOf(member: Member, name: RoomName, kind: Draft['kind']) {
		const room = this.#context.rooms.get(name);
		const isIn = room !== undefined && (member.rooms.has(room) || member.visitor);
		// Whoever looks after the whole server takes words back without coming in.
		const mayTidy = kind === 'redact' && room?.has('operator', member);
		if (!room || (!isIn && !mayTidy && room.rules.membersOnly)) {
			throw new Refusal('not-a-member');
		}

		const isFree = room.has('operator', member) || room.has('voice', member);
		if (!isFree && (room.rules.moderated || room.isBanned(member) || room.isQuiet(member))) {
			throw new Refusal('silenced');
		}

		if (kind === 'topic' && !isIn) {
			throw new Refusal('not-a-member');
		}

		if (kind === 'topic' && room.rules.topicLocked && !room.has('operator', member)) {
			throw new Refusal('not-operator');
		}

		const isOperator = room.has('operator', member);
		const isReader = isIn || (kind === 'redact' && isOperator);
		return {room: room.key, to: undefined, place: room, isReader, isOperator};
	}

	#partner(member: Member, name: RoomName) {
		const partner = this.#context.roster.holder(name.slice(1) as Nick);
		if (!partner?.nick) {
			throw new Refusal('no-such-nick');
		}

		const {nick, key} = partner;
		const room = directRoom(member.key, key);
		return {room, to: {nick, key}, place: undefined, isReader: true, isOperator: false};
	}
}

// Those in a room who may do that there, or more.
function listeners(speaker: Member, room: Room, audience: Standing): readonly Member[] {
	if (!speaker.rooms.has(room)) {
		throw new Refusal('not-a-member');
	}

	return [...room.members].filter(
		member => room.has('operator', member) || room.has(audience, member),
	);
}
