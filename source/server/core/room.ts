import type {Person} from '../../protocol/entry.ts';
import type {AuthorKey, RoomName} from '../../protocol/ids.ts';
import {limits} from '../../protocol/limits.ts';
import {type LogRoom, logRoom} from './log-room.ts';
import type {Member} from './member.ts';
import type {LogEntry} from './message-log.ts';
import type {RoomState} from './room-event.ts';
import {
	defaultRules,
	type ListedMask,
	type MaskList,
	matches,
	type Rules,
	type Standing,
} from './rules.ts';

/** Who is in a room, and its topic. What was said there is the log's; what is told, the fan-out's. */
export class Room {
	readonly name: RoomName;
	readonly key: LogRoom;
	/** What set the topic last. */
	topicEntry: LogEntry | undefined;
	rules: Rules = defaultRules;
	/** When it was opened, in milliseconds since the epoch. */
	readonly since: number;
	/** By masks as they are written. */
	readonly masks: Readonly<Record<MaskList, Map<string, ListedMask>>> = {
		ban: new Map(),
		exception: new Map(),
		invitation: new Map(),
		quiet: new Map(),
	};

	/** By keys, so that a new name is invited as well. */
	readonly invited = new Set<AuthorKey>();
	readonly #standing = {operator: new Set<Member>(), voice: new Set<Member>()} as const;
	readonly #members = new Set<Member>();
	#visitors = 0;

	constructor(name: RoomName, topicEntry: LogEntry | undefined, since: number) {
		this.name = name;
		this.key = logRoom(name);
		this.topicEntry = topicEntry;
		this.since = since;
	}

	get topic(): string {
		return this.topicEntry?.text ?? '';
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
		this.#standing.operator.delete(member);
		this.#standing.voice.delete(member);
		this.#visitors -= wasHere && member.visitor ? 1 : 0;
	}

	/** Whether someone may know that there is such a room. */
	isShownTo(member: Member): boolean {
		return !this.rules.secret || member.rooms.has(this);
	}

	/** Whether someone may do that here. */
	has(standing: Standing, member: Member): boolean {
		return this.#standing[standing].has(member) || (standing === 'operator' && member.isOperator);
	}

	give(standing: Standing, member: Member): void {
		this.#standing[standing].add(member);
	}

	take(standing: Standing, member: Member): void {
		this.#standing[standing].delete(member);
	}

	/** A new connection of the same person stands as the old one did. */
	inherit(from: Member, to: Member): void {
		for (const standing of Object.values(this.#standing)) {
			if (standing.delete(from)) {
				standing.add(to);
			}
		}
	}

	/** Whether any mask of that list is about someone. None is about who has no name. */
	isOn(list: MaskList, member: Member): boolean {
		const masks = member.nick === undefined ? [] : [...this.masks[list].keys()];
		return masks.some(mask => matches(mask, member.face));
	}

	/** Whether someone may not speak here, though it may be here. */
	isQuiet(member: Member): boolean {
		return this.isOn('quiet', member) && !this.isOn('exception', member);
	}

	isBanned(member: Member): boolean {
		return this.isOn('ban', member) && !this.isOn('exception', member);
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
