import type {ClientFrame} from '../../protocol/client-frame.ts';
import type {EntryId, LogId, Nick, RoomName, Seq} from '../../protocol/ids.ts';
import type {ServerFrame} from '../../protocol/server-frame.ts';
import type {Anchor} from './conversation.ts';
import type {EditOperation} from './editor.ts';
import type {Kept} from './outbox.ts';
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
	| {readonly type: 'edited'; readonly operation: EditOperation}
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
	| {readonly type: 'switched'; readonly to: 'next' | 'previous' | number}
	/** What could not be said here may go; with an id, only that. */
	| {readonly type: 'dismissed'; readonly id?: EntryId}
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
	| {readonly type: 'send'; readonly frame: ClientFrame}
	/** Something is missing: begin the connection anew, from where everything was heard. */
	| {readonly type: 'reconnect'}
	| {
			readonly type: 'remember';
			readonly host: string;
			readonly port: number;
			readonly username: Nick;
	  }
	/** Says good bye, gives the terminal back and ends the run. */
	| {readonly type: 'exit'; readonly why: string | undefined; readonly exitCode: number};

export type Update = readonly [State, ...Effect[]];
