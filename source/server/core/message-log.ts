import type {Entry} from '../../protocol/entry.ts';
import type {AuthorKey, LogId, Nick, Seq} from '../../protocol/ids.ts';
import type {Facts} from './facts.ts';
import type {LogRoom} from './log-room.ts';

/** What someone says, before the log has given it a place. */
export type Draft = {
	readonly room: LogRoom;
	readonly key: AuthorKey;
	readonly id: Entry['id'];
	readonly author: Nick;
	readonly at: number;
	readonly kind: Exclude<Entry['kind'], 'unknown'>;
	readonly text: Entry['text'];
	readonly re?: Seq;
	/** Whom a direct message is for. */
	readonly to?: {readonly nick: Nick; readonly key: AuthorKey};
};

/** A draft with its place. `prev` is the seq of the entry before it in its room, or 0. */
export type LogEntry = Draft & {readonly seq: Seq; readonly prev: Seq};

export type Appended = {
	readonly entry: LogEntry;
	/** It was in the log already: `entry` is what the log holds, whatever the draft said. */
	readonly dup: boolean;
};

/** Which entries: of these rooms, and direct ones to or from `direct`. Marks are excluded themselves. */
export type Query = {
	readonly rooms: readonly LogRoom[];
	readonly direct?: AuthorKey | undefined;
	readonly after?: Seq | undefined;
	readonly before?: Seq | undefined;
	readonly kind?: Draft['kind'] | undefined;
	/** Those that are about this one. With `kind`, that costs no more than what is found. */
	readonly re?: Seq | undefined;
	/** The `limit` entries at this end of what matches; the answer is oldest first either way. */
	readonly from: 'oldest' | 'newest';
	readonly limit: number;
};

export type Search = {
	readonly words: string;
	readonly rooms: readonly LogRoom[];
	readonly direct?: AuthorKey | undefined;
	readonly before?: Seq | undefined;
	readonly limit: number;
};

/**
The durable, ordered record of all rooms. Implementations must pass `test/contracts/message-log.ts`.
*/
export interface MessageLog {
	readonly id: LogId;
	/** The newest durable seq, 0 in an empty log. Nothing above it is ever read. */
	readonly head: Seq;
	/** What is kept beside what was said. */
	readonly facts: Facts;

	/**
	Resolves once the entry would survive a crash of this machine. Any number may be in flight; they get their seqs, and resolve, in the order of the calls. The same key and id again stores nothing and gives back the first entry. Rejects with a `Refusal` ('storage' or 'storage-full') when the entry is not stored and never will be.
	*/
	append(draft: Draft): Promise<Appended>;

	/** At once, so that what follows can be told live without a gap. Costs the page, not the history. */
	read(query: Query): readonly LogEntry[];

	/** The newest entries that hold all the words (the last may be a beginning), newest first. May lag behind `head`. */
	search(search: Search): Promise<readonly LogEntry[]>;

	/** Resolves when all that was appended is durable and nothing is open any more. */
	close(): Promise<void>;
}
