import {createHash, randomBytes, timingSafeEqual} from 'node:crypto';
import {isSignedBy} from '../crypto/device.ts';
import type {AuthorKey, DeviceKey, EntryId} from '../protocol/ids.ts';
import {newEntryId} from '../protocol/new-id.ts';
import {formatLink, type RoomLink} from '../protocol/room-link.ts';
import {Hub} from './core/hub.ts';
import type {Passage} from './core/sight.ts';
import type {MessageLog} from './core/message-log.ts';
import {turnAway, welcomePeer} from './gateways/detect-session.ts';
import type {Host} from './gateways/host.ts';
import {Attendance} from './gateways/irc/attendance.ts';
import {IrcDialects} from './gateways/irc/irc-dialect.ts';
import {MonitorLists} from './gateways/irc/monitor-lists.ts';
import type {Identity} from './access/identity.ts';
import {Invitations} from './access/invitations.ts';
import {RoomPassword} from './access/room-password.ts';
import {serverLimits} from './gateways/server-limits.ts';
import type {DoorRules} from './transport/doorman.ts';
import {bannable} from './transport/origin.ts';
import {type Listener, listen} from './transport/tcp-listener.ts';

export type ServerOptions = {
	/** Called once the port is ours, so that a port in use leaves the history alone. Closed by `stop`. */
	readonly openLog: () => MessageLog;
	/** What the server proves itself with; called after `openLog`. */
	readonly openIdentity: () => Promise<Identity>;
	/** Undefined: every interface. */
	readonly host: string | undefined;
	/** 0 takes a free one. */
	readonly port: number;
	/** Who may come in. */
	readonly door: DoorRules;
	/** As IRC clients name it: one word with a dot. */
	readonly serverName?: string;
	/** Who may become an operator of the whole server, if anybody. */
	readonly operator?: {readonly name: string; readonly password: string} | undefined;
	/** Without it nobody comes in, whatever they speak. */
	readonly password?: string | undefined;
	readonly closed?: Host['closed'];
	/** Nobody is heard who does not encrypt. */
	readonly isTlsOnly?: boolean;
	/** The devices of whoever runs it: they look after it. */
	readonly hosts?: readonly DeviceKey[];
	/** How others reach it: the most likely address first. */
	readonly addresses?: (port: number) => RoomLink['addresses'];
	/** IRC clients come into the lobby by themselves. */
	readonly joinsLobby?: boolean;
	/** Nobody is slowed down, however much they say. */
	readonly isUnpaced?: boolean;
	readonly name: string;
	readonly software: string;
	readonly observe?: (sight: Passage) => void;
	/** A fault of ours that ended one session. */
	readonly report: (error: unknown) => void;
};

export type RunningServer = {
	readonly host: string;
	readonly port: number;
	/** The way to it, with what others know it by. */
	readonly link: RoomLink;
	readonly hub: Hub;
	/** Tells everyone why, finishes what was begun, and gives everything back. */
	stop(why: string): Promise<void>;
};

const retryMs = 1_000;
const defaultServerName = 'chatroom.local';
const digest = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22);

// Takes as long whatever is wrong.
function operatorCheck(operator: {readonly name: string; readonly password: string}) {
	const secret = randomBytes(16);
	const of = (name: string, password: string) =>
		createHash('sha256')
			.update(secret)
			.update(JSON.stringify([name, password]))
			.digest();
	const expected = of(operator.name, operator.password);
	return (name: string, password: string) => timingSafeEqual(of(name, password), expected);
}

/** Wires log, hub, gateways and listener together. Resolves once peers can connect. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	const {name, observe} = options;
	const identity = Promise.withResolvers<Identity>();
	const listener = await listen({
		host: options.host,
		port: options.port,
		door: {...options.door, objection: address => house.mayConnect(address)},
		monotonic,
		identity: identity.promise,
		// No peer is accepted before this turn of the loop, in which the log is opened, has ended.
		welcome: wire => welcomePeer(wire, host),
		turnAway: (wire, why) => turnAway(wire, host, why),
	});
	const log = await openOrClose(options.openLog, listener);
	const serverName = options.serverName ?? defaultServerName;
	const attendance = new Attendance(Date.now);
	const monitors = new MonitorLists(serverName);
	const invitations = new Invitations(log.facts, Date.now);
	const hub = new Hub({
		log,
		name,
		now: Date.now,
		newId,
		hosts: (options.hosts ?? []).map(keyOf),
		premises: {
			get limit() {
				return listener.limit;
			},
			set limit(most) {
				listener.limit = most;
			},
			originOf: address => bannable(address),
			async invite(until) {
				const invite = await invitations.make(until);
				return formatLink({...(await link()), invite});
			},
		},
		observe(sight) {
			if (sight.type !== 'changed') {
				observe?.(sight);
				attendance.see(sight);
			}

			monitors.see(sight);
		},
	});
	const {house} = hub;
	const host: Host = {
		hub,
		software: options.software,
		serverName,
		startedAt: Date.now(),
		now: Date.now,
		dialects: new IrcDialects({name: serverName, log: log.id, now: Date.now}),
		attendance,
		monitors,
		strangers: listener.strangers,
		mayOperate: options.operator && operatorCheck(options.operator),
		invitations,
		isTlsOnly: options.isTlsOnly ?? false,
		password: options.password === undefined ? undefined : new RoomPassword(options.password),
		closed: options.closed,
		joinsLobby: options.joinsLobby ?? true,
		monotonic,
		newId,
		keyOf,
		isSigned: isSignedBy,
		newNonce: randomId,
		newKey: () => randomId() as AuthorKey,
		report: options.report,
		retryMs,
		isUnpaced: options.isUnpaced ?? false,
	};
	const link = async (): Promise<RoomLink> => {
		const {port} = listener;
		const addresses = options.addresses?.(port) ?? [{host: listener.host, port}];
		return {addresses, pin: (await identity.promise).pin};
	};

	try {
		identity.resolve(await options.openIdentity());
	} catch (error) {
		await listener.close('', 0);
		await log.close();
		throw error;
	}

	return {
		link: await link(),
		host: listener.host,
		port: listener.port,
		hub,
		async stop(why) {
			await listener.close(why, serverLimits.drainWithin);
			await log.close();
		},
	};
}

const monotonic = (): number => performance.now();
const newId = (): EntryId => newEntryId(Date.now());
const randomId = (): string => randomBytes(16).toString('base64url');
const keyOf = (device: DeviceKey): AuthorKey =>
	digest(`chatroom author key ${device}`) as AuthorKey;

async function openOrClose(open: () => MessageLog, listener: Listener): Promise<MessageLog> {
	try {
		return open();
	} catch (error) {
		await listener.close('', 0);
		throw error;
	}
}
