import type {Body} from './body.ts';
import type {EntryId, Nick, RoomName, Seq, Tag} from './ids.ts';

/** What an entry is. A notice is said by a program and not to be answered by one. What those do who look after the room or the server is moderation: the text goes on from the name. An edit, a reaction and a redaction are about another entry and are none of their own. Nobody says `reply` and `file` today: an answer is a message that is about another. */
export const entryKinds = [
	'message',
	'action',
	'topic',
	'notice',
	'reply',
	'edit',
	'react',
	'redact',
	'moderation',
	'file',
] as const;

/** `unknown` is what a newer server said and this client cannot show: it still counts as heard. */
export type EntryKind = (typeof entryKinds)[number] | 'unknown';

/** One thing that was said, as the log holds it and everyone hears it. */
export type Entry = {
	readonly seq: Seq;
	/** The seq of the entry before this one in the same room; 0 for the first. */
	readonly prev: Seq;
	readonly room: RoomName;
	readonly id: EntryId;
	readonly author: Nick;
	readonly tag: Tag;
	/** Milliseconds since the epoch by the server's clock: for reading, never for order. */
	readonly at: number;
	readonly kind: EntryKind;
	readonly text: Body;
	/** The entry that a reply, edit, reaction or redaction is about. */
	readonly re?: Seq;
};

/** Someone in a room. */
export type Person = {
	readonly nick: Nick;
	readonly tag: Tag;
	readonly dialect: string;
	readonly bot?: boolean;
	/** Another device had that name before: this one. */
	readonly unlike?: Tag;
	/** Why it does not answer, while it does not. */
	readonly away?: string;
};
