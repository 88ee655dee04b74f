import type {AuthorKey, EntryId, Secret} from '../../protocol/ids.ts';
import type {Hub} from '../core/hub.ts';
import type {Attendance} from './irc/attendance.ts';
import type {IrcDialects} from './irc/irc-dialect.ts';
import type {MonitorLists} from './irc/monitor-lists.ts';

/** The password of the whole server. */
export interface Password {
	/** Rejects with a `Refusal` when it is another one, or when it cannot be looked at now. */
	check(guess: string): Promise<void>;
}

/** What every session needs of the server it belongs to. */
export type Host = {
	readonly hub: Hub;
	/** Name and version of this program. */
	readonly software: string;
	/** The server as IRC clients name it: one word. */
	readonly serverName: string;
	/** When it was started, in milliseconds since the epoch. */
	readonly startedAt: number;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly dialects: IrcDialects;
	readonly attendance: Attendance;
	readonly monitors: MonitorLists;
	/** How many peers have not said yet who they are. */
	readonly strangers: () => number;
	/** Whether whoever knows that may become an operator of the whole server. Missing: nobody may. */
	readonly mayOperate?: ((name: string, password: string) => boolean) | undefined;
	/** Missing: everyone may come in. */
	readonly password?: Password | undefined;
	/** Dialects that are not spoken here. */
	readonly closed?: ReadonlySet<'irc' | 'plain'> | undefined;
	/** IRC clients come into the lobby by themselves. */
	readonly joinsLobby: boolean;
	/** Milliseconds that never go back. */
	readonly monotonic: () => number;
	/** For words of peers that number none themselves. */
	readonly newId: () => EntryId;
	readonly keyOf: (secret: Secret) => AuthorKey;
	/** For peers without a secret: a key that nobody else has, for as long as they stay. */
	readonly newKey: () => AuthorKey;
	/** A fault of ours, to be logged; the session it happened in ends. */
	readonly report: (error: unknown) => void;
	/** When to come back after a shutdown, in milliseconds. */
	readonly retryMs: number;
	/** Nobody is slowed down, however much they say. */
	readonly isUnpaced: boolean;
};
