import type {Nick} from '../../../protocol/ids.ts';
import type {Member} from '../../core/member.ts';
import type {Room} from '../../core/room.ts';
import {fits} from '../../core/rules.ts';
import type {IrcClient} from './irc-client.ts';
import {shown} from './registration.ts';
import {hasUserMode} from './user-modes.ts';

/** Names are the same but for case. */
export const folded = (nick: string): string => nick.toLowerCase();

/** Who has that nick, but for case. Names that only look alike are others here. */
export function personNamed({host}: Pick<IrcClient, 'host'>, nick: string): Member | undefined {
	const member = host.hub.holder(nick as Nick);
	return member?.nick && !member.visitor && folded(member.nick) === folded(nick)
		? member
		: undefined;
}

/** Everyone with a place in the list of people. */
export const peopleAmong = (members: Iterable<Member>): readonly Member[] =>
	[...members].filter(({visitor}) => !visitor);

/** Whether the client may know of the room. */
export const maySee = (client: IrcClient, room: Room): boolean => room.isShownTo(client.member);

/** Modern IRC, «Invisible User Mode»: who has it is found only by name, and by those who share a room. */
const isInvisibleTo = ({member: asker}: IrcClient, member: Member): boolean =>
	hasUserMode(member, 'i') && member !== asker && !asker.isOperator;

/** Whether the client may come upon somebody without knowing the name. */
export const mayFind = (client: IrcClient, member: Member): boolean =>
	!isInvisibleTo(client, member) ||
	[...member.rooms.keys()].some(room => client.member.rooms.has(room));

/** Whether the client may know that somebody is in that room. */
export const maySeeIn = (client: IrcClient, room: Room, member: Member): boolean =>
	client.member.rooms.has(room) || (maySee(client, room) && !isInvisibleTo(client, member));

/** Whom the client may see in that room. */
export const peopleIn = (client: IrcClient, room: Room): readonly Member[] =>
	peopleAmong(room.members).filter(member => maySeeIn(client, room, member));

/** Whole seconds since somebody last said something. */
export const idleSeconds = ({host}: IrcClient, member: Member): number =>
	Math.max(0, Math.floor((host.now() - member.spokeAt) / 1000));

/** Whether a parameter means this server: by its name, a mask, or somebody who is on it. If not, the client is told. */
export function isThisServer(client: IrcClient, target: string | undefined): boolean {
	if (!target || fits(target, client.host.serverName) || personNamed(client, target)) {
		return true;
	}

	client.reply('ERR_NOSUCHSERVER', shown(target), 'No such server');
	return false;
}

/** Words in lines of at most so many bytes, so that each surely fits into one line of IRC. */
export function inLines(
	words: readonly string[],
	separator: string,
	mostBytes = 380,
): readonly string[] {
	const lines: string[] = [];
	for (const word of words) {
		const last = lines.at(-1);
		const longer = last === undefined ? word : last + separator + word;
		if (last !== undefined && Buffer.byteLength(longer) <= mostBytes) {
			lines[lines.length - 1] = longer;
		} else {
			lines.push(word);
		}
	}

	return lines;
}
