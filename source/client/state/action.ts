import type {ClientFrame} from '../../protocol/client-frame.ts';
import type {EntryId, LogId, Nick, RoomName, Seq} from '../../protocol/ids.ts';
import type {ServerFrame} from '../../protocol/server-frame.ts';
import type {Anchor} from './conversation.ts';
import type {EditOperation} from './editor.ts';
import type {Destination} from './jump.ts';
import type {Kept} from './outbox.ts';
import type {Preferences} from './preferences.ts';
import type {KeptRooms} from './returning.ts';
import type {SelectionAction} from './selection-keys.ts';
import type {State} from './state.ts';

/** What happened, never what the state should become. `at` is milliseconds since the epoch. */
export type Action =
	| {readonly type: 'started'}
	| {readonly type: 'opened'}
	| {readonly type: 'received'; readonly frame: ServerFrame; readonly at: number}
	/** What earlier runs said and the server never answered was found. */
	| {readonly type: 'recovered'; readonly messages: readonly Kept[]}
	| {
			readonly type: 'lost';
			/** In words. */
			readonly why: string;
			/** By a clock that nobody sets. */
			readonly retryAt: number | undefined;
			readonly at: number;
	  }
	/** `at`, when others may be told that somebody writes. */
	| {readonly type: 'edited'; readonly operation: EditOperation; readonly at?: number}
	| {readonly type: 'submitted'; readonly id: EntryId; readonly at: number}
	| {readonly type: 'completed'; readonly backwards: boolean}
	| {readonly type: 'focus-moved'; readonly by: 1 | -1}
	/** `nearTop`: the oldest item is nearly on screen. */
	| {
			readonly type: 'scrolled';
			readonly anchor: Anchor | undefined;
			readonly nearTop: boolean;
	  }
	/** The program has something to say that needs no server. */
	| {readonly type: 'told'; readonly text: string; readonly at: number}
	/** What came of a key that works outside, in words. */
	| {readonly type: 'outcome-told'; readonly text: string; readonly at: number}
	/** `news`: the next with something unread, first of all what is said to this person. */
	| {readonly type: 'switched'; readonly to: 'next' | 'previous' | 'news' | number}
	/** How far earlier runs of this device saw each room was read. */
	| {readonly type: 'positions-read'; readonly positions: Readonly<Record<RoomName, Seq>>}
	/** Which conversations an earlier run of this device was in. */
	| {readonly type: 'rooms-recalled'; readonly rooms: KeptRooms}
	| {readonly type: 'jumped'; readonly to: Destination; readonly at: number}
	/** Another hit of a search, so many further down. */
	| {readonly type: 'hit-chosen'; readonly by: number}
	| {readonly type: 'hit-opened'; readonly at: number}
	| {readonly type: 'search-closed'}
	/** The terminal's window got or lost the keys. */
	| {readonly type: 'focus-changed'; readonly hasFocus: boolean}
	/** No key was pressed for long, or one was pressed after that. */
	| {readonly type: 'idle-changed'; readonly isIdle: boolean; readonly at: number}
	/** What could not be said here may go; with an id, only that. */
	| {readonly type: 'dismissed'; readonly id?: EntryId}
	/** Another message is what keys are about. */
	| {readonly type: 'selected'; readonly direction: 'previous' | 'next'}
	| {readonly type: 'deselected'}
	/** Something is done with the selected message. */
	| {
			readonly type: 'acted';
			readonly does: Exclude<SelectionAction, 'help'>;
			readonly id: EntryId;
			readonly at: number;
	  }
	| {readonly type: 'searched-back'}
	/** What could not be said here is tried again. */
	| {readonly type: 'retried'}
	/** Time has passed while somebody was believed to write. */
	| {readonly type: 'passed'; readonly at: number}
	/** Ctrl+C: first the draft, then the program. */
	| {readonly type: 'cancelled'; readonly at: number}
	/** Ctrl+D: the program, if there is nothing to lose. */
	| {readonly type: 'ended'; readonly at: number}
	| {readonly type: 'quit'; readonly why?: string | undefined};

/** Work for the outside world, described as data; `session.ts` does it. */
export type Effect =
	| {readonly type: 'connect'; readonly host: string; readonly port: number}
	| {
			readonly type: 'hello';
			readonly nick: Nick;
			readonly rooms: readonly RoomName[];
			readonly resume: {readonly log: LogId; readonly seq: Seq} | undefined;
	  }
	/** From now on this password is used to get in. */
	| {readonly type: 'unlock'; readonly password: string}
	| {readonly type: 'send'; readonly frame: ClientFrame}
	/** Something is missing: begin the connection anew, from where everything was heard. */
	| {readonly type: 'reconnect'}
	| {
			readonly type: 'remember';
			readonly host: string;
			readonly port: number;
			readonly username: Nick;
	  }
	/** Calls whoever is not looking. The text is one clean, short line. */
	| {readonly type: 'call'; readonly text: string}
	| {readonly type: 'keep-preferences'; readonly preferences: Preferences}
	| {readonly type: 'copy'; readonly text: string}
	| {readonly type: 'open-link'; readonly link: string}
	/** Writes what is held of a conversation into a file; without a name, one is made. */
	| {readonly type: 'export'; readonly room: RoomName; readonly file: string | undefined}
	/** Says good bye, gives the terminal back and ends the run. */
	| {readonly type: 'exit'; readonly why: string | undefined; readonly exitCode: number};

export type Update = readonly [State, ...Effect[]];
