import {noSeq, type RoomName, type Seq} from '../../../protocol/ids.ts';
import type {Heard} from '../../core/library.ts';
import type {IrcClient} from './irc-client.ts';

/** Pages that are looked through for entries that a client can be told of. */
const mostPages = 10;

/** Marks are excluded themselves. */
export type HistoryRequest = {
	readonly after?: Seq | undefined;
	readonly before?: Seq | undefined;
	readonly limit: number;
	/** Which end of them, when there are more than the limit. */
	readonly from?: 'oldest' | 'newest';
};

/** Entries of a conversation that the client has words for, without those that were taken back. Oldest first. */
export function readHistory(
	client: IrcClient,
	room: RoomName,
	{after = noSeq, before, limit, from = 'newest'}: HistoryRequest,
): readonly Heard[] {
	const {library} = client.host.hub;
	const isForward = from === 'oldest';
	let kept: readonly Heard[] = [];
	let mark = isForward ? after : before;
	for (let page = 0; page < mostPages && kept.length < limit; page++) {
		const marks = isForward ? {after: mark, before} : {before: mark};
		const {entries, more} = library.page(client.member, room, {...marks, limit});
		const [first] = entries;
		if (!first) {
			break;
		}

		const told = library
			.standing(client.member, room, entries)
			.filter(({entry}) => entry.seq > after && isTold(client, entry.kind));
		kept = isForward ? [...kept, ...told] : [...told, ...kept];
		if (!more || first.entry.seq <= after) {
			break;
		}

		mark = isForward ? entries.at(-1)!.entry.seq : first.entry.seq;
	}

	return isForward ? kept.slice(0, limit) : kept.slice(-limit);
}

// IRCv3 chathistory, «event-playback»: without it only PRIVMSG and NOTICE are told.
function isTold({caps}: IrcClient, kind: Heard['entry']['kind']): boolean {
	switch (kind) {
		case 'topic':
		case 'react': {
			return caps.has('draft/event-playback');
		}

		case 'redact': {
			return false;
		}

		case 'message':
		case 'action':
		case 'notice':
		case 'reply':
		case 'edit':
		case 'moderation':
		case 'file': {
			return true;
		}
	}
}
