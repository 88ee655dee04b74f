import type {RoomName} from '../../../protocol/ids.ts';
import type {Member} from '../../core/member.ts';
import {conversationNamed} from './history-commands.ts';
import type {Commands, IrcClient} from './irc-client.ts';
import {shown} from './registration.ts';

// For as long as one is here: who comes without a key of their own cannot be known again.
const markers = new WeakMap<Member, Map<string, number>>();

// Nicks are the same in any case.
const keyOf = (room: RoomName): string => room.toLowerCase();

const unread = '*';

/** How far the client has read, as far as it has said so. IRCv3 draft/read-marker: told on joining, too. */
export function tellReadMarker(client: IrcClient, room: RoomName, target: string): void {
	const {host, member, caps} = client;
	if (caps.has('draft/read-marker')) {
		const at = markers.get(member)?.get(keyOf(room));
		const marker = at === undefined ? unread : `timestamp=${new Date(at).toISOString()}`;
		client.send(host.serverName, 'MARKREAD', target, marker);
	}
}

export const readMarkerCommands: Commands = {
	MARKREAD: {
		least: 0,
		run(client, {params}) {
			const {member, host, caps} = client;
			const [target, marker] = params;
			const room = target && conversationNamed(client, target);
			if (!target) {
				client.fail('MARKREAD', 'NEED_MORE_PARAMS', 'Missing parameters');
				return;
			}

			// Nobody has read anything of what there is not; where it may be later, it is no mistake to ask.
			if (!room && marker === undefined && caps.has('draft/read-marker')) {
				client.send(host.serverName, 'MARKREAD', shown(target), unread);
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
				const own = markers.get(member) ?? new Map<string, number>();
				markers.set(member, own);
				const key = keyOf(room);
				// «The server MUST never move a marker back»; one in the future would stay there.
				own.set(key, Math.max(Math.min(at, host.now()), own.get(key) ?? 0));
			}

			tellReadMarker(client, room, target);
		},
	},
};
