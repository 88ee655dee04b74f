import {accepted} from '../../source/protocol/accepted.ts';
import type {AuthorKey, Nick, RoomName} from '../../source/protocol/ids.ts';
import {parseOrder} from '../../source/protocol/orders.ts';
import {Hub} from '../../source/server/core/hub.ts';
import type {Authority} from '../../source/server/core/steward.ts';
import {MemoryLog} from '../../source/server/storage/memory-log.ts';
import {bannable} from '../../source/server/transport/origin.ts';
import {candidate, Guest} from './guest.ts';

export const keyOf = (name: string) => name.padEnd(22, '-') as AuthorKey;

/** Whoever sits in front of the server. */
export const desk: Authority = {nick: 'host' as Nick, key: keyOf('host')};

type Arrival = ConstructorParameters<typeof Guest>[2];

/** A server that somebody looks after, without a socket, whose clock stands still until it is moved. */
export class StewardStage {
	readonly log = new MemoryLog();
	now = 0;
	invitedUntil: number | undefined;
	readonly premises = {
		limit: 100,
		originOf: bannable,
		invite: async (until: number) => {
			this.invitedUntil = until;
			return 'chatroom://here';
		},
	};
	hub = this.#open();

	/** The same history, with nobody here. */
	restart(): void {
		this.hub = this.#open();
	}

	/** Somebody with a key of their own. */
	come(nick: string, given: Arrival = {}): Guest {
		return new Guest(this.hub, nick, {key: keyOf(nick), hasOwnKey: true, ...given});
	}

	/** Why somebody does not come in; who does, has no code. */
	refusalOf(nick: string, given = {}): {readonly code?: string} {
		const result = this.hub.enter(candidate(nick, {key: keyOf(nick), hasOwnKey: true, ...given}));
		return result as {readonly code?: string};
	}

	order(by: Guest | Authority, line: string, room = '#lobby'): Promise<string | undefined> {
		const authority =
			by instanceof Guest
				? {nick: by.member.nick!, key: by.member.key, member: by.member, room: room as RoomName}
				: by;
		return this.hub.steward.carryOut(authority, accepted(parseOrder(line)));
	}

	/** What stands in the lobby. */
	get history(): readonly string[] {
		return this.log
			.read({rooms: ['#lobby' as never], from: 'oldest', limit: 100})
			.map(({author, kind, text}) => `${kind}: ${author} ${text}`);
	}

	#open(): Hub {
		const {log, premises} = this;
		return new Hub({
			log,
			name: 'test',
			now: () => this.now,
			hosts: [keyOf('host')],
			premises,
		});
	}
}
