import type {Person} from '../../protocol/entry.ts';
import type {EntryId, Nick, RoomName, Seq, Tag} from '../../protocol/ids.ts';
import type {Face} from './face.ts';
import type {RuleChange, Standing} from './rules.ts';
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

type Tags = readonly (readonly [string, string])[];

/** What passes in words: between programs, or to some of a room. An action begins and ends as one does in IRC. */
type Words = {readonly kind: 'message' | 'notice'; readonly text: string};

/** A part of a message, as its author composed it: a line of its own, or the rest of the one before. */
export type Piece = {readonly text: string; readonly joins: boolean};

/** Left this room; left the server, and so this room; is gone from the server without having said so. */
export type Departure = 'parted' | 'quit' | 'lost';

/** What can reach a member. `room` is always the room as that member names it. */
export type RoomEvent =
	/** `by` is who said it, while that is known. */
	| {
			readonly type: 'said';
			readonly room: RoomName;
			readonly entry: LogEntry;
			readonly by?: Face | undefined;
			/** What it takes back. */
			readonly about?: LogEntry | undefined;
			/** What was said of it beside, and is not kept. */
			readonly tags?: Tags | undefined;
			/** How its lines were composed, which is not kept either. */
			readonly pieces?: readonly Piece[] | undefined;
			/** It only writes down what another event tells those who are here. */
			readonly isRecord?: boolean | undefined;
	  }
	| {readonly type: 'joined'; readonly room: RoomName; readonly who: Face}
	| {
			readonly type: 'left';
			readonly room: RoomName;
			readonly who: Face;
			readonly why?: string | undefined;
			readonly how: Departure;
	  }
	/** `unlike`: another device had the new name before, this one. */
	| {
			readonly type: 'renamed';
			readonly who: Face;
			readonly to: Nick;
			readonly unlike?: Tag | undefined;
	  }
	/** Somebody was put out of a room. Who it was hears `removed`. */
	| ({readonly type: 'kicked' | 'removed'} & Removal)
	/** Rules of a room, or what somebody may do there, have changed. */
	| {
			readonly type: 'ruled';
			readonly room: RoomName;
			readonly by: Face | undefined;
			readonly changes: readonly RuleChange[];
			/** An entry tells it to people; this, to programs. */
			readonly isRecorded?: boolean | undefined;
	  }
	/** Somebody was asked in: who it was hears `invited`, the room `asked`. */
	| {
			readonly type: 'invited' | 'asked';
			readonly room: RoomName;
			readonly nick: Nick;
			readonly by: Face;
	  }
	/** What is told of someone beside the name is another now: away, or here again; the real name. Told in each room. */
	| {
			readonly type: 'changed';
			readonly room: RoomName;
			readonly what: 'away' | 'realName';
			readonly who: Face;
	  }
	/** Passing signs that are not kept: somebody is typing, or one program asks another (`words`), or words are only for those who look after the room (`audience`). Whoever lags does not hear of them. */
	| {
			readonly type: 'signalled';
			readonly room: RoomName;
			readonly to?: Nick | undefined;
			/** Only those hear it who may do that in the room, or more. */
			readonly audience?: Standing | undefined;
			readonly by: Face;
			/** Milliseconds since the epoch. */
			readonly at: number;
			readonly tags: Tags;
			readonly words?: Words | undefined;
	  }
	/** The server itself says something to one, or to some, and it is not kept. */
	| {
			readonly type: 'told';
			readonly text: string;
			/** The one who hears it looks after the server from now on, or no more. */
			readonly isOperator?: boolean | undefined;
	  }
	/** Somebody has read up to there, in another session with the same key. */
	| {readonly type: 'read'; readonly room: RoomName; readonly seq: Seq}
	/** All that was to be told before has been. */
	| {readonly type: 'reached'; readonly mark: string}
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
	/** Passing signs do not come back to it, though its words do. */
	readonly sparesSigns?: boolean;
	/** Whether what a member says to itself comes as the words of others do, too, beside any echo. */
	readonly deliversToOneself?: boolean;
	/** Text ready for the wire; empty when the dialect has no words for the event. `ticket` is what the one it is for knows its own words by. */
	encode(event: RoomEvent, ticket?: string): string;
}

type Removal = {
	readonly room: RoomName;
	readonly who: Face;
	readonly by: Face;
	readonly why: string;
};

/** Where a member's bytes go. Must neither throw nor wait. */
export interface Outlet {
	/** False: the peer reads slower than it is told. Nothing more, please, until `Feed.resume` is called. */
	send(bytes: Uint8Array): boolean;
	/** The hub wants this peer gone, and why; for good, if it should not come back by itself. */
	dismiss(why: string, options?: {readonly isFinal: boolean}): void;
	/** Whether the peer is still there: resolves to false when it does not answer soon. Missing where nobody can be asked. */
	isAlive?(): Promise<boolean>;
}
