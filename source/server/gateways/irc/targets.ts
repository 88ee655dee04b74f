import {isDirect, type Nick, parseRoomName, type RoomName} from '../../../protocol/ids.ts';
import {Refusal} from '../../../protocol/refusal.ts';
import type {Member} from '../../core/member.ts';
import type {Room} from '../../core/room.ts';
import type {IrcClient} from './irc-client.ts';

/** A channel's name as rooms are named here; undefined for what cannot be one. */
export function parseChannel(text: string | undefined): RoomName | undefined {
	const room = parseRoomName(text);
	return room && !isDirect(room) ? room : undefined;
}

/** Whether that names a channel and not a person, good or bad. */
export const isChannel = (text: string): boolean => /^[#&+!]/.test(text);

/** The room of that name, if it is open and not hidden from the client; else the client is told that there is none. */
export function visibleRoom(client: IrcClient, text: string): Room | undefined {
	const name = parseChannel(text);
	const room = name && client.host.hub.findRoom(name);
	return room?.isShownTo(client.member) ? room : undefined;
}

export function roomNamed(text: string): RoomName {
	const name = parseChannel(text);
	if (!name) {
		throw new Refusal('room-name');
	}

	return name;
}

/** Who has that nick now, but for case: a name that only looks alike is nobody's. */
export function memberNamed(client: IrcClient, nick: string): Member | undefined {
	const member = client.host.hub.holder(nick as Nick);
	return member?.nick?.toLowerCase() === nick.toLowerCase() ? member : undefined;
}

/** The sign of what someone may do in a room: all signs for those who know multi-prefix, else the highest. */
export function signsOf(client: IrcClient, room: Room, member: Member): string {
	const signs = [
		room.has('operator', member) ? '@' : '',
		room.has('voice', member) ? '+' : '',
	].join('');
	return client.caps.has('multi-prefix') ? signs : signs.slice(0, 1);
}
