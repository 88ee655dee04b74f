import {parseBody} from '../../protocol/body.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Action, Update} from './action.ts';
import {inRoom, tell} from './change.ts';
import {complete} from './complete.ts';
import {parseCommand} from './command.ts';
import {currentConversation, type State} from './state.ts';
import {type Editor, edit, type EditOperation} from './editor.ts';
import {lose, open, start} from './link.ts';
import {editField, moveFocus, submitConnect, submitName} from './prompts.ts';
import {recover} from './outbox.ts';
import {receive} from './receive.ts';
import {fetchOlder, run, show} from './run-command.ts';
import {candidates, othersHere} from './selectors.ts';
import {dismiss, dismissFailed} from './submit.ts';

/** The whole behaviour of the client. Pure: no clock, no socket, no random. */
export function update(state: State, action: Action): Update {
	switch (action.type) {
		case 'started': {
			return start(state);
		}

		case 'opened': {
			return open(state);
		}

		case 'received': {
			return receive(state, action.frame, action.at);
		}

		case 'recovered': {
			return [recover(state, action.messages)];
		}

		case 'lost': {
			return lose(state, action);
		}

		case 'edited': {
			const edited = editAnything(state, action.operation);
			return [state.isWarned ? {...edited, isWarned: false} : edited];
		}

		case 'submitted': {
			return submit(state, action);
		}

		case 'completed': {
			return [completeWord(state, action.backwards)];
		}

		case 'focus-moved': {
			return [moveFocus(state, action.by)];
		}

		case 'scrolled': {
			return scroll(state, action);
		}

		case 'told': {
			return [tell(state, action.text, action.at)];
		}

		case 'switched': {
			return [switchTo(state, action.to)];
		}

		case 'dismissed': {
			const {room} = currentConversation(state);
			const {id} = action;
			return [id === undefined ? dismissFailed(state, room) : dismiss(state, id)];
		}

		case 'cancelled': {
			return textOnScreen(state) === ''
				? leave(state, action.at)
				: [editAnything(state, {type: 'clear'})];
		}

		case 'ended': {
			return textUnderCursor(state) === ''
				? leave(state, action.at)
				: [editAnything(state, deleteRight)];
		}

		case 'quit': {
			return quit(state, action.why);
		}
	}
}

const deleteRight: EditOperation = {type: 'delete', to: 'right'};

function editAnything(state: State, operation: EditOperation): State {
	return state.screen === 'room'
		? editComposer(state, editor => editOrRecall(editor, operation))
		: editField(state, operation);
}

// Up on the first line, and down on the last, go through what was said before.
function editOrRecall(editor: Editor, operation: EditOperation): Editor {
	const edited = edit(editor, operation);
	const isStuck = edited === editor && operation.type === 'move';
	if (isStuck && operation.to === 'up') {
		return edit(editor, {type: 'recall', direction: 'previous'});
	}

	return isStuck && operation.to === 'down'
		? edit(editor, {type: 'recall', direction: 'next'})
		: edited;
}

const editComposer = (state: State, change: (editor: Editor) => Editor): State =>
	inRoom(state, currentConversation(state).room, conversation => {
		const editor = change(conversation.editor);
		return editor === conversation.editor
			? conversation
			: {...conversation, editor, completion: undefined};
	});

function completeWord(state: State, backwards: boolean): State {
	if (state.screen !== 'room') {
		return state;
	}

	const {room, editor, completion: previous} = currentConversation(state);
	const completion = complete(
		editor.text,
		editor.cursor,
		candidates(state),
		previous,
		backwards ? 'backwards' : 'forwards',
	);
	return completion
		? inRoom(state, room, conversation => ({
				...conversation,
				editor: edit(editor, {...completion, type: 'replace'}),
				completion,
			}))
		: state;
}

function submit(state: State, {id, at}: Extract<Action, {type: 'submitted'}>): Update {
	switch (state.screen) {
		case 'connect': {
			return submitConnect(state);
		}

		case 'name': {
			return submitName(state);
		}

		case 'room': {
			const {text} = currentConversation(state).editor;
			if (text.trim() === '') {
				return [state];
			}

			const command = parseCommand(text);
			const body = command.type === 'say' ? parseBody(command.text) : undefined;
			if (body instanceof Refusal) {
				// What cannot be said stays where it can be made shorter.
				return [tell(state, body.message, at, 'error')];
			}

			const emptied = editComposer(state, editor => edit(editor, {type: 'submit'}));
			return run(followNewest(emptied), command, {id, at});
		}
	}
}

// Who speaks wants to see what is said.
const followNewest = (state: State): State =>
	inRoom(state, currentConversation(state).room, conversation => ({
		...conversation,
		anchor: undefined,
		unread: 0,
	}));

function scroll(state: State, {anchor, nearTop}: Extract<Action, {type: 'scrolled'}>): Update {
	const {room} = currentConversation(state);
	const scrolled = inRoom(state, room, conversation => ({
		...conversation,
		anchor,
		unread: anchor ? conversation.unread : 0,
	}));
	return nearTop ? fetchOlder(scrolled) : [scrolled];
}

function switchTo(state: State, to: 'next' | 'previous' | number): State {
	const {conversations, current} = state;
	const count = conversations.length;
	const index = conversations.findIndex(({room}) => room === current);
	const target =
		to === 'next' ? (index + 1) % count : to === 'previous' ? (index + count - 1) % count : to;
	const conversation = conversations[target];
	return conversation ? show(state, conversation.room) : state;
}

// What is in a prompt was put there for convenience, and is not lost when one leaves.
const textOnScreen = (state: State): string =>
	state.screen === 'room' ? currentConversation(state).editor.text : '';

function textUnderCursor(state: State): string {
	const {screen, connect, name} = state;
	switch (screen) {
		case 'connect': {
			return connect.fields[connect.focus].text;
		}

		case 'name': {
			return name.editor.text;
		}

		case 'room': {
			return textOnScreen(state);
		}
	}
}

// A key pressed once too often may not close the room for others.
function leave(state: State, at: number): Update {
	const others = othersHere(state);
	if (!state.isHost || others === 0 || state.isWarned) {
		return quit(state);
	}

	const who = others === 1 ? 'one other person' : `${others} others`;
	const text = `This room is yours: if you leave, it closes for ${who}. The same key again leaves.`;
	return [{...tell(state, text, at), isWarned: true}];
}

const quit = (state: State, why?: string): Update => [
	{...state, link: {type: 'closing'}},
	{type: 'exit', why, exitCode: state.exitCode},
];
