import type {EntryId, RoomName, Secret} from '../protocol/ids.ts';
import {newEntryId} from '../protocol/new-id.ts';
import {protocolVersion} from '../protocol/limits.ts';
import {createLink} from './connection/link.ts';
import {problemSentence} from './connection/problem.ts';
import {isThisMachine} from './connection/this-machine.ts';
import {traceTo} from './debug-trace.ts';
import type {Outbox} from './outbox.ts';
import type {Effect} from './state/action.ts';
import {initialState} from './state/state.ts';
import {createStore, type Store, type StoreOptions} from './state/store.ts';

export type ClientSettings = {
	readonly host: string;
	readonly port: number;
	/** Nobody said where to: the person is asked. */
	readonly asksWhere: boolean;
	/** The name to use, or to offer. */
	readonly username: string;
	readonly isNameChosen: boolean;
	readonly room: RoomName;
	/** The room is this program's own. */
	readonly isHost?: boolean;
	readonly key: Secret;
	/** Of the server; given only where nobody can listen. */
	readonly password?: string | undefined;
	/** Names this run of the program, so that its own dead connections give way to it. */
	readonly run: string;
	readonly software: string;
	readonly remember: (used: {host: string; port: number; username: string}) => void;
	readonly debugFile: string | undefined;
	/** Where what is said is kept until the server has it. */
	readonly openOutbox?: (onTrouble: (code: string) => void) => Outbox;
};

/** What a screen of any kind is built around: the state, and all that happens outside it but drawing. */
export type ClientSession = {
	readonly store: Store;
	/** Resolves to the exit status once the person wants to leave and the server has been told. */
	readonly ended: Promise<number>;
};

/** Milliseconds that only ever go on, whoever sets the clock. */
export const monotonic = (): number => performance.now();

export const newId = (): EntryId => newEntryId(Date.now());

export function createSession(
	settings: ClientSettings,
	schedule?: NonNullable<StoreOptions['schedule']>,
): ClientSession {
	const ended = Promise.withResolvers<number>();

	let connectedTo = settings.host;
	const perform = (effect: Effect): void => {
		switch (effect.type) {
			case 'connect': {
				connectedTo = effect.host;
				link.open(effect);
				break;
			}

			case 'hello': {
				const {nick, rooms, resume} = effect;
				const {key, password, run, software} = settings;
				link.send({
					type: 'hello',
					v: [protocolVersion, protocolVersion],
					nick,
					key,
					...(password !== undefined && isThisMachine(connectedTo) && {password}),
					run,
					software,
					rooms: [...rooms],
					...(resume && {resume}),
				});
				break;
			}

			case 'send': {
				link.send(effect.frame);
				break;
			}

			case 'reconnect': {
				link.reconnect();
				break;
			}

			case 'remember': {
				settings.remember(effect);
				break;
			}

			case 'exit': {
				const {why, exitCode} = effect;
				void link
					.close({type: 'quit', ...(why !== undefined && {why})})
					.then(() => ended.resolve(exitCode));
				break;
			}
		}
	};

	const {host, port, asksWhere, username, isNameChosen, room, isHost = false} = settings;
	const screen = asksWhere ? 'connect' : 'room';
	const store = createStore(
		initialState({screen, host, port, username, isNameChosen, room, isHost}),
		perform,
		{
			...(schedule && {schedule}),
			trace: settings.debugFile === undefined ? undefined : traceTo(settings.debugFile),
		},
	);

	const outbox = settings.openOutbox?.(code => {
		const text = `What you say cannot be kept on this disk (${code}): if the program is killed before the server has it, it is lost.`;
		store.dispatch({type: 'told', text, at: Date.now()});
	});
	if (outbox) {
		keep(store, outbox);
	}

	const link = createLink(event => {
		const at = Date.now();
		switch (event.type) {
			case 'opened': {
				store.dispatch({type: 'opened'});
				break;
			}

			case 'frame': {
				const {frame} = event;
				const {logId, address} = store.getState();
				if (outbox && frame.type === 'welcome' && frame.log !== logId) {
					const messages = outbox.take(frame.log, address);
					store.dispatch({type: 'recovered', messages});
				}

				store.dispatch({type: 'received', frame, at});
				break;
			}

			case 'lost': {
				const {address} = store.getState();
				const why = problemSentence(event.problem, `${address.host}:${address.port}`);
				const retryAt = event.retryMs === undefined ? undefined : monotonic() + event.retryMs;
				store.dispatch({type: 'lost', why, retryAt, at});
				break;
			}
		}
	});

	return {store, ended: ended.promise};
}

// A store tells at once of what a person did, and before anything is sent: what is on its way is on the disk.
function keep({getState, subscribe}: Store, outbox: Outbox): void {
	let {pending} = getState();
	subscribe(() => {
		const {pending: now, address} = getState();
		if (now !== pending) {
			pending = now;
			outbox.hold(now, address);
		}
	});
}
