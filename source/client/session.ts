import type {EntryId, RoomName} from '../protocol/ids.ts';
import {newEntryId} from '../protocol/new-id.ts';
import {protocolVersion} from '../protocol/limits.ts';
import {createLink} from './connection/link.ts';
import type {Credentials} from './connection/login.ts';
import type {Trust} from './connection/trust.ts';
import {problemSentence} from './connection/problem.ts';
import {traceTo} from './debug-trace.ts';
import type {Outbox} from './outbox.ts';
import {followRooms, type RoomMemory} from './kept-rooms.ts';
import {tellTime} from './passing-time.ts';
import {exportConversation} from './export.ts';
import type {Outside} from './outside.ts';
import {followReading, type ReadPositions} from './read-positions.ts';
import type {Effect} from './state/action.ts';
import {tellReading} from './tell-reading.ts';
import type {Preferences} from './state/preferences.ts';
import {met} from './words/problems.ts';
import {initialState} from './state/state.ts';
import {unkept} from './words/files.ts';
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
	readonly credentials: Credentials;
	readonly trust: Trust;
	/** Names this run of the program, so that its own dead connections give way to it. */
	readonly run: string;
	readonly software: string;
	readonly remember: (used: {host: string; port: number; username: string}) => void;
	readonly debugFile: string | undefined;
	/** What the person wants to hear of, as far as that was kept. */
	readonly preferences?: Preferences;
	readonly keepPreferences?: (preferences: Preferences) => void;
	/** Where what is said is kept until the server has it. */
	readonly openOutbox?: (onTrouble: (code: string) => void) => Outbox;
	/** Where one remembers how far one has read. */
	readonly readPositions?: ReadPositions;
	/** Where one remembers which conversations one is in. */
	readonly roomMemory?: RoomMemory;
	/** Somebody has said which room to be in, and does not come back into those of the run before. */
	readonly isRoomChosen?: boolean;
	/** Tells the server, too, for one's other devices. */
	readonly tellsReading?: boolean;
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
	outside?: (effect: Outside) => void,
): ClientSession {
	const ended = Promise.withResolvers<number>();

	const perform = (effect: Effect): void => {
		switch (effect.type) {
			case 'connect': {
				link.open(effect);
				break;
			}

			case 'hello': {
				const {nick, rooms, resume} = effect;
				const {run, software} = settings;
				link.send({
					type: 'hello',
					v: [protocolVersion, protocolVersion],
					nick,
					run,
					software,
					rooms: [...rooms],
					...(resume && {resume}),
				});
				break;
			}

			case 'unlock': {
				settings.credentials.password = effect.password;
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

			case 'call':
			case 'copy':
			case 'open-link': {
				outside?.(effect);
				break;
			}

			case 'keep-preferences': {
				settings.keepPreferences?.(effect.preferences);
				break;
			}

			case 'export': {
				const conversation = store.getState().conversations.find(held => held.room === effect.room);
				if (conversation) {
					const text = exportConversation(conversation, effect.file, Date.now());
					store.dispatch({type: 'told', text, at: Date.now()});
				}

				break;
			}

			case 'exit': {
				const {why, exitCode} = effect;
				telling?.flush();
				void link.close({type: 'quit', ...(why !== undefined && {why})}).then(() => {
					settings.readPositions?.flush();
					settings.roomMemory?.flush();
					ended.resolve(exitCode);
				});
				break;
			}
		}
	};

	const {
		host,
		port,
		asksWhere,
		username,
		isNameChosen,
		room,
		isHost = false,
		preferences,
	} = settings;
	const screen = asksWhere ? 'connect' : isNameChosen ? 'room' : 'name';
	const store = createStore(
		initialState({screen, host, port, username, isNameChosen, room, isHost, preferences}),
		perform,
		{
			...(schedule && {schedule}),
			trace: settings.debugFile === undefined ? undefined : traceTo(settings.debugFile),
		},
	);

	tellTime(store, Date.now);
	const outbox = settings.openOutbox?.(code => {
		store.dispatch({type: 'told', text: unkept(code), at: Date.now()});
	});
	if (outbox) {
		keep(store, outbox);
	}

	const {roomMemory, isRoomChosen = false} = settings;
	const returning = roomMemory && followRooms(store, roomMemory, {recalls: !isRoomChosen});
	const reading = settings.readPositions && followReading(store, settings.readPositions);
	const telling = settings.tellsReading ? tellReading(store, frame => link.send(frame)) : undefined;

	// Told once one is in.
	let newcomer: string | undefined;
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

				telling?.heard(frame);
				if (frame.type === 'welcome') {
					reading?.enter(frame.log, frame.head, frame.nick);
					returning?.enter(frame.log, frame.nick);
				}

				store.dispatch({type: 'received', frame, at});
				if (newcomer !== undefined) {
					store.dispatch({type: 'told', text: newcomer, at});
					newcomer = undefined;
				}

				break;
			}

			case 'met': {
				const {address} = store.getState();
				newcomer = met(`${address.host}:${address.port}`, event.counterpart);
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
	}, settings);

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
