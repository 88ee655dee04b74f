import type {Person} from '../../protocol/entry.ts';
import type {RoomName} from '../../protocol/ids.ts';
import {limits} from '../../protocol/limits.ts';
import {type LogRoom, logRoom} from './log-room.ts';
import type {Member} from './member.ts';
import type {RoomState} from './room-event.ts';

/** Who is in a room, and its topic. What was said there is the log's; what is told, the fan-out's. */
export class Room {
	readonly name: RoomName;
	readonly key: LogRoom;
	topic: string;
	readonly #members = new Set<Member>();
	#visitors = 0;

	constructor(name: RoomName, topic: string) {
		this.name = name;
		this.key = logRoom(name);
		this.topic = topic;
	}

	get members(): ReadonlySet<Member> {
		return this.#members;
	}

	get visitors(): number {
		return this.#visitors;
	}

	/** How many people there are beside the visitors. */
	get count(): number {
		return this.#members.size - this.#visitors;
	}

	get people(): readonly Person[] {
		return this.#people(this.#members.size);
	}

	/** For one who comes in. In a crowd not everyone is listed: a thousand who come at once would each be told of a thousand. */
	get state(): RoomState {
		const {name: room, topic, count, visitors} = this;
		return {room, topic, people: this.#people(limits.peopleListed), count, visitors};
	}

	add(member: Member): void {
		this.#members.add(member);
		this.#visitors += member.visitor ? 1 : 0;
	}

	remove(member: Member): void {
		const wasHere = this.#members.delete(member);
		this.#visitors -= wasHere && member.visitor ? 1 : 0;
	}

	#people(most: number): readonly Person[] {
		const people: Person[] = [];
		for (const member of this.#members) {
			if (people.length === most) {
				break;
			}

			if (!member.visitor) {
				people.push(member.person);
			}
		}

		return people;
	}
}
