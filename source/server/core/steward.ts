import type {Body} from '../../protocol/body.ts';
import {type AuthorKey, type EntryId, lobby, type Nick, type RoomName} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Claims} from './claims.ts';
import type {FanOut} from './fan-out.ts';
import type {House} from './house.ts';
import {lastingKeyOf, markOf, operatorCalled, spareHosts} from './mark-of.ts';
import type {Member} from './member.ts';
import type {Moderation} from './moderation.ts';
import type {Order, Target} from '../../protocol/orders.ts';
import {carryOutInRoom, isForRooms, type RoomOrder} from './room-orders.ts';
import {keepName, releaseName} from './name-orders.ts';
import type {Roster} from './roster.ts';
import type {Speech} from './speech.ts';
import * as words from './steward-words.ts';

/** Who gives an order: somebody who is here, or whoever sits in front of the server. */
export type Authority = {
	readonly nick: Nick;
	readonly key: AuthorKey;
	readonly member?: Member | undefined;
	/** Where the order was given. */
	readonly room?: RoomName | undefined;
};

/** What the server around the chat lets be changed. */
export interface Premises {
	/** Most people at once. */
	limit: number;
	/** An address or network as peers are known by it; undefined for what is none, or is this machine. */
	originOf(address: string): string | undefined;
	/** A link that lets people in until then, in milliseconds since the epoch. */
	invite(until: number): Promise<string>;
}

export type StewardContext = {
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly newId: () => EntryId;
	readonly roster: Roster;
	readonly fanOut: FanOut;
	readonly speech: Speech;
	readonly moderation: Moderation;
	readonly house: House;
	readonly claims: Claims;
	readonly premises: Premises | undefined;
};

const usualInvitation = 86_400_000;

/** Carries out the orders of those who look after the server, and of those who look after a room; tells whom it concerns, and writes into the history who did what. */
export class Steward {
	readonly #context: StewardContext;

	constructor(context: StewardContext) {
		this.#context = context;
	}

	/** Resolves to what to tell whoever gave the order, if the history does not tell it already; rejects with a `Refusal`. */
	async carryOut(by: Authority, order: Order): Promise<string | undefined> {
		if (order.type === 'keep') {
			return keepName(this.#context.claims, by);
		}

		if (order.type === 'release') {
			return this.#release(by, order.nick ?? by.nick);
		}

		if (this.#looksAfterAll(by)) {
			return this.#onServer(by, order);
		}

		if (by.member && by.room && isForRooms(order)) {
			await this.inRoom(by.member, by.room, order);
			return undefined;
		}

		throw new Refusal('not-steward');
	}

	/** Only in one room, even if whoever orders it looks after the server: so that nothing is done there that the history does not tell. Throws a `Refusal`, or resolves once it is told and kept. */
	inRoom(member: Member, room: RoomName, order: RoomOrder, label?: string): Promise<void> {
		const deed = carryOutInRoom(this.#context.moderation, member, room, order, label);
		// That somebody goes is told by the going itself; why somebody may not speak, by nothing else.
		return this.#write(member, deed, room, order.type === 'kick');
	}

	/** Writes down that somebody was put out without an order: those who are here have seen it. */
	noteKill(member: Member, nick: Nick, why: string): Promise<void> {
		return this.#write(member, words.deeds.kick(nick, why), lobby, true);
	}

	#write(member: Member, deed: string, room: RoomName, isRecord: boolean): Promise<void> {
		const by = {nick: member.nick!, key: member.key, member};
		return this.#context.speech.record(this.#draftOf(by, deed), room, isRecord);
	}

	/** The topic of the lobby, set by somebody who is in no room. Resolves once all know it. */
	async setTopic({nick: author, key}: Authority, text: Body): Promise<void> {
		const {now, newId, speech} = this.#context;
		const draft = {key, id: newId(), author, at: now(), kind: 'topic', text} as const;
		await speech.record({draft, by: undefined}, lobby, false);
	}

	#looksAfterAll({member, key}: Authority): boolean {
		return member === undefined || member.isOperator || this.#context.house.isOperator(key);
	}

	async #onServer(
		by: Authority,
		order: Exclude<Order, {type: 'keep' | 'release'}>,
	): Promise<string | undefined> {
		const {now, house} = this.#context;
		const {bans, mutes} = house;
		switch (order.type) {
			case 'kick': {
				const {nick, why} = order;
				const target = this.#present(nick);
				spareHosts(house, target.key);
				target.outlet.dismiss(words.kicked(by.nick, why), {isFinal: true});
				return this.#record(by, words.deeds.kick(target.nick!, why));
			}

			case 'ban': {
				const mark = markOf(this.#context, by, order.target, order);
				await bans.set(mark);
				this.#putOut(words.banned(mark, now()));
				return this.#record(by, words.deeds.ban(mark, now()));
			}

			case 'unban': {
				const {target} = order;
				const name = this.#nameOf(target);
				const network =
					target.type === 'address' ? this.#context.premises?.originOf(name) : undefined;
				if (!(await bans.lift(name)) && !(network && (await bans.lift(network)))) {
					throw new Refusal('no-such-nick', {detail: `${name} is not banned.`});
				}

				return this.#record(by, words.deeds.unban(name));
			}

			case 'bans': {
				return words.listed(bans.all, mutes.all, now());
			}

			case 'mute': {
				const mark = markOf(this.#context, by, {type: 'nick', nick: order.nick}, order);
				await mutes.set(mark);
				this.#tell(order.nick, words.muted(mark, now()));
				return this.#record(by, words.deeds.mute(mark, now()));
			}

			case 'unmute': {
				if (!(await mutes.lift(order.nick))) {
					throw new Refusal('no-such-nick', {detail: `${order.nick} is not muted.`});
				}

				this.#tell(order.nick, 'You may speak again.');
				return this.#record(by, words.deeds.unmute(order.nick));
			}

			case 'limit': {
				const around = this.#premises();
				if (order.most === undefined) {
					return `${around.limit} people may be here at once.`;
				}

				around.limit = order.most;
				return this.#record(by, words.deeds.limit(order.most));
			}

			case 'lock': {
				const within = Array.from(this.#context.roster.members, ({key}) => key);
				await house.lock(order.why, within);
				return this.#record(by, words.deeds.lock(order.why));
			}

			case 'unlock': {
				await house.unlock();
				return this.#record(by, words.deeds.unlock());
			}

			case 'announce': {
				return this.#announce(by, order.text);
			}

			case 'op':
			case 'deop': {
				return this.#makeOperator(by, order.nick, order.type === 'op');
			}

			case 'link': {
				const {forMs = usualInvitation} = order;
				const link = await this.#premises().invite(now() + forMs);
				return `For ${words.inWords(forMs)}, whoever has this link comes in: ${link}`;
			}
		}
	}

	async #release(by: Authority, nick: Nick): Promise<string | undefined> {
		const {claims} = this.#context;
		const isOwn = claims.keeperOf(nick) === by.key;
		await releaseName(claims, nick, isOwn || this.#looksAfterAll(by));
		return isOwn ? `${nick} is not kept any more.` : this.#record(by, words.deeds.release(nick));
	}

	async #announce(by: Authority, text: string): Promise<string | undefined> {
		const {roster, fanOut} = this.#context;
		const answer = await this.#record(by, words.deeds.announce(text));
		const elsewhere = [...roster.members].filter(
			({rooms}) => ![...rooms.keys()].some(({name}) => name === lobby),
		);
		fanOut.tell(new Set(elsewhere), {type: 'told', text: `${by.nick} announces: ${text}`});
		return answer;
	}

	async #makeOperator(by: Authority, nick: Nick, on: boolean): Promise<string | undefined> {
		const {house, roster, fanOut} = this.#context;
		const text = on
			? 'You look after this server now. /help lists what you can do.'
			: 'You do not look after this server any more.';
		const key = on ? lastingKeyOf(this.#present(nick)) : operatorCalled(nick, this.#context);
		await house.makeOperator(key, on);
		for (const member of roster.members) {
			if (member.key === key) {
				member.isOperator = on;
				const told = {type: 'told', text, isOperator: on} as const;
				fanOut.tell(new Set([member]), told, {surely: member});
			}
		}

		return this.#record(by, on ? words.deeds.op(nick) : words.deeds.deop(nick));
	}

	#nameOf(target: Target): string {
		return target.type === 'address' ? target.address : target.nick;
	}

	#putOut(why: string): void {
		const {roster, house} = this.#context;
		for (const member of roster.members) {
			if (house.mayEnter({...member.known, isInvited: true})) {
				member.outlet.dismiss(why, {isFinal: true});
			}
		}
	}

	#present(nick: Nick): Member {
		const member = this.#context.roster.holder(nick);
		if (!member?.nick) {
			throw new Refusal('no-such-nick');
		}

		return member;
	}

	#tell(nick: Nick, text: string): void {
		const {roster, fanOut} = this.#context;
		const member = roster.holder(nick);
		if (member) {
			fanOut.tell(new Set([member]), {type: 'told', text}, {surely: member});
		}
	}

	// In the lobby, where everybody is; whoever did it and is not there is told besides.
	async #record(by: Authority, deed: string): Promise<string | undefined> {
		const {speech} = this.#context;
		await speech.record(this.#draftOf(by, deed), lobby, false);
		const isThere = [...(by.member?.rooms.keys() ?? [])].some(({name}) => name === lobby);
		return isThere ? undefined : `${by.nick} ${deed}.`;
	}

	#draftOf({nick: author, key, member}: Authority, deed: string) {
		const {now, newId} = this.#context;
		const text = deed as Body;
		return {
			draft: {key, id: newId(), author, at: now(), kind: 'moderation', text} as const,
			by: member?.face,
		};
	}

	#premises(): Premises {
		const {premises} = this.#context;
		if (!premises) {
			throw new Refusal('not-steward', {detail: 'That cannot be changed here.'});
		}

		return premises;
	}
}
