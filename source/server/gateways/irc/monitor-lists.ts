import {lobby} from '../../../protocol/ids.ts';
import type {Face} from '../../core/face.ts';
import type {Member} from '../../core/member.ts';
import {maskedName} from '../../core/rules.ts';
import type {Change, Sight} from '../../core/sight.ts';
import {IrcDialect} from './irc-dialect.ts';
import {formatIrcLine} from './irc-line.ts';
import {numerics} from './numerics.ts';
import {folded} from './people.ts';

/** MONITOR of RPL_ISUPPORT. */
export const mostMonitored = 100;

const utf8 = new TextEncoder();

/** Who wants to know of whom. IRCv3 monitor. */
export class MonitorLists {
	readonly #serverName: string;
	/** By watcher: the nicks as it spelt them, by the same but for case. */
	readonly #lists = new Map<Member, Map<string, string>>();
	readonly #watchers = new Map<string, Set<Member>>();

	constructor(serverName: string) {
		this.#serverName = serverName;
	}

	/** The nicks that somebody watches. */
	of(member: Member): readonly string[] {
		return [...(this.#lists.get(member)?.values() ?? [])];
	}

	/** False when the list is full. What is there already needs no room. */
	add(member: Member, nick: string): boolean {
		const name = folded(nick);
		const list = this.#lists.get(member) ?? new Map<string, string>();
		if (!list.has(name) && list.size >= mostMonitored) {
			return false;
		}

		list.set(name, list.get(name) ?? nick);
		this.#lists.set(member, list);
		this.#watchers.set(name, (this.#watchers.get(name) ?? new Set()).add(member));
		return true;
	}

	remove(member: Member, nick: string): void {
		const name = folded(nick);
		const watchers = this.#watchers.get(name);
		watchers?.delete(member);
		if (watchers?.size === 0) {
			this.#watchers.delete(name);
		}

		const list = this.#lists.get(member);
		list?.delete(name);
		if (list?.size === 0) {
			this.#lists.delete(member);
		}
	}

	clear(member: Member): void {
		for (const nick of this.of(member)) {
			this.remove(member, nick);
		}
	}

	/** Tells those who want to know. Who goes wants to know no more. */
	see(sight: Sight): void {
		const {who} = sight;
		switch (sight.type) {
			case 'came': {
				this.#tellOnline(who);
				break;
			}

			case 'went': {
				this.#forget(who);
				this.#tellOffline(who);
				break;
			}

			case 'renamed': {
				if (folded(who.nick) !== folded(sight.to)) {
					this.#tellOffline(who);
					this.#tellOnline({...who, nick: sight.to});
				}

				break;
			}

			case 'changed': {
				this.#tellChanged(sight);
				break;
			}
		}
	}

	#forget(who: Face): void {
		for (const member of this.#lists.keys()) {
			if (member.nick === who.nick) {
				this.clear(member);
			}
		}
	}

	#tellOnline(who: Face): void {
		this.#tell(who.nick, numerics.RPL_MONONLINE, maskedName(who));
	}

	#tellOffline(who: Face): void {
		this.#tell(who.nick, numerics.RPL_MONOFFLINE, who.nick);
	}

	// IRCv3 extended-monitor. Those who share a room hear of it there.
	#tellChanged(change: Change): void {
		const {who} = change;
		for (const watcher of this.#watchers.get(folded(who.nick)) ?? []) {
			const {dialect, rooms, outlet, nick} = watcher;
			const isNear = [...rooms.keys()].some(({members}) =>
				[...members].some(member => member.nick === who.nick),
			);
			const isMeant = dialect instanceof IrcDialect && dialect.watchesMore;
			if (isMeant && !isNear && nick !== who.nick) {
				outlet.send(utf8.encode(dialect.encode({...change, room: lobby})));
			}
		}
	}

	// Past the answers to commands: it may come in the middle of one, and belongs to none.
	#tell(nick: string, numeric: string, text: string): void {
		for (const watcher of this.#watchers.get(folded(nick)) ?? []) {
			const line = formatIrcLine(this.#serverName, numeric, [watcher.nick!, text]);
			watcher.outlet.send(utf8.encode(`${line}\r\n`));
		}
	}
}
