import type {AuthorKey, EntryId} from '../../source/protocol/ids.ts';
import {Hub} from '../../source/server/core/hub.ts';
import type {MessageLog} from '../../source/server/core/message-log.ts';
import type {Session, Wire} from '../../source/server/gateways/gateway.ts';
import type {Host} from '../../source/server/gateways/host.ts';
import {Attendance} from '../../source/server/gateways/irc/attendance.ts';
import {IrcDialects} from '../../source/server/gateways/irc/irc-dialect.ts';
import {MonitorLists} from '../../source/server/gateways/irc/monitor-lists.ts';
import {MemoryLog} from '../../source/server/storage/memory-log.ts';

/** Everything of 22 characters, from a short name. */
export const padded = (name: string): string => name.padEnd(22, '-');

/** A server without a socket, whose clock stands still until it is moved. */
export class Stage {
	readonly hub: Hub;
	readonly host: Host;
	readonly reports: unknown[] = [];
	/** Every key that was made here. */
	readonly keys: AuthorKey[] = [];
	now = 0;
	#made = 0;

	constructor(log: MessageLog = new MemoryLog(), settings: Partial<Host> = {}) {
		const noon = new Date(2026, 10, 22, 12, 0).getTime();
		const attendance = new Attendance(() => noon);
		const monitors = new MonitorLists('irc.test');
		this.hub = new Hub({
			log,
			name: 'test',
			now: () => noon,
			observe(sight) {
				if (sight.type !== 'changed') {
					attendance.see(sight);
				}

				monitors.see(sight);
			},
		});
		this.host = {
			hub: this.hub,
			software: 'chatroom test',
			serverName: 'irc.test',
			startedAt: noon,
			now: () => noon,
			dialects: new IrcDialects({name: 'irc.test', log: log.id, now: () => noon}),
			attendance,
			monitors,
			strangers: () => 0,
			isTlsOnly: false,
			joinsLobby: true,
			monotonic: () => this.now,
			newId: () => padded(`id${++this.#made}`) as EntryId,
			keyOf: device => device.slice(0, 22) as AuthorKey,
			isSigned: (_, claim, signature) => signature === `signed ${claim}`,
			newNonce: () => padded('nonce'),
			newKey: () => {
				const key = padded(`key${++this.#made}`) as AuthorKey;
				this.keys.push(key);
				return key;
			},
			report: error => void this.reports.push(error),
			retryMs: 1000,
			isUnpaced: false,
			...settings,
		};
	}
}

const utf8 = new TextEncoder();
const text = new TextDecoder();

/** A peer without a socket: what it says goes to a session, what it hears is kept. */
export class Peer implements Wire {
	readonly session: Session;
	/** What it has heard since it was last looked at. */
	heard = '';
	isListenedTo = true;
	isLocal = true;
	address: string | undefined = undefined;
	binding: Uint8Array | undefined = undefined;
	isStranger = true;
	isOver = false;
	/** The session is told that this peer reads too slowly. */
	isFull = false;

	constructor(open: (wire: Wire) => Session) {
		this.session = open(this);
	}

	/** The lines heard since the last call, and `(end)` once, when the connection has ended. */
	takeLines(): readonly string[] {
		const lines = this.heard.split('\n').slice(0, -1);
		this.heard = this.heard.slice(this.heard.lastIndexOf('\n') + 1);
		return lines;
	}

	say(words: string | Uint8Array): void {
		this.session.receive(typeof words === 'string' ? utf8.encode(words) : words);
	}

	send(bytes: Uint8Array | string): boolean {
		if (!this.isOver) {
			this.heard += typeof bytes === 'string' ? bytes : text.decode(bytes);
		}

		return !this.isFull;
	}

	introduce(): void {
		this.isStranger = false;
	}

	listen(on: boolean): void {
		this.isListenedTo = on;
	}

	end(): void {
		if (!this.isOver) {
			this.heard += '(end)\n';
			this.isOver = true;
		}
	}
}
