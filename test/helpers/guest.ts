import {accepted} from '../../source/protocol/accepted.ts';
import type {Body} from '../../source/protocol/body.ts';
import type {AuthorKey, EntryId, Nick, RoomName, Seq} from '../../source/protocol/ids.ts';
import {Hub} from '../../source/server/core/hub.ts';
import type {Candidate, Member} from '../../source/server/core/member.ts';
import type {MessageLog} from '../../source/server/core/message-log.ts';
import {MemoryLog} from '../../source/server/storage/memory-log.ts';
import {Ear, echoing} from './ear.ts';

export const openHub = (log: MessageLog = new MemoryLog()): Hub =>
	new Hub({log, name: 'test', now: () => 0});

export const candidate = (nick: string | undefined, given: Partial<Candidate> = {}): Candidate => ({
	nick: nick as Nick | undefined,
	key: `key of ${nick}` as AuthorKey,
	dialect: echoing,
	outlet: new Ear(),
	...given,
});

export type Arrival = Partial<Omit<Candidate, 'nick' | 'outlet' | 'key'>> & {
	readonly key?: string;
	readonly rooms?: readonly string[];
	/** Where it left off. */
	readonly resume?: Seq;
	readonly ear?: Ear;
};

/** Someone on the hub, as a session would bring them there. */
export class Guest {
	readonly hub: Hub;
	readonly member: Member;
	readonly ear: Ear;
	#spoken = 0;

	constructor(hub: Hub, nick: string | undefined, arrival: Arrival = {}) {
		const {key = `key of ${nick}`, rooms = ['#lobby'], resume, ear = new Ear(), ...given} = arrival;
		this.hub = hub;
		this.ear = ear;
		this.member = accepted(
			hub.enter(candidate(nick, {...given, key: key as AuthorKey, outlet: ear})),
		);
		for (const room of rooms) {
			accepted(hub.join(this.member, room as RoomName, {resumes: resume !== undefined}));
		}

		hub.settle(this.member);
		this.member.feed.start(resume ?? hub.head);
	}

	get heard(): readonly string[] {
		return this.ear.heard;
	}

	/** Only what was said, and not to oneself. */
	get talk(): readonly string[] {
		return this.ear.events.flatMap(event => (event.type === 'said' ? [event.entry.text] : []));
	}

	/** What it hears from here on. */
	forget(): void {
		this.ear.events.length = 0;
	}

	say(text: string, {room = '#lobby', id = `${this.member.nick}${++this.#spoken}`} = {}) {
		return this.hub.say(this.member, {
			room: room as RoomName,
			id: id as EntryId,
			kind: 'message',
			text: text as Body,
		});
	}

	setTopic(text: string, room = '#lobby') {
		return this.hub.say(this.member, {
			room: room as RoomName,
			id: `topic ${text}` as EntryId,
			kind: 'topic',
			text: text as Body,
		});
	}

	join(room: string) {
		return this.hub.join(this.member, room as RoomName);
	}

	leave(room: string, why?: string) {
		return this.hub.leave(this.member, room as RoomName, why);
	}

	rename(nick: string) {
		return this.hub.rename(this.member, nick as Nick);
	}

	quit(why?: string): void {
		this.hub.quit(this.member, why);
	}

	/** Reads again what it left unread. */
	drain(): void {
		this.ear.isFull = false;
		this.member.feed.resume();
	}
}
