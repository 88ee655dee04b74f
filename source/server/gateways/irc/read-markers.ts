import type {RoomName} from '../../../protocol/ids.ts';
import type {Member} from '../../core/member.ts';
import {conversationNamed} from './history-commands.ts';
import type {Commands, IrcClient} from './irc-client.ts';
import {shown} from './registration.ts';

// For as long as one is here: who comes without a key of their own cannot be known again.
const markers = new WeakMap<Member, Map<RoomName, number>>();

/** How far the client has read, as far as it has said so. IRCv3 draft/read-marker: told on joining, too. */
export function tellReadMarker(client: IrcClient, room: RoomName, target: string): void {
	const {host, member, caps} = client;
	if (caps.has('draft/read-marker')) {
		const at = markers.get(member)?.get(room);
		const marker = at === undefined ? '*' : `timestamp=${new Date(at).toISOString()}`;
		client.send(host.serverName, 'MARKREAD', target, marker);
	}
}

export const readMarkerCommands: Commands = {
	MARKREAD: {
		least: 0,
		run(client, {params}) {
			const {member} = client;
			const [target, marker] = params;
			const room = target && conversationNamed(client, target);
			if (!target) {
				client.fail('MARKREAD', 'NEED_MORE_PARAMS', 'Missing parameters');
				return;
			}

			if (!room) {
				client.fail('MARKREAD', 'INVALID_PARAMS', shown(target), 'There is no such conversation');
				return;
			}

			const at = Date.parse(/^timestamp=(.+)$/.exec(marker ?? '')?.[1] ?? '');
			if (marker !== undefined && Number.isNaN(at)) {
				client.fail('MARKREAD', 'INVALID_PARAMS', shown(target), 'That is no timestamp');
				return;
			}

			if (marker !== undefined) {
				const own = markers.get(member) ?? new Map<RoomName, number>();
				markers.set(member, own);
				// «The server MUST never move a marker back».
				own.set(room, Math.max(at, own.get(room) ?? at));
			}

			tellReadMarker(client, room, target);
		},
	},
};
