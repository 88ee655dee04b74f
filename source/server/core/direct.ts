import {directWith, type Nick, type RoomName} from '../../protocol/ids.ts';
import type {Member} from './member.ts';
import type {LogEntry} from './message-log.ts';

/** Who holds a nick at the moment. */
type HolderOf = (nick: Nick) => Member | undefined;

/**
The conversation in which a member hears an entry: the room it was said in, or `@nick` of the other side of a direct one. Undefined: it is not for this member's eyes.
*/
export function hearsAs(member: Member, entry: LogEntry, holderOf: HolderOf): RoomName | undefined {
	const {to, key, author} = entry;
	if (!to) {
		return entry.room as string as RoomName;
	}

	// To oneself under one's own name, both sides match; the author's comes first.
	if (isMine(member, {key, nick: author}, holderOf)) {
		return directWith(to.nick);
	}

	return isMine(member, to, holderOf) ? directWith(author) : undefined;
}

// Two people may share a device and so a key: what is for a nick that its other session holds is not ours.
function isMine(
	member: Member,
	side: {readonly key: string; readonly nick: Nick},
	holderOf: HolderOf,
): boolean {
	if (side.key !== member.key) {
		return false;
	}

	const holder = holderOf(side.nick);
	return side.nick === member.nick || holder?.key !== member.key || holder.nick === member.nick;
}
