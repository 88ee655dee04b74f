import {type AuthorKey, type Nick, tagOf} from '../../protocol/ids.ts';
import type {Refusal} from '../../protocol/refusal.ts';
import type {Claims} from './claims.ts';
import type {FanOut} from './fan-out.ts';
import type {Feed} from './feed.ts';
import type {House} from './house.ts';
import {type Candidate, Member} from './member.ts';
import type {Roster} from './roster.ts';
import type {Sight} from './sight.ts';
import {ticketOf} from './turn.ts';

type Context = {
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly roster: Roster;
	readonly house: House;
	readonly claims: Claims;
	readonly fanOut: FanOut;
	readonly see: (sight: Sight) => void;
	readonly openFeed: (member: Member) => Feed;
};

/** Who may come in, and under which name. */
export class Reception {
	readonly #context: Context;

	constructor(context: Context) {
		this.#context = context;
	}

	rivalOf(nick: Nick, key: AuthorKey): Member | undefined {
		const holder = this.#context.roster.holder(nick);
		return holder?.nick === nick && holder.key === key && !holder.visitor ? holder : undefined;
	}

	enter(candidate: Candidate, ghost?: Member): Member | Refusal {
		const {roster, house, openFeed, now, see} = this.#context;
		const member = new Member(candidate, openFeed, now());
		const refusal = house.mayEnter(member.known) ?? this.#objection(member, member.nick);
		if (refusal) {
			return refusal;
		}

		const dead = ghost ?? roster.ghostOf(member);
		if (dead) {
			this.#takeOver(dead, member);
		}

		const taken = roster.add(member);
		if (taken) {
			return taken;
		}

		member.isOperator = house.isOperator(member.key);
		this.#claim(member);
		if (!member.visitor && !dead) {
			see({type: 'came', who: member.face, people: roster.count});
		}

		return member;
	}

	rename(member: Member, nick: Nick, label?: string): Refusal | undefined {
		const {roster, house, fanOut, see} = this.#context;
		const from = member.nick;
		const who = from && member.face;
		const refusal =
			house.mayEnter({...member.known, nick, isInvited: true}) ??
			this.#objection(member, nick) ??
			roster.rename(member, nick);
		if (refusal || !who || from === nick) {
			return refusal;
		}

		this.#claim(member);
		const neighbours = [...member.rooms.keys()].flatMap(room => [...room.members]);
		const {unlike} = member.person;
		const event = {type: 'renamed', who, to: nick, unlike} as const;
		const ticket = ticketOf(member, label);
		fanOut.tell(new Set([member, ...neighbours]), event, {surely: member, ticket});
		see(event);
		return undefined;
	}

	#objection({key}: Member, nick: Nick | undefined): Refusal | undefined {
		return nick === undefined ? undefined : this.#context.claims.objection(nick, key);
	}

	// A name that another device had before is told as such.
	#claim(member: Member): void {
		const {nick, key, hasOwnKey, visitor} = member;
		const {claims} = this.#context;
		const before = nick && !visitor ? claims.use(nick, key, {lasts: hasOwnKey}) : undefined;
		member.unlike = before && tagOf(before);
	}

	#takeOver(ghost: Member, heir: Member): void {
		this.#context.roster.remove(ghost);
		ghost.feed.end();
		for (const room of ghost.rooms.keys()) {
			room.inherit(ghost, heir);
			room.remove(ghost);
			heir.inherited.add(room);
			heir.away = ghost.face.away;
		}

		ghost.outlet.dismiss('Your program connected again.', {isFinal: true});
	}
}
