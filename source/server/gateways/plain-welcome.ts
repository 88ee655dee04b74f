import {lobby} from '../../protocol/ids.ts';
import type {Hub} from '../core/hub.ts';
import type {Member} from '../core/member.ts';
import type {RoomState} from '../core/room-event.ts';
import {clock, entryLine, namesOf} from './plain-dialect.ts';
import {serverLimits} from './server-limits.ts';

/** What the old client says when it leaves. */
export const quitLine = '---quit---';

/** What somebody with `nc` is told who comes into the lobby: who is here, and what was said. */
export function welcome({library}: Hub, member: Member, state: RoomState): readonly string[] {
	const limit = serverLimits.plain.backlogEntries;
	const {entries} = library.page(member, lobby, {limit});
	return [
		`Welcome ${member.nick}, you can send messages now. To leave, type ${quitLine}\n* Here: ${namesOf(state)}\n`,
		...(state.topic ? [`* Topic: ${state.topic}\n`] : []),
		...library
			.standing(member, lobby, entries)
			.map(({room, entry}) => entryLine(room, entry, {clock: `[${clock(entry.at)}] `})),
	];
}
