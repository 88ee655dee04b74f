import type {RoomName} from '../../../protocol/ids.ts';
import {maskedName} from '../../core/rules.ts';
import {type Commands, type IrcClient, listOf} from './irc-client.ts';
import {isListed} from './list-filter.ts';
import {peopleIn} from './people.ts';
import {shown} from './registration.ts';
import {signsOf, visibleRoom} from './targets.ts';

/** Names in one line: as many as surely fit into 512 bytes. */
const mostNameBytes = 380;

/** RPL_NAMREPLY for everyone in a room, and its end. */
export function tellNames(client: IrcClient, name: RoomName | string): void {
	tellPeople(client, name);
	const room = visibleRoom(client, name);
	client.reply('RPL_ENDOFNAMES', room?.name ?? name, 'End of /NAMES list');
}

function tellPeople(client: IrcClient, name: RoomName | string): void {
	const {reply, caps} = client;
	const room = visibleRoom(client, name);
	const people = room ? peopleIn(client, room) : [];
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
}

export const listCommands: Commands = {
	NAMES: {
		least: 0,
		run(client, {params}) {
			const channels = listOf(params[0]);
			const [channel = '*'] = channels;
			if (channels.length < 2) {
				tellNames(client, channel);
				return;
			}

			for (const name of channels) {
				tellPeople(client, name);
			}

			client.reply('RPL_ENDOFNAMES', channels.map(shown).join(','), 'End of /NAMES list');
		},
	},

	LIST: {
		least: 0,
		run(client, {params}) {
			const {host, member, reply} = client;
			const words = listOf(params[0]);
			reply('RPL_LISTSTART', 'Channel', 'Users  Name');
			for (const room of host.hub.rooms) {
				if (room.isShownTo(member) && isListed(room, words, host.now())) {
					reply('RPL_LIST', room.name, String(room.count), room.topic);
				}
			}

			reply('RPL_LISTEND', 'End of /LIST');
		},
	},
};
