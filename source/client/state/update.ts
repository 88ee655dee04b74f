import {notices} from '../words/notices.ts';
import type {Action, Update} from './action.ts';
import {dropAim} from './aim.ts';
import {tell} from './change.ts';
import {idle} from './away.ts';
import {compose, completeWord, submitComposer} from './composing.ts';
import {currentConversation, type State} from './state.ts';
import type {EditOperation} from './editor.ts';
import {lose, open, start} from './link.ts';
import {choose, closeFound, openChosen} from './find.ts';
import {jump} from './jump.ts';
import {forgetOutcome, tellOutcome} from './outcome.ts';
import {submitPassword} from './password.ts';
import {editField, moveFocus, submitConnect, submitName} from './prompts.ts';
import {recover} from './outbox.ts';
import {scroll, switchTo} from './reading.ts';
import {receive} from './receive.ts';
import {recall} from './returning.ts';
import {searchBack} from './search-history.ts';
import {actOnSelected, deselect, select} from './selection.ts';
import {othersHere} from './selectors.ts';
import {dismiss, dismissFailed, retryFailed} from './submit.ts';
import {followEyes} from './unread.ts';
import {forgetTypists, withTyping} from './typing.ts';
import {followSelected} from './unsaid.ts';

/** The whole behaviour of the client. Pure: no clock, no socket, no random. */
export function update(state: State, action: Action): Update {
	const at = changesText(action) ? action.at : undefined;
	const happened = happen(state, action);
	const [next, ...effects] = at === undefined ? happened : withTyping(state, happened, at);
	const settled = forgetOutcome(state, followSelected(state, next), action);
	return [followEyes(state, settled), ...effects];
}

function happen(state: State, action: Action): Update {
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
			return [state.screen === 'room' ? completeWord(state, action.backwards) : state];
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

		case 'outcome-told': {
			return [tellOutcome(state, action.text, action.at)];
		}

		case 'switched': {
			return [switchTo(state, action.to)];
		}

		case 'positions-read': {
			return [{...state, seenBefore: action.positions}];
		}

		case 'rooms-recalled': {
			return [recall(state, action.rooms)];
		}

		case 'jumped': {
			return jump(state, action.to, action.at);
		}

		case 'hit-chosen': {
			return choose(state, action.by);
		}

		case 'hit-opened': {
			return openChosen(state, action.at);
		}

		case 'search-closed': {
			return [closeFound(state)];
		}

		case 'focus-changed': {
			return [{...state, hasFocus: action.hasFocus}];
		}

		case 'idle-changed': {
			return idle(state, action.isIdle);
		}

		case 'dismissed': {
			if (state.screen === 'password') {
				return quit(state);
			}

			return [action.id === undefined ? leaveWhatIsOpen(state) : dismiss(state, action.id)];
		}

		case 'cancelled': {
			if (hasAim(state)) {
				return [dropAim(state)];
			}

			return textOnScreen(state) === ''
				? leave(state, action.at)
				: [editAnything(state, {type: 'clear'})];
		}

		case 'ended': {
			if (hasAim(state) && textUnderCursor(state) === '') {
				return [dropAim(state)];
			}

			return textUnderCursor(state) === ''
				? leave(state, action.at)
				: [editAnything(state, deleteRight)];
		}

		case 'selected': {
			return [select(state, action.direction)];
		}

		case 'deselected': {
			return [deselect(state)];
		}

		case 'acted': {
			return actOnSelected(state, action.does, action);
		}

		case 'searched-back': {
			return [state.screen === 'room' ? searchBack(state) : state];
		}

		case 'retried': {
			return retryFailed(state, state.current);
		}

		case 'passed': {
			return [forgetTypists(state, action.at)];
		}

		case 'quit': {
			return quit(state, action.why);
		}
	}
}

const deleteRight: EditOperation = {type: 'delete', to: 'right'};

function editAnything(state: State, operation: EditOperation): State {
	return state.screen === 'room' ? compose(state, operation) : editField(state, operation);
}

function submit(state: State, action: Extract<Action, {type: 'submitted'}>): Update {
	switch (state.screen) {
		case 'connect': {
			return submitConnect(state);
		}

		case 'name': {
			return submitName(state);
		}

		case 'password': {
			return submitPassword(state);
		}

		case 'room': {
			return submitComposer(state, action);
		}
	}
}

const changesText = (action: Action) =>
	action.type === 'edited' || action.type === 'submitted' || action.type === 'cancelled';

const hasAim = (state: State): boolean =>
	state.screen === 'room' && currentConversation(state).aim !== undefined;

// One thing after the other, the innermost first.
function leaveWhatIsOpen(state: State): State {
	const {aim, selected, marked, room} = currentConversation(state);
	return aim
		? dropAim(state)
		: (selected ?? marked) !== undefined
			? deselect(state)
			: dismissFailed(state, room);
}

// What is in a prompt was put there for convenience, and is not lost when one leaves.
const textOnScreen = (state: State): string =>
	state.screen === 'room' ? currentConversation(state).editor.text : '';

function textUnderCursor(state: State): string {
	const {screen, connect} = state;
	switch (screen) {
		case 'connect': {
			return connect.fields[connect.focus].text;
		}

		case 'name':
		case 'password': {
			return state[screen].editor.text;
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

	return [{...tell(state, notices.leavingCloses(others), at), isWarned: true}];
}

const quit = (state: State, why?: string): Update => [
	{...state, link: {type: 'closing'}},
	{type: 'exit', why, exitCode: state.exitCode},
];
