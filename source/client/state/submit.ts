import type {Body} from '../../protocol/body.ts';
import type {Entry} from '../../protocol/entry.ts';
import {type EntryId, isDirect, type RoomName, type Seq} from '../../protocol/ids.ts';
import {limits} from '../../protocol/limits.ts';
import {failures} from '../words/messages.ts';
import type {Effect, Update} from './action.ts';
import type {Pending, State} from './state.ts';

/** Adds a message to those on their way, and sends it as soon as it may be sent. */
export function say(
	state: State,
	message: {
		readonly id: EntryId;
		readonly room: RoomName;
		readonly kind: Pending['kind'];
		readonly re?: Seq;
		readonly text: Body;
		readonly at: number;
	},
): Update {
	const pending = {...message, log: state.logId, isSent: false, failed: undefined};
	return pump({...state, pending: [...state.pending, pending]});
}

/** Sends what waits, in order, as far as the limit of unanswered messages allows. */
export function pump(state: State): Update {
	if (state.link.type !== 'online') {
		return [state];
	}

	const effects: Effect[] = [];
	let free = limits.inFlight - state.pending.filter(({isSent}) => isSent).length;
	const pending = state.pending.map(message => {
		if (message.isSent || message.failed !== undefined || free <= 0) {
			return message;
		}

		free--;
		effects.push({type: 'send', frame: sayFrame(message)});
		return {...message, isSent: true};
	});
	return effects.length > 0 ? [{...state, pending}, ...effects] : [state];
}

/** The log has it. */
export function settle(state: State, id: EntryId): Update {
	const pending = state.pending.filter(message => message.id !== id);
	return pending.length === state.pending.length ? [state] : pump({...state, pending});
}

/** The same by what was heard. Another text under the id is not what was said here: the ack will tell. */
export function settleHeard(state: State, entries: readonly Entry[]): Update {
	if (state.pending.length === 0) {
		return [state];
	}

	const heard = new Map(entries.map(({id, text}) => [id, text]));
	const pending = state.pending.filter(({id, text}) => heard.get(id) !== text);
	return pending.length === state.pending.length ? [state] : pump({...state, pending});
}

/** The id was used before, and the first text stays. What was said now is kept where it can be read. */
export const alter = (state: State, id: EntryId): Update => fail(state, id, failures.anotherText);

/** The server said no: it stays on screen, with the reason. */
export function fail(state: State, id: EntryId, why: string): Update {
	const pending = state.pending.map(message =>
		message.id === id ? {...message, isSent: false, failed: why} : message,
	);
	return pump({...state, pending});
}

/** Tries again what the server said no to, under the same ids. */
export function retryFailed(state: State, room: RoomName): Update {
	const pending = state.pending.map(message =>
		message.failed !== undefined && message.room === room
			? {...message, failed: undefined}
			: message,
	);
	return pump({...state, pending});
}

/** The same for one of them. */
export const retry = (state: State, id: EntryId): Update =>
	pump({
		...state,
		pending: state.pending.map(message =>
			message.id === id ? {...message, failed: undefined} : message,
		),
	});

/** Takes away what the server said no to, once it has been read. */
export function dismissFailed(state: State, room: RoomName): State {
	const pending = state.pending.filter(
		message => message.failed === undefined || message.room !== room,
	);
	return pending.length === state.pending.length ? state : withoutEmpty({...state, pending}, room);
}

/** The same for one of them, wherever it was said. */
export const dismiss = (state: State, id: EntryId): State => ({
	...state,
	pending: state.pending.filter(message => message.failed === undefined || message.id !== id),
});

/** The same by whoever sees it there. */
export const giveUp = (state: State, id: EntryId, room: RoomName): State =>
	withoutEmpty(dismiss(state, id), room);

// A direct conversation with somebody who was not there was none.
function withoutEmpty(state: State, room: RoomName): State {
	const {conversations, current, pending} = state;
	const isEmpty = conversations.some(
		({room: name, timeline, editor}) =>
			name === room && isDirect(name) && timeline.length === 0 && editor.text === '',
	);
	if (!isEmpty || pending.some(message => message.room === room)) {
		return state;
	}

	const others = conversations.filter(({room: name}) => name !== room);
	const next = others[0];
	return next
		? {...state, conversations: others, current: current === room ? next.room : current}
		: state;
}

/** The connection is gone: whatever was unanswered is sent again over the next, under the same id. */
export const unsend = (state: State): State => ({
	...state,
	pending: state.pending.map(message => (message.isSent ? {...message, isSent: false} : message)),
});

function sayFrame({room, id, kind, text, re}: Pending) {
	return {type: 'say', room, id, kind, text, ...(re !== undefined && {re})} as const;
}
