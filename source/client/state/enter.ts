import {isDirect, type LogId, noSeq} from '../../protocol/ids.ts';
import type {ServerFrameOf} from '../../protocol/server-frame.ts';
import {notices} from '../words/notices.ts';
import type {Effect, Update} from './action.ts';
import {awayAgain} from './away.ts';
import {inEveryRoom, tell} from './change.ts';
import {newConversation} from './conversation.ts';
import {enterItsRooms, sortOut} from './outbox.ts';
import {comeIn} from './returning.ts';
import {named} from './own.ts';
import type {State} from './state.ts';
import {pump} from './submit.ts';

/** The server has let us in. */
export function enter(state: State, frame: ServerFrameOf<'welcome'>, at: number): Update {
	// Once is enough: each time writes a file and may begin the history anew.
	if (state.link.type === 'online') {
		return [state];
	}

	const {nick, tag, server, log, resumed, operator: isOperator = false} = frame;
	const entered: State = {
		...state,
		screen: 'room',
		link: {type: 'online'},
		nick: nick ?? state.nick,
		tag,
		names: nick ? named(state, nick) : state.names,
		server,
		// Until all is caught up there is nothing to resume: a connection that breaks before begins anew.
		log: resumed === 'resumed' ? state.log : undefined,
		logId: log,
		isOperator,
		exitCode: 0,
	};
	const fresh = isAnother(state, log, resumed) ? startOver(entered, at) : comeBack(entered);
	const {host, port} = state.address;
	const remember: Effect[] = nick ? [{type: 'remember', host, port, username: nick}] : [];
	const [placed, ...joins] = enterItsRooms(sortOut(fresh, log));
	const [back, ...returns] = comeIn(placed);
	const [next, ...sends] = pump(back);
	return [next, ...remember, ...joins, ...returns, ...sends, ...awayAgain(next)];
}

const isAnother = ({logId}: State, log: LogId, resumed: string): boolean =>
	resumed === 'reset' || (logId !== undefined && logId !== log);

// A connection that breaks while it catches up leaves the line where it was.
const comeBack = (state: State): State =>
	inEveryRoom(state, held => {
		const isEmpty = state.log !== undefined && !isDirect(held.room);
		return {...held, leftAt: held.leftAt ?? held.lastSeq ?? (isEmpty ? noSeq : undefined)};
	});

// Nothing of another history may stand beside this one, but what is being written stays.
function startOver(state: State, at: number): State {
	const conversations = state.conversations.map(({room, editor}) => ({
		...newConversation(room),
		editor,
	}));
	const emptied = {...state, conversations};
	return tell(emptied, notices.historyReplaced, at);
}
