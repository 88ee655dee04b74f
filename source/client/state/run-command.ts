import {parseBody, parseTopic} from '../../protocol/body.ts';
import type {ClientFrame} from '../../protocol/client-frame.ts';
import {type EntryId, isDirect, type RoomName} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';
import {notices} from '../words/notices.ts';
import type {Update} from './action.ts';
import {changeLast, reactToLast, replaceInLast, takeBackLast} from './amend-commands.ts';
import {describeCommands} from './answers.ts';
import {comeBack, goAway, tellAway} from './away.ts';
import {inRoom, tell} from './change.ts';
import type {Command} from './command.ts';
import {find} from './find.ts';
import {order} from './orders.ts';
import {prefer} from './preference-commands.ts';
import {currentConversation, type Pending, type State} from './state.ts';
import {say} from './submit.ts';

type Context = {readonly id: EntryId; readonly at: number};

/** Does what a line asks for. Nothing typed is lost: what cannot be done says why. */
export function run(state: State, command: Command, {id, at}: Context): Update {
	const {room, topic} = currentConversation(state);
	const speak = (where: RoomName, kind: Pending['kind'], text: string): Update => {
		const body = kind === 'topic' ? parseTopic(text) : parseBody(text);
		return body instanceof Refusal
			? [tell(state, body.message, at, 'error')]
			: say(tellAway(state, where, at), {id, room: where, kind, text: body, at});
	};

	switch (command.type) {
		case 'say': {
			return speak(room, command.kind, command.text);
		}

		case 'tell': {
			return command.text === ''
				? [show(state, command.room)]
				: speakTo(speak(command.room, 'message', command.text), command.room);
		}

		case 'topic': {
			if (isDirect(room)) {
				return [tell(state, notices.topicNeedsRoom, at, 'error')];
			}

			if (command.text === undefined) {
				return [tell(state, notices.topicIs(topic), at)];
			}

			return speak(room, 'topic', command.text);
		}

		case 'nick': {
			return ask(state, at, {type: 'nick', nick: command.nick});
		}

		case 'join': {
			if (isDirect(command.room)) {
				return [show(state, command.room)];
			}

			return ask(state, at, {type: 'join', room: command.room, tag: 'join'});
		}

		case 'leave': {
			return leave(state, command.room ?? room, at);
		}

		case 'who': {
			return ask(state, at, {type: 'who', ...(isDirect(room) ? {} : {room})});
		}

		case 'rooms': {
			return ask(state, at, {type: 'rooms'});
		}

		case 'search': {
			return state.link.type === 'online'
				? find(state, command.text)
				: [tell(state, notices.notConnected, at, 'error')];
		}

		case 'edit': {
			return changeLast(state, command.text, {id, at});
		}

		case 'replace': {
			return replaceInLast(state, command, {id, at});
		}

		case 'delete': {
			return takeBackLast(state, {id, at});
		}

		case 'react': {
			return reactToLast(state, command.text, {id, at});
		}

		case 'help': {
			return [tell(state, describeCommands(state), at)];
		}

		case 'quit': {
			return [
				{...state, link: {type: 'closing'}},
				{type: 'exit', why: command.why, exitCode: 0},
			];
		}

		case 'notify':
		case 'ignore':
		case 'unignore':
		case 'mute':
		case 'unmute': {
			return prefer(state, command, at);
		}

		case 'order': {
			return order(state, command.text, {id, at});
		}

		case 'away': {
			return goAway(state, command.why, at);
		}

		case 'back': {
			return comeBack(state, at);
		}

		case 'export': {
			return [state, {type: 'export', room, file: command.file}];
		}

		case 'nonsense': {
			return [tell(state, command.why, at, 'error')];
		}
	}
}

/** Brings a conversation to the front, opening it if need be. */
export const show = (state: State, room: RoomName): State => ({
	...inRoom(state, room, conversation => conversation),
	current: room,
});

const speakTo = ([state, ...effects]: Update, room: RoomName): Update => [
	show(state, room),
	...effects,
];

function ask(state: State, at: number, frame: ClientFrame): Update {
	return state.link.type === 'online'
		? [state, {type: 'send', frame}]
		: [tell(state, notices.notConnected, at, 'error')];
}

function leave(state: State, room: RoomName, at: number): Update {
	const others = state.conversations.filter(other => other.room !== room);
	const [first] = isDirect(room) ? others : others.filter(other => !isDirect(other.room));
	if (!first) {
		return [tell(state, notices.onlyRoom, at, 'error')];
	}

	return isDirect(room)
		? [
				{
					...state,
					conversations: others,
					current: state.current === room ? first.room : state.current,
				},
			]
		: ask(state, at, {type: 'leave', room});
}
