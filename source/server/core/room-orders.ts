import type {Nick, RoomName} from '../../protocol/ids.ts';
import {accepted} from '../../protocol/accepted.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Member} from './member.ts';
import type {Moderation} from './moderation.ts';
import type {Order} from '../../protocol/orders.ts';
import {deeds} from './steward-words.ts';

/** What can be ordered by whoever looks after one room, and holds as long as that is open. */
export type RoomOrder = Extract<
	Order,
	{readonly type: 'kick' | 'ban' | 'unban' | 'mute' | 'unmute' | 'limit' | 'lock' | 'unlock'}
>;

const types: ReadonlySet<string> = new Set<RoomOrder['type']>([
	'kick',
	'ban',
	'unban',
	'mute',
	'unmute',
	'limit',
	'lock',
	'unlock',
]);

export const isForRooms = (order: Order): order is RoomOrder => types.has(order.type);

const noTimes =
	'In a room it holds as long as the room is open: only those who look after the server can give a time.';

/** Has it done by the rules of the room. Gives back what to write into the history; throws a `Refusal` where that is not theirs to do. `label`: by what whoever ordered it knows the answer. */
export function carryOutInRoom(
	moderation: Moderation,
	member: Member,
	room: RoomName,
	order: RoomOrder,
	label?: string,
): string {
	const rule = (...changes: Parameters<Moderation['rule']>[2]): void =>
		void accepted(moderation.rule(member, room, changes, label, true));
	accepted(moderation.mayRule(member, room));
	switch (order.type) {
		case 'kick': {
			const nick = moderation.nickIn(room, order.nick) ?? order.nick;
			accepted(moderation.kick(member, room, order, label));
			return deeds.kick(nick, order.why);
		}

		case 'ban':
		case 'mute': {
			const {forMs, why} = order;
			const nick = order.type === 'mute' ? order.nick : nickOf(order.target);
			if (forMs !== undefined) {
				throw new Refusal('not-steward', {detail: noTimes});
			}

			const list = order.type === 'ban' ? 'ban' : 'quiet';
			const masks = moderation.masksFor(nick);
			rule(...masks.map(mask => ({type: 'mask', list, mask, on: true}) as const));
			if (moderation.masksAbout(room, list, nick).length === 0) {
				throw new Refusal('internal', {detail: 'That list of the room is full.'});
			}

			if (order.type === 'ban' && moderation.nickIn(room, nick)) {
				accepted(moderation.kick(member, room, {nick, why}, label));
			}

			const mark = {name: nick, why, by: '', at: 0};
			return order.type === 'ban' ? deeds.ban(mark, 0) : deeds.mute(mark, 0);
		}

		case 'unban':
		case 'unmute': {
			const nick = order.type === 'unmute' ? order.nick : nickOf(order.target);
			const list = order.type === 'unban' ? 'ban' : 'quiet';
			const masks = moderation.masksAbout(room, list, nick);
			if (masks.length === 0) {
				throw new Refusal('no-such-nick', {
					detail: `${nick} is not ${order.type === 'unban' ? 'banned' : 'muted'} here.`,
				});
			}

			rule(...masks.map(mask => ({type: 'mask', list, mask, on: false}) as const));
			return order.type === 'unban' ? deeds.unban(nick) : deeds.unmute(nick);
		}

		case 'limit': {
			rule({type: 'limit', limit: order.most});
			return deeds.limit(order.most);
		}

		case 'lock':
		case 'unlock': {
			rule({type: 'switch', rule: 'inviteOnly', on: order.type === 'lock'});
			return order.type === 'lock' ? deeds.lockRoom(order.why) : deeds.unlock();
		}
	}
}

function nickOf(target: Extract<Order, {type: 'ban'}>['target']): Nick {
	if (target.type === 'address') {
		throw new Refusal('not-steward', {
			detail: 'Only those who look after the server can ban an address.',
		});
	}

	return target.nick;
}
