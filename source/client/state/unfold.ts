import {inRoom} from './change.ts';
import {edit, type EditOperation} from './editor.ts';
import {currentConversation, type State} from './state.ts';

/** Where no folded paste is to be opened, the same key shows long messages whole, or folds them again. Undefined when that is not what it is for. */
export function unfoldMessages(state: State, operation: EditOperation): State | undefined {
	const {room, editor} = currentConversation(state);
	return operation.type === 'unfold' && !operation.here && edit(editor, operation) === editor
		? inRoom(state, room, conversation => ({...conversation, showsAll: !conversation.showsAll}))
		: undefined;
}
