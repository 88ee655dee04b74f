import {parseBody} from '../../protocol/body.ts';
import {Refusal} from '../../protocol/refusal.ts';
import {amending} from '../words/messages.ts';
import type {Action, Update} from './action.ts';
import {type Aim, aimAt, dropAim} from './aim.ts';
import {textOf} from './amend.ts';
import {change, type Context, lastOwn, react} from './amend-commands.ts';
import {inOpenRoom, inRoom, tell} from './change.ts';
import {type Command, parseCommand} from './command.ts';
import {complete} from './complete.ts';
import {type Editor, edit, type EditOperation, written} from './editor.ts';
import {withEmoji} from './emoji.ts';
import {expanded} from './pasted.ts';
import {followNewest, readAll} from './reading.ts';
import {run} from './run-command.ts';
import {acceptFound, searchWith} from './search-history.ts';
import {candidates} from './selectors.ts';
import {currentConversation, type State} from './state.ts';
import {say} from './submit.ts';
import {unfoldMessages} from './unfold.ts';

/** Changes the text being written, in the way that what it is for asks for. */
export function compose(state: State, operation: EditOperation): State {
	const {aim} = currentConversation(state);
	const unfolded = unfoldMessages(state, operation);
	if (unfolded) {
		return unfolded;
	}

	switch (aim?.type) {
		case 'search': {
			return searchWith(state, operation) ?? compose(acceptFound(state), operation);
		}

		case 'redact':
		case 'give-up': {
			return compose(dropAim(state), operation);
		}

		case 'edit': {
			return composeEdit(state, aim, operation);
		}

		case 'reply':
		case 'react': {
			return editComposer(state, editor => editOrRecall(editor, operation));
		}

		case undefined: {
			return composeMessage(state, operation);
		}
	}
}

function composeMessage(state: State, operation: EditOperation): State {
	const {editor, selected, room} = currentConversation(state);
	const last = lastToChange(state);
	if (last && operation.type === 'move' && operation.to === 'up') {
		return aimAt(state, {type: 'edit', re: last.entry.seq, text: textOf(last)}, textOf(last));
	}

	const changed = editComposer(state, before => editOrRecall(before, operation));
	const now = currentConversation(changed).editor;
	// A command may be about what is selected.
	const isWritten = selected !== undefined && now !== editor && !now.text.startsWith('/');
	return isWritten
		? inRoom(changed, room, conversation => ({...conversation, selected: undefined}))
		: changed;
}

// Whoever has just said something may want to say it better. After anything else that was typed here, Up leads to that.
function lastToChange(state: State) {
	const conversation = currentConversation(state);
	const {text, history} = conversation.editor;
	const isFresh = text === '' && history.at === history.entries.length;
	const said = isFresh ? lastOwn(conversation, state) : undefined;
	const typed = history.entries.at(-1);
	const isLast = typed === undefined || (said && parseSaid(typed) === textOf(said));
	return isLast && said?.entry.kind === 'message' ? said : undefined;
}

function parseSaid(line: string): string | undefined {
	const command = parseCommand(line);
	const body = command.type === 'say' ? parseBody(withEmoji(command.text)) : undefined;
	return body instanceof Refusal ? undefined : body;
}

// Up once more, before anything was changed, goes on to what was typed before.
function composeEdit(
	state: State,
	{text}: Extract<Aim, {type: 'edit'}>,
	operation: EditOperation,
): State {
	const {editor} = currentConversation(state);
	const edited = edit(editor, operation);
	const isUp = operation.type === 'move' && operation.to === 'up';
	return edited === editor && isUp && editor.text === text
		? editComposer(dropAim(state), before => edit(before, {type: 'recall', direction: 'previous'}))
		: editComposer(state, () => edited);
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

const editComposer = (state: State, make: (editor: Editor) => Editor): State =>
	inRoom(state, currentConversation(state).room, conversation => {
		const editor = make(conversation.editor);
		return editor === conversation.editor
			? conversation
			: {...conversation, editor, completion: undefined};
	});

/** Tab: opens a folded paste behind which the cursor stands, and completes words otherwise. */
export function completeWord(state: State, backwards: boolean): State {
	const {room, editor, completion: previous, aim} = currentConversation(state);
	if (aim?.type === 'search') {
		return acceptFound(state);
	}

	const opened = edit(editor, {type: 'unfold', here: true});
	if (opened !== editor) {
		return editComposer(state, () => opened);
	}

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

/** Enter: does what the text being written is for. */
export function submitComposer(
	state: State,
	{id, at}: Extract<Action, {type: 'submitted'}>,
): Update {
	const {aim, editor} = currentConversation(state);
	const text = written(editor);
	switch (aim?.type) {
		case 'search': {
			return [acceptFound(state)];
		}

		case 'redact':
		case 'give-up': {
			return [dropAim(state)];
		}

		case 'edit': {
			return submitEdit(state, aim, {id, at});
		}

		case 'react': {
			if (text.trim() === '') {
				return [dropAim(state)];
			}

			const [reacted, ...effects] = react(state, aim.re, text, {id, at});
			return effects.length > 0 || reacted.pending !== state.pending
				? [dropAim(reacted), ...effects]
				: [reacted];
		}

		case 'reply':
		case undefined: {
			return text.trim() === '' ? [state] : submitMessage(state, aim, {id, at});
		}
	}
}

function submitEdit(state: State, aim: Extract<Aim, {type: 'edit'}>, {id, at}: Context): Update {
	const text = withEmoji(written(currentConversation(state).editor));
	if (text === aim.text) {
		return [dropAim(state)];
	}

	const body = parseBody(text);
	if (body instanceof Refusal) {
		const why = body.code === 'empty' ? amending.emptyEdit : body.message;
		return [tell(state, why, at, 'error')];
	}

	const emptied = editComposer(state, editor => edit(editor, {type: 'submit'}));
	return body === aim.text
		? [dropAim(emptied)]
		: change(followNewest(readAll(dropAim(emptied))), aim.re, text, {id, at});
}

function submitMessage(
	state: State,
	aim: Extract<Aim, {type: 'reply'}> | undefined,
	{id, at}: Context,
): Update {
	const {room, editor} = currentConversation(state);
	const command = commandIn(editor);
	const body = command.type === 'say' ? parseBody(command.text) : undefined;
	if (body instanceof Refusal) {
		// What cannot be said stays where it can be made shorter.
		return [tell(state, body.message, at, 'error')];
	}

	const emptied = editComposer(state, before => edit(before, {type: 'submit'}));
	if (aim && body !== undefined && command.type === 'say' && command.kind === 'message') {
		const answering = followNewest(readAll(dropAim(emptied)));
		return say(answering, {id, room, kind: 'message', re: aim.re, text: body, at});
	}

	// What `/edit` and the like are about stays selected until they have been heeded.
	const read = followNewest(command.type === 'say' ? readAll(emptied) : emptied);
	const [next, ...effects] = run(read, command, {id, at});
	return [
		inOpenRoom(next, room, conversation => ({
			...conversation,
			selected: undefined,
			marked: undefined,
		})),
		...effects,
	];
}

// Only words have emoji, and what was pasted as a block stays as it is.
function commandIn({text, blocks}: Editor): Command {
	const command = parseCommand(text);
	return command.type === 'say' || command.type === 'tell'
		? {...command, text: expanded(withEmoji(command.text), blocks)}
		: parseCommand(expanded(text, blocks));
}
