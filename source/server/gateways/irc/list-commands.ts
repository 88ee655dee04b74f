import type {RoomName} from '../../../protocol/ids.ts';
import {maskedName} from '../../core/rules.ts';
import {type Commands, type IrcClient, listOf} from './irc-client.ts';
import {signsOf, visibleRoom} from './targets.ts';

/** Names in one line: as many as surely fit into 512 bytes. */
const mostNameBytes = 380;

/** RPL_NAMREPLY for everyone in a room, and its end. */
export function tellNames(client: IrcClient, name: RoomName | string): void {
	const {reply, caps} = client;
	const room = visibleRoom(client, name);
	const people = room ? [...room.members].filter(({visitor}) => !visitor) : [];
	let names: string[] = [];
	let bytes = 0;
	const flush = (): void => {
		if (room && names.length > 0) {
			reply('RPL_NAMREPLY', room.rules.secret ? '@' : '=', room.name, names.join(' '));
		}

		names = [];
		bytes = 0;
	};

	for (const member of people) {
		const known = caps.has('userhost-in-names') ? maskedName(member.face) : member.face.nick;
		const word = signsOf(client, room!, member) + known;
		const length = Buffer.byteLength(word) + 1;
		if (bytes + length > mostNameBytes) {
			flush();
		}

		names.push(word);
		bytes += length;
	}

	flush();
	reply('RPL_ENDOFNAMES', room?.name ?? name, 'End of /NAMES list');
}

export const listCommands: Commands = {
	NAMES: {
		least: 0,
		run(client, {params}) {
			const [channel] = listOf(params[0]);
			tellNames(client, channel ?? '*');
		},
	},

	LIST: {
		least: 0,
		run(client, {params}) {
			const {host, member, reply} = client;
			const wanted = listOf(params[0]).filter(word => !/^[<>CTU]/.test(word));
			const bounds = listOf(params[0]).filter(word => /^[<>]\d+$/.test(word));
			reply('RPL_LISTSTART', 'Channel', 'Users  Name');
			for (const room of host.hub.rooms) {
				const isVisible = !room.rules.secret || member.rooms.has(room);
				const isWanted =
					wanted.length === 0 || wanted.some(word => word.toLowerCase() === room.name);
				const isWithin = bounds.every(word => {
					const bound = Number(word.slice(1));
					return word.startsWith('<') ? room.count < bound : room.count > bound;
				});
				if (isVisible && isWanted && isWithin) {
					reply('RPL_LIST', room.name, String(room.count), room.topic);
				}
			}

			reply('RPL_LISTEND', 'End of /LIST');
		},
	},
};
