import type {EntryId, Seq} from '../../protocol/ids.ts';
import {composerMarks} from '../words/hints.ts';
import {inRoom} from './change.ts';
import type {Conversation} from './conversation.ts';
import {type Editor, edit} from './editor.ts';
import {currentConversation, type State} from './state.ts';

/** What the text being written is for, when it is no message of its own. */
export type Aim =
	| {readonly type: 'reply'; readonly re: Seq}
	/** With the text as it is there now. */
	| {readonly type: 'edit'; readonly re: Seq; readonly text: string}
	| {readonly type: 'react'; readonly re: Seq}
	/** The same key again takes it back. */
	| {readonly type: 'redact'; readonly re: Seq}
	/** The same, of what could not be said. */
	| {readonly type: 'give-up'; readonly id: EntryId}
	/** Looking for what was said before; with the text as it was, for who gives up. */
	| {
			readonly type: 'search';
			readonly query: string;
			/** Which line of the input history is shown; undefined while none is. */
			readonly at: number | undefined;
			readonly isMissing: boolean;
			readonly before: Editor;
	  };

/** The mark before the text being written. */
export function promptOf({aim}: Pick<Conversation, 'aim'>): string {
	switch (aim?.type) {
		case 'reply':
		case 'edit':
		case 'react': {
			return composerMarks[aim.type];
		}

		case 'search': {
			return composerMarks.search(aim);
		}

		case 'redact':
		case 'give-up':
		case undefined: {
			return composerMarks.message;
		}
	}
}

/** The composer is for this now, with the text to begin with; without one, with what stands there. */
export const aimAt = (state: State, aim: Aim, text?: string): State =>
	inRoom(state, currentConversation(state).room, conversation => ({
		...conversation,
		aim,
		completion: undefined,
		editor: text === undefined ? conversation.editor : filled(conversation.editor, text),
	}));

/** Back to messages. What was written of an answer stays; what was another message's text goes. */
export const dropAim = (state: State): State =>
	inRoom(state, currentConversation(state).room, conversation => {
		const {aim, editor} = conversation;
		return {...conversation, aim: undefined, selected: undefined, editor: editorAfter(aim, editor)};
	});

function editorAfter(aim: Aim | undefined, editor: Editor): Editor {
	switch (aim?.type) {
		case 'edit':
		case 'react': {
			return edit(editor, {type: 'clear'});
		}

		case 'search': {
			return aim.before;
		}

		case 'reply':
		case 'redact':
		case 'give-up':
		case undefined: {
			return editor;
		}
	}
}

export const filled = (editor: Editor, text: string): Editor =>
	edit(editor, {type: 'replace', start: 0, end: editor.text.length, text});
