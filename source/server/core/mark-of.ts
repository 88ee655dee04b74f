import type {AuthorKey, Nick} from '../../protocol/ids.ts';
import type {Target} from '../../protocol/orders.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {House} from './house.ts';
import type {Mark} from './marks.ts';
import type {Member} from './member.ts';
import type {Authority, StewardContext} from './steward.ts';

/** By what somebody will be known again. Whoever is not here is known by the name, and by the device that used it last. Throws a `Refusal` for whom nothing can be held against. */
export function markOf(
	{now, roster, claims, house, premises}: StewardContext,
	by: Authority,
	target: Target,
	{forMs, why}: {readonly forMs: number | undefined; readonly why: string},
): Mark {
	const at = now();
	const until = forMs === undefined ? undefined : at + forMs;
	const terms = {until, why, by: by.nick, at};
	if (target.type === 'address') {
		const address = premises?.originOf(target.address);
		if (address === undefined) {
			throw new Refusal('no-such-nick', {
				detail: `${target.address} is no address that could be banned.`,
			});
		}

		return {name: target.address, address, ...terms};
	}

	const member = roster.holder(target.nick);
	// One that does not last holds as long as the connection, whatever name it takes.
	const key = member?.key ?? claims.userOf(target.nick);
	spareOperators(house, key, target.nick);
	return {name: member?.nick ?? target.nick, key, address: member?.address, ...terms};
}

/** Throws a `Refusal` for whoever nobody can put out. */
export function spareHosts(house: House, key: AuthorKey | undefined): void {
	if (key !== undefined && house.isHost(key)) {
		throw new Refusal('not-steward', {detail: 'The host stays.'});
	}
}

// A ban or mute would not hold against them.
function spareOperators(house: House, key: AuthorKey | undefined, nick: Nick): void {
	spareHosts(house, key);
	if (key !== undefined && house.isOperator(key)) {
		throw new Refusal('not-steward', {
			detail: `${nick} looks after this server, too. First: /deop ${nick}`,
		});
	}
}

/** By what somebody will be known again who looks after the server. Throws a `Refusal` for whom that cannot be. */
export function lastingKeyOf({key, hasOwnKey, nick}: Member): AuthorKey {
	if (!hasOwnKey) {
		throw new Refusal('key-needed', {
			detail: `${nick} came without a device key, so nobody could know them again.`,
		});
	}

	return key;
}

/** Somebody who looks after the server and could stop doing so, also one who is away. Throws a `Refusal`. */
export function operatorCalled(
	nick: Nick,
	{house, roster, claims}: Pick<StewardContext, 'house' | 'roster' | 'claims'>,
): AuthorKey {
	const member = roster.holder(nick);
	const key = member ? lastingKeyOf(member) : claims.userOf(nick);
	spareHosts(house, key);
	if (key === undefined || !house.isOperator(key)) {
		throw new Refusal('no-such-nick', {detail: `${nick} does not look after this server.`});
	}

	return key;
}
