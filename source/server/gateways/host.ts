import type {AuthorKey, DeviceKey, EntryId} from '../../protocol/ids.ts';
import type {Hub} from '../core/hub.ts';
import type {Attendance} from './irc/attendance.ts';
import type {IrcDialects} from './irc/irc-dialect.ts';
import type {MonitorLists} from './irc/monitor-lists.ts';

/** The password of the whole server. */
export interface Password {
	/** Rejects with a `Refusal` when it is another one, or when it cannot be looked at now. */
	check(guess: string): Promise<void>;
	/** SCRAM's first message → the way to go on. Rejects with a `Refusal` when it is none, or not for this connection. */
	begin(first: string, binding: Uint8Array | undefined): Promise<PasswordProof>;
}

/** A password being proved without being said. */
export type PasswordProof = {
	/** What the peer is answered. */
	readonly first: string;
	/** The peer's last message → our proof that we know the password too; undefined when it does not. */
	readonly finish: (final: string) => string | undefined;
};

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
	/** Secrets that let people in for a while. Missing: there are none. */
	readonly invitations?: {isGood(secret: string): boolean} | undefined;
	/** Nobody is heard who does not encrypt. */
	readonly isTlsOnly: boolean;
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
	readonly keyOf: (device: DeviceKey) => AuthorKey;
	/** Whether that device has signed the claim. */
	readonly isSigned: (device: DeviceKey, claim: string, signature: string) => boolean;
	/** 16 random bytes, as base64url. */
	readonly newNonce: () => string;
	/** For peers without a device key: a key that nobody else has, for as long as they stay. */
	readonly newKey: () => AuthorKey;
	/** A fault of ours, to be logged; the session it happened in ends. */
	readonly report: (error: unknown) => void;
	/** When to come back after a shutdown, in milliseconds. */
	readonly retryMs: number;
	/** Nobody is slowed down, however much they say. */
	readonly isUnpaced: boolean;
};
