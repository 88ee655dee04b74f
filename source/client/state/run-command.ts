import {parseBody, parseTopic} from '../../protocol/body.ts';
import type {ClientFrame} from '../../protocol/client-frame.ts';
import {type EntryId, isDirect, type RoomName} from '../../protocol/ids.ts';
import {limits} from '../../protocol/limits.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Update} from './action.ts';
import {describeVerbs} from './answers.ts';
import {inRoom, tell} from './change.ts';
import type {Command} from './command.ts';
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
			: say(state, {id, room: where, kind, text: body, at});
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
				return [tell(state, 'Only a room has a topic.', at, 'error')];
			}

			if (command.text === undefined) {
				return [tell(state, topic ? `Topic: ${topic}` : 'There is no topic.', at)];
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
			return ask(state, at, {type: 'search', text: command.text, limit: 20});
		}

		case 'help': {
			return [tell(state, describeVerbs(), at)];
		}

		case 'quit': {
			return [
				{...state, link: {type: 'closing'}},
				{type: 'exit', why: command.why, exitCode: 0},
			];
		}

		case 'nonsense': {
			return [tell(state, command.why, at, 'error')];
		}
	}
}

/** Older entries of the conversation on screen, if there are any and they are not on their way. */
export function fetchOlder(state: State): Update {
	const {room, hasOlder, isFetching, timeline} = currentConversation(state);
	if (!hasOlder || isFetching || state.link.type !== 'online') {
		return [state];
	}

	const first = timeline.items.find(item => item.type === 'said');
	const before = first?.type === 'said' ? {before: first.entry.seq} : {};
	const next = inRoom(state, room, conversation => ({...conversation, isFetching: true}));
	const frame = {type: 'history', room, ...before, limit: limits.backlogEntries} as const;
	return [next, {type: 'send', frame}];
}

/** Brings a conversation to the front, opening it if need be. */
export function show(state: State, room: RoomName): State {
	const opened = inRoom(state, room, conversation => ({
		...conversation,
		unread: conversation.anchor ? conversation.unread : 0,
	}));
	return {...opened, current: room};
}

const speakTo = ([state, ...effects]: Update, room: RoomName): Update => [
	show(state, room),
	...effects,
];

function ask(state: State, at: number, frame: ClientFrame): Update {
	return state.link.type === 'online'
		? [state, {type: 'send', frame}]
		: [tell(state, 'Not connected just now; try again in a moment.', at, 'error')];
}

function leave(state: State, room: RoomName, at: number): Update {
	const others = state.conversations.filter(other => other.room !== room);
	const [first] = isDirect(room) ? others : others.filter(other => !isDirect(other.room));
	if (!first) {
		return [tell(state, 'This is the only room you are in; /quit leaves the server.', at, 'error')];
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
