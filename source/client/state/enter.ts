import type {LogId} from '../../protocol/ids.ts';
import type {ServerFrameOf} from '../../protocol/server-frame.ts';
import type {Effect, Update} from './action.ts';
import {awayAgain} from './away.ts';
import {tell} from './change.ts';
import {newConversation} from './conversation.ts';
import {enterItsRooms, sortOut} from './outbox.ts';
import type {State} from './state.ts';
import {pump} from './submit.ts';

/** The server has let us in. */
export function enter(state: State, frame: ServerFrameOf<'welcome'>, at: number): Update {
	// Once is enough: each time writes a file and may begin the history anew.
	if (state.link.type === 'online') {
		return [state];
	}

	const {nick, tag, server, log, resumed} = frame;
	const entered: State = {
		...state,
		screen: 'room',
		link: {type: 'online'},
		nick: nick ?? state.nick,
		tag,
		server,
		// Until all is caught up there is nothing to resume: a connection that breaks before begins anew.
		log: resumed === 'resumed' ? state.log : undefined,
		logId: log,
		exitCode: 0,
	};
	const fresh = isAnother(state, log, resumed) ? startOver(entered, at) : entered;
	const {host, port} = state.address;
	const remember: Effect[] = nick ? [{type: 'remember', host, port, username: nick}] : [];
	const [placed, ...joins] = enterItsRooms(sortOut(fresh, log));
	const [next, ...sends] = pump(placed);
	return [next, ...remember, ...joins, ...sends, ...awayAgain(next)];
}

const isAnother = ({logId}: State, log: LogId, resumed: string): boolean =>
	resumed === 'reset' || (logId !== undefined && logId !== log);

// Nothing of another history may stand beside this one, but what is being written stays.
function startOver(state: State, at: number): State {
	const conversations = state.conversations.map(({room, editor}) => ({
		...newConversation(room),
		editor,
	}));
	const emptied = {...state, conversations};
	return tell(emptied, "The server's history was replaced; this is what it holds now.", at);
}
