import type {Person} from '../../source/protocol/entry.ts';
import {noSeq, type RoomName, type Seq} from '../../source/protocol/ids.ts';
import type {Hub} from '../../source/server/core/hub.ts';
import {logRoom} from '../../source/server/core/log-room.ts';
import type {Member} from '../../source/server/core/member.ts';
import type {RoomEvent, RoomState} from '../../source/server/core/room-event.ts';
import {Ear} from './ear.ts';
import {candidate} from './guest.ts';

type Known = {last: Seq; people: Set<string>};

const namesOf = (people: readonly Person[]) => new Set(people.map(({nick}) => nick as string));

/** Someone who comes, goes, lags and comes back, and writes down whatever it hears that cannot be true. */
export class Witness {
	readonly nick: string;
	readonly faults: string[] = [];
	heard = 0;
	readonly #hub: Hub;
	readonly #known = new Map<RoomName, Known>();
	#member: Member | undefined;
	#ear = new Ear();
	#cursor = noSeq;

	constructor(hub: Hub, nick: string) {
		this.#hub = hub;
		this.nick = nick;
	}

	/** Missing while it has no connection. */
	get member(): Member | undefined {
		return this.#member;
	}

	isIn(room: RoomName): boolean {
		return this.#known.has(room);
	}

	/** A new connection: of someone new, or of one that goes on where it left off, even if its old connection is not known to be dead. */
	connect(resumes: boolean): void {
		const rooms = resumes ? [...this.#known.keys()] : ['#lobby' as RoomName];
		this.#known.clear();
		this.#ear = new Ear(event => this.#hear(event));
		const arriving = candidate(this.nick, {outlet: this.#ear, run: 'a run'});
		this.#member = this.#hub.enter(arriving) as Member;
		this.#cursor = resumes ? this.#cursor : this.#hub.head;
		for (const room of rooms) {
			this.#enter(room, resumes);
		}

		this.#hub.settle(this.#member);
		this.#member.feed.start(this.#cursor);
	}

	join(room: RoomName): void {
		if (this.#member && !this.isIn(room)) {
			this.#enter(room, false);
		}
	}

	leave(room: RoomName): void {
		if (this.#member && this.isIn(room)) {
			this.#hub.leave(this.#member, room);
			this.#known.delete(room);
		}
	}

	/** The connection breaks, and the hub hears of it. */
	drop(): void {
		if (this.#member) {
			this.#hub.quit(this.#member);
			this.#member = undefined;
		}
	}

	stopReading(): void {
		this.#ear.isFull = true;
	}

	read(): void {
		this.#ear.isFull = false;
		this.#member?.feed.resume();
	}

	/** Once all is quiet and everything read, it must know of its rooms what the hub and the log know. */
	conclude(): void {
		for (const [room, {last, people}] of this.#member ? this.#known : []) {
			this.#expect(last === this.#lastIn(room, this.#hub.head), `${room} ends at ${last}`);
			const there = namesOf(this.#hub.findRoom(room)?.people ?? []);
			const [known, actual] = [people, there].map(names => [...names].toSorted().join(' '));
			this.#expect(known === actual, `knows ${known} in ${room}, not ${actual}`);
		}
	}

	#enter(room: RoomName, resumes: boolean): void {
		const state = this.#hub.join(this.#member!, room, {resumes}) as RoomState;
		const last = this.#lastIn(room, resumes ? this.#cursor : this.#hub.head);
		const backlog = this.#hub.library.page(this.#member!, room, {limit: 1}).entries;
		this.#expect(resumes || (backlog[0]?.entry.seq ?? noSeq) === last, `backlog of ${room}`);
		this.#known.set(room, {last, people: namesOf(state.people)});
	}

	#lastIn(room: RoomName, upTo: Seq): Seq {
		const before = (upTo + 1) as Seq;
		const [entry] = this.#hub.log.read({rooms: [logRoom(room)], before, from: 'newest', limit: 1});
		return entry?.seq ?? noSeq;
	}

	#hear(event: RoomEvent): void {
		const room = 'room' in event ? this.#known.get(event.room) : undefined;
		switch (event.type) {
			case 'said': {
				const {seq, prev} = event.entry;
				this.heard++;
				this.#expect(room?.last === prev, `heard ${seq} after ${prev}, not ${room?.last}`);
				this.#expect(seq > this.#cursor && seq <= this.#hub.head, `${seq} after ${this.#cursor}`);
				this.#cursor = seq;
				this.#known.set(event.room, {people: new Set(), ...room, last: seq});
				break;
			}

			case 'joined': {
				const {nick} = event.who;
				this.#expect(room?.people.has(nick) === false, `${nick} joined ${event.room}`);
				room?.people.add(nick);
				break;
			}

			case 'left': {
				this.#expect(
					room?.people.delete(event.who.nick) === true,
					`${event.who.nick} left ${event.room}`,
				);
				break;
			}

			case 'refreshed': {
				const {room: name, people} = event.state;
				const known = this.#known.get(name);
				this.#expect(known !== undefined, `refreshed ${name}`);
				this.#known.set(name, {last: noSeq, ...known, people: namesOf(people)});
				break;
			}

			case 'caught-up': {
				this.#expect(event.seq >= this.#cursor, `caught up at ${event.seq}`);
				this.#cursor = event.seq;
				break;
			}

			case 'renamed':
			case 'kicked':
			case 'removed':
			case 'ruled':
			case 'invited':
			case 'asked':
			case 'changed':
			case 'signalled':
			case 'read':
			case 'reached':
			case 'told':
			case 'acked': {
				break;
			}
		}
	}

	#expect(isTrue: boolean, otherwise: string): void {
		if (!isTrue) {
			this.faults.push(`${this.nick}: ${otherwise}`);
		}
	}
}
