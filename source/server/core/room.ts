import type {Person} from '../../protocol/entry.ts';
import type {RoomName} from '../../protocol/ids.ts';
import {type LogRoom, logRoom} from './log-room.ts';
import type {Member} from './member.ts';
import type {RoomState} from './room-event.ts';

/** Who is in a room, and its topic. What was said there is the log's; what is told, the fan-out's. */
export class Room {
	readonly name: RoomName;
	readonly key: LogRoom;
	readonly members = new Set<Member>();
	topic: string;

	constructor(name: RoomName, topic: string) {
		this.name = name;
		this.key = logRoom(name);
		this.topic = topic;
	}

	get people(): readonly Person[] {
		return [...this.members].filter(({visitor}) => !visitor).map(({person}) => person);
	}

	get state(): RoomState {
		const {name, topic, people} = this;
		return {room: name, topic, people, visitors: this.members.size - people.length};
	}
}
