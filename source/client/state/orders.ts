import {type EntryId, isDirect, type RoomName} from '../../protocol/ids.ts';
import type {ServerFrameOf} from '../../protocol/server-frame.ts';
import {notices} from '../words/notices.ts';
import type {Update} from './action.ts';
import {tell, tellIn} from './change.ts';
import {currentConversation, type State} from './state.ts';

/** An order that was given: how, and where the answer is to be shown. */
export type Given = {readonly tag: string; readonly room: RoomName; readonly text: string};

/** More are not waited for. */
const mostGiven = 100;

/** Has the server do what only those may ask for who look after a room, or all. */
export function order(
	state: State,
	text: string,
	{id, at}: {readonly id: EntryId; readonly at: number},
): Update {
	if (state.link.type !== 'online') {
		return [tell(state, notices.notConnected, at, 'error')];
	}

	const {room} = currentConversation(state);
	const where = isDirect(room) ? {} : {room};
	const given: Given = {tag: `order/${id}`, room, text};
	return [
		{...state, orders: [...state.orders, given].slice(-mostGiven)},
		{type: 'send', frame: {type: 'command', text, ...where, tag: given.tag}},
	];
}

/** Tells what became of an order where it was given; undefined when it is about none. */
export function answerOrder(
	state: State,
	{type, tag, text}: ServerFrameOf<'told'> | ServerFrameOf<'refused'>,
	at: number,
): State | undefined {
	const given = state.orders.find(order => order.tag === tag);
	if (!given) {
		return undefined;
	}

	const answered = {...state, orders: state.orders.filter(other => other !== given)};
	const tone = type === 'refused' ? 'error' : 'info';
	// Of some orders the history tells.
	return text === undefined ? answered : tellIn(answered, given.room, text, {at, tone});
}

/** Over the next connection no answer comes: whoever gave an order sees for themselves what became of it. */
export const forgetOrders = (state: State, at: number): State =>
	state.orders.reduce(
		(before, {room, text}) =>
			tellIn(before, room, notices.orderUnanswered(text), {at, tone: 'error'}),
		state.orders.length === 0 ? state : {...state, orders: []},
	);
