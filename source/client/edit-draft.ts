import {editOutside} from './edit-outside.ts';
import {written} from './state/editor.ts';
import {currentConversation} from './state/state.ts';
import type {Store} from './state/store.ts';
import {editing} from './words/files.ts';

/** Has the text that is being written edited in the person's own editor, which `run` gives the terminal to. */
export async function editDraft(
	{getState, dispatch}: Store,
	editor: string | undefined,
	run: (work: () => Promise<void>) => Promise<void>,
): Promise<void> {
	const tell = (text: string): void => dispatch({type: 'told', text, at: Date.now()});
	const state = getState();
	if (state.screen !== 'room') {
		return;
	}

	if (editor === undefined) {
		tell(editing.noEditor);
		return;
	}

	let edited: string | Error | undefined;
	await run(async () => {
		edited = await editOutside(editor, written(currentConversation(state).editor)).catch(
			(error: Error) => error,
		);
	});
	if (edited instanceof Error) {
		tell(edited.message);
	} else if (edited !== undefined) {
		const operation = {type: 'replace', start: 0, end: Infinity, text: edited} as const;
		dispatch({type: 'edited', operation, at: Date.now()});
	}
}
