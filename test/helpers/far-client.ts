import {createLink, type LinkEvent} from '../../source/client/connection/link.ts';
import type {Problem} from '../../source/client/connection/problem.ts';
import {createTrust, type Trust} from '../../source/client/connection/trust.ts';
import {createDevice, type Device} from '../../source/crypto/device.ts';
import type {Pin} from '../../source/protocol/ids.ts';
import type {ServerFrame} from '../../source/protocol/server-frame.ts';
import {untilEqual, within} from './patience.ts';

/** A host that is not this machine, so that its key matters; it is reached at a port of this machine all the same. */
export const far = {host: 'far.test', port: 12_312};

/** Whom one has met there. */
export type Memory = {pin?: Pin};

export function trustFar(memory: Memory, port: () => number, isEncrypted = true): Trust {
	const trust = createTrust(
		{
			pinOf: () => memory.pin,
			keep: (_, pin) => void (memory.pin = pin),
		},
		{isEncrypted},
	);
	return {
		placeOf: address => ({
			...trust.placeOf(address),
			addresses: [{host: '127.0.0.1', port: port()}],
		}),
	};
}

export type FarOptions = {
	readonly port: number | (() => number);
	readonly memory?: Memory;
	readonly isEncrypted?: boolean;
	readonly password?: string | undefined;
	readonly invite?: string | undefined;
	readonly device?: Device;
	readonly nick?: string;
	readonly run?: string;
};

/** Our own way to a server, as the client goes it, without a screen. It says hello by itself. */
export function goFar(options: FarOptions) {
	const {
		port,
		memory = {},
		isEncrypted,
		nick = 'ada',
		run,
		device = createDevice().device,
	} = options;
	const {password, invite} = options;
	const events: LinkEvent[] = [];
	const hello = (name = nick) =>
		link.send({type: 'hello', v: [1, 1], nick: name, backlog: 0, ...(run && {run})});
	const link = createLink(
		event => {
			events.push(event);
			if (event.type === 'opened') {
				hello();
			}
		},
		{
			credentials: {device, password, invite},
			trust: trustFar(memory, typeof port === 'number' ? () => port : port, isEncrypted),
			random: () => 0,
		},
	);
	const frames = () => events.flatMap(event => (event.type === 'frame' ? [event.frame] : []));
	const problems = (): readonly Problem[] =>
		events.flatMap(event => (event.type === 'lost' ? [event.problem] : []));
	link.open(far);
	return {
		...link,
		events,
		frames,
		problems,
		hello,
		/** What it hears of that type, once it does. */
		async hears<Type extends ServerFrame['type']>(type: Type, count = 1) {
			const of = () => frames().filter(frame => frame.type === type);
			await untilEqual(() => of().length >= count, true);
			return of()[count - 1] as Extract<ServerFrame, {type: Type}>;
		},
		async fails(): Promise<Problem> {
			await untilEqual(() => problems().length > 0, true);
			return problems()[0]!;
		},
		[Symbol.asyncDispose]: () => within(link.close(), () => 'the end of a client'),
	};
}
