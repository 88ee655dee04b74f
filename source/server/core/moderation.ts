import {type Nick, type RoomName, tagOf} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Claims} from './claims.ts';
import type {FanOut} from './fan-out.ts';
import type {Member} from './member.ts';
import type {Room} from './room.ts';
import type {Roster} from './roster.ts';
import {completeMask, type MaskList, matches, type RuleChange} from './rules.ts';
import type {Change} from './sight.ts';
import {ticketOf} from './turn.ts';

type Context = {
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly roster: Roster;
	readonly claims: Claims;
	readonly fanOut: FanOut;
	readonly rooms: ReadonlyMap<RoomName, Room>;
	readonly see: (sight: Change) => void;
	/** Takes a member out of a room without a word. */
	readonly part: (member: Member, room: Room) => void;
};

/** Masks in each list of one room. */
export const mostMasks = 50;

/** Who may do what in which room, and what follows when somebody does it. Whoever may not gets a `Refusal`. */
export class Moderation {
	readonly #context: Context;

	constructor(context: Context) {
		this.#context = context;
	}

	mayEnter(member: Member, room: Room, password: string | undefined): Refusal | undefined {
		const {rules} = room;
		if (room.invited.has(member.key) || member.isOperator) {
			return undefined;
		}

		if (rules.password !== undefined && rules.password !== password) {
			return new Refusal('room-password');
		}

		if (rules.inviteOnly && !room.isOn('invitation', member)) {
			return new Refusal('invite-only');
		}

		if (room.isBanned(member)) {
			return new Refusal('banned');
		}

		return rules.limit !== undefined && room.count >= rules.limit
			? new Refusal('room-full')
			: undefined;
	}

	/** Puts someone out of a room. */
	kick(
		member: Member,
		name: RoomName,
		{nick, why}: {readonly nick: Nick; readonly why: string},
		label?: string,
	): Refusal | undefined {
		const room = this.mayRule(member, name);
		if (room instanceof Refusal) {
			return room;
		}

		const target = this.#inRoom(room, nick);
		if (!target) {
			return new Refusal('not-here');
		}

		const removal = {room: name, who: target.face, by: member.face, why};
		const {fanOut, part} = this.#context;
		const ticket = ticketOf(member, label);
		fanOut.tell(new Set([target]), {type: 'removed', ...removal}, {surely: target, ticket});
		part(target, room);
		target.feed.roomsChanged();
		fanOut.tellRoom(room, {type: 'kicked', ...removal}, {ticket});
		return undefined;
	}

	/** Changes what holds in a room. Changes that change nothing are not told; those that are, are the answer. `isRecorded`: the history tells it, in other words. */
	rule(
		member: Member,
		name: RoomName,
		changes: readonly RuleChange[],
		label?: string,
		isRecorded = false,
	): Refusal | readonly RuleChange[] {
		const room = this.mayRule(member, name);
		if (room instanceof Refusal) {
			return room;
		}

		const made = changes.filter(change => this.#apply(room, change, member));
		if (made.length > 0) {
			const by = member.face;
			const event = {type: 'ruled', room: name, by, changes: made, isRecorded} as const;
			this.#context.fanOut.tellRoom(room, event, {ticket: ticketOf(member, label)});
		}

		return made;
	}

	/** Asks someone in, who then may come whatever the rules are. */
	invite(member: Member, name: RoomName, nick: Nick): Refusal | undefined {
		const {rooms, roster, fanOut} = this.#context;
		const room = rooms.get(name);
		const target = roster.holder(nick);
		if (!target?.nick) {
			return new Refusal('no-such-nick');
		}

		if (!room || !member.rooms.has(room)) {
			return new Refusal('not-a-member');
		}

		if (target.rooms.has(room)) {
			return new Refusal('here-already');
		}

		if (room.rules.inviteOnly && !room.has('operator', member)) {
			return new Refusal('not-operator');
		}

		room.invited.add(target.key);
		const asked = {room: name, nick: target.nick, by: member.face} as const;
		fanOut.tell(new Set([target]), {type: 'invited', ...asked}, {surely: target});
		fanOut.tellRoom(room, {type: 'asked', ...asked}, {by: member});
		return undefined;
	}

	/** Says that someone does not answer, and why; or is here again. */
	setAway(member: Member, why: string | undefined): void {
		member.away = why;
		this.#tellChanged(member, 'away');
	}

	setRealName(member: Member, name: string): void {
		member.realName = name;
		this.#tellChanged(member, 'realName');
	}

	#tellChanged(member: Member, what: 'away' | 'realName'): void {
		this.#context.see({type: 'changed', who: member.face, what});
		for (const room of member.rooms.keys()) {
			const event = {type: 'changed', room: room.name, what, who: member.face} as const;
			this.#context.fanOut.tellRoom(room, event, {by: member});
		}
	}

	/** The room, for those who have a say in it. */
	mayRule(member: Member, name: RoomName): Room | Refusal {
		const room = this.#context.rooms.get(name);
		if (!room || !(member.rooms.has(room) || member.isOperator)) {
			return new Refusal('not-a-member');
		}

		return room.has('operator', member) ? room : new Refusal('not-operator');
	}

	/** Masks for somebody: by the device, which a new name does not change; by the name, where a new connection would be another device. */
	masksFor(nick: Nick): readonly string[] {
		const member = this.#context.roster.holder(nick);
		const key = member?.key ?? this.#context.claims.userOf(nick);
		const byDevice = key ? [completeMask(`*!*@${tagOf(key)}`)] : [];
		return member?.hasOwnKey ? byDevice : [...byDevice, completeMask(member?.nick ?? nick)];
	}

	/** The masks of a list that are about somebody, who need not be here. */
	masksAbout(name: RoomName, list: MaskList, nick: Nick): readonly string[] {
		const {rooms, roster, claims} = this.#context;
		const masks = [...(rooms.get(name)?.masks[list].keys() ?? [])];
		const face = roster.holder(nick)?.face;
		const key = claims.userOf(nick);
		const known = key ? [completeMask(`*!*@${tagOf(key)}`)] : [];
		return masks.filter(
			mask =>
				mask.toLowerCase().startsWith(`${nick.toLowerCase()}!`) ||
				known.includes(mask) ||
				(face && matches(mask, face)),
		);
	}

	/** How somebody in a room is called, whatever the case and look in which it is asked. */
	nickIn(name: RoomName, nick: Nick): Nick | undefined {
		const room = this.#context.rooms.get(name);
		return room && this.#inRoom(room, nick)?.nick;
	}

	#inRoom(room: Room, nick: Nick): Member | undefined {
		const member = this.#context.roster.holder(nick);
		return member && room.members.has(member) ? member : undefined;
	}

	// Whether anything is another now.
	#apply(room: Room, change: RuleChange, by: Member): boolean {
		const {rules} = room;
		switch (change.type) {
			case 'switch': {
				const {rule, on} = change;
				room.rules = {...rules, [rule]: on};
				return rules[rule] !== on;
			}

			case 'password': {
				room.rules = {...rules, password: change.password};
				return rules.password !== change.password;
			}

			case 'limit': {
				room.rules = {...rules, limit: change.limit};
				return rules.limit !== change.limit;
			}

			case 'standing': {
				const {standing, on, nick} = change;
				const member = this.#inRoom(room, nick);
				if (!member || room.has(standing, member) === on) {
					return false;
				}

				if (on) {
					room.give(standing, member);
				} else {
					room.take(standing, member);
				}

				return true;
			}

			case 'mask': {
				const {mask, on} = change;
				const masks = room.masks[change.list];
				if (on && !masks.has(mask) && masks.size < mostMasks) {
					masks.set(mask, {mask, by: by.nick!, at: this.#context.now()});
					return true;
				}

				return !on && masks.delete(mask);
			}
		}
	}
}
