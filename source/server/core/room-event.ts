import type {Person} from '../../protocol/entry.ts';
import type {EntryId, Nick, RoomName, Seq} from '../../protocol/ids.ts';
import type {LogEntry} from './message-log.ts';

/** Everything about a room at one moment, for someone who comes in or has lost track. */
export type RoomState = {
	readonly room: RoomName;
	readonly topic: string;
	/** In a crowd only some of them. */
	readonly people: readonly Person[];
	/** How many there are. */
	readonly count: number;
	readonly visitors: number;
};

/** What can reach a member. `room` is always the room as that member names it. */
export type RoomEvent =
	| {readonly type: 'said'; readonly room: RoomName; readonly entry: LogEntry}
	| {readonly type: 'joined'; readonly room: RoomName; readonly person: Person}
	| {
			readonly type: 'left';
			readonly room: RoomName;
			readonly nick: Nick;
			readonly why?: string | undefined;
	  }
	| {readonly type: 'renamed'; readonly from: Nick; readonly to: Nick}
	| {
			readonly type: 'acked';
			readonly id: EntryId;
			readonly seq: Seq;
			readonly dup: boolean;
			readonly altered: boolean;
	  }
	/** After having lagged behind: what the room is like now. */
	| {readonly type: 'refreshed'; readonly state: RoomState}
	/** Everything up to here has been told; what follows is live. */
	| {readonly type: 'caught-up'; readonly seq: Seq};

/** A wire language, as far as telling goes. One value serves all who speak it alike, so that words are found once for all. */
export interface Dialect {
	readonly name: string;
	/** Whether a member hears its own words back. */
	readonly echoes: boolean;
	/** Text ready for the wire; empty when the dialect has no words for the event. */
	encode(event: RoomEvent): string;
}

/** Where a member's bytes go. Must neither throw nor wait. */
export interface Outlet {
	/** False: the peer reads slower than it is told. Nothing more, please, until `Feed.resume` is called. */
	send(bytes: Uint8Array): boolean;
	/** The hub wants this peer gone, and why. */
	dismiss(why: string): void;
}
