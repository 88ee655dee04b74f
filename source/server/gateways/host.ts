import type {AuthorKey, EntryId, Secret} from '../../protocol/ids.ts';
import type {Hub} from '../core/hub.ts';

/** What every session needs of the server it belongs to. */
export type Host = {
	readonly hub: Hub;
	/** Name and version of this program. */
	readonly software: string;
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
