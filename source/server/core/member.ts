import type {Person} from '../../protocol/entry.ts';
import {type AuthorKey, type Nick, type Seq, type Tag, tagOf} from '../../protocol/ids.ts';
import type {Face} from './face.ts';
import type {Feed} from './feed.ts';
import type {Known} from './marks.ts';
import type {Room} from './room.ts';
import type {Dialect, Outlet} from './room-event.ts';

/** What a session says of its peer when it asks to be let in. */
export type Candidate = {
	/** Missing for someone who only looks. */
	readonly nick?: Nick | undefined;
	readonly key: AuthorKey;
	/** The key came with it and comes again; otherwise it was made for this connection. */
	readonly hasOwnKey?: boolean | undefined;
	/** Where the peer comes from, as `originOf` writes it; undefined for this machine itself. */
	readonly address?: string | undefined;
	/** It was let in by an invitation. */
	readonly isInvited?: boolean | undefined;
	readonly dialect: Dialect;
	readonly outlet: Outlet;
	/** One run of one program; a new connection of the same run replaces the old one. */
	readonly run?: string | undefined;
	readonly bot?: boolean | undefined;
	/** Takes no part: no place in the list of people, no noise on coming and going. */
	readonly visitor?: boolean | undefined;
	readonly user?: string | undefined;
	readonly realName?: string | undefined;
};

/** A session as the hub and its rooms see it. */
export class Member {
	readonly key: AuthorKey;
	readonly hasOwnKey: boolean;
	readonly address: string | undefined;
	readonly isInvited: boolean;
	/** Whose name it had taken, if it was another's: told to everyone who hears of it. */
	#unlike: Tag | undefined;
	dialect: Dialect;
	readonly outlet: Outlet;
	readonly run: string | undefined;
	#bot: boolean;
	readonly visitor: boolean;
	readonly feed: Feed;
	/** The rooms it is in, and since when: what was told or logged before that, it knows from the room's state. */
	readonly rooms = new Map<Room, {readonly order: number; readonly seq: Seq}>();
	/** The fan-out's order when it last came into a room or left one. */
	roomsChangedAt = 0;
	/** Rooms taken over from a dead connection of the same run: coming back to them makes no noise. */
	readonly inherited = new Set<Room>();
	nick: Nick | undefined;
	/** When it came, and when it last said something, in milliseconds since the epoch. */
	readonly since: number;
	spokeAt: number;
	/** May do everything everywhere. */
	isOperator = false;
	readonly #user: string;
	#realName: string | undefined;
	#away: string | undefined;
	#person: Person | undefined;
	#face: Face | undefined;

	constructor(candidate: Candidate, openFeed: (member: Member) => Feed, now: number) {
		this.key = candidate.key;
		this.hasOwnKey = candidate.hasOwnKey ?? false;
		this.address = candidate.address;
		this.isInvited = candidate.isInvited ?? false;
		this.dialect = candidate.dialect;
		this.outlet = candidate.outlet;
		this.run = candidate.run;
		this.#bot = candidate.bot ?? false;
		this.visitor = candidate.visitor ?? candidate.nick === undefined;
		this.nick = candidate.nick;
		this.#user = candidate.user ?? candidate.dialect.name;
		this.#realName = candidate.realName;
		this.since = now;
		this.spokeAt = now;
		this.feed = openFeed(this);
	}

	/** By what it is known again. */
	get known(): Known & {readonly key: AuthorKey; readonly isInvited: boolean} {
		const {nick, key, address, isInvited} = this;
		return {nick, key, address, isInvited};
	}

	set unlike(tag: Tag | undefined) {
		this.#unlike = tag;
		this.#person = undefined;
		this.#face = undefined;
	}

	/** As others see it, until something of that changes. Only members with a nick are seen. */
	get person(): Person {
		const {nick, key, dialect, bot} = this;
		if (this.#person?.nick !== nick) {
			const away = this.#away !== undefined && {away: this.#away};
			this.#person = {
				nick: nick!,
				tag: tagOf(key),
				dialect: dialect.name,
				...(bot && {bot}),
				...(this.#unlike && {unlike: this.#unlike}),
				...away,
			};
		}

		return this.#person!;
	}

	/** The same with all that is known. */
	get face(): Face {
		const {nick, person} = this;
		if (this.#face?.nick !== nick) {
			const realName = this.#realName ?? nick!;
			this.#face = {nick: nick!, person, user: this.#user, realName, away: this.#away};
		}

		return this.#face!;
	}

	get bot(): boolean {
		return this.#bot;
	}

	/** Says that it is a program, or that it is not. */
	set bot(on: boolean) {
		this.#bot = on;
		this.#person = undefined;
		this.#face = undefined;
	}

	set away(why: string | undefined) {
		this.#away = why;
		this.#person = undefined;
		this.#face = undefined;
	}

	set realName(name: string) {
		this.#realName = name;
		this.#face = undefined;
	}
}
