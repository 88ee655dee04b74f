import {selectedKeys, type SelectionAction} from '../state/selection-keys.ts';
import {currentConversation} from '../state/state.ts';
import type {Store} from '../state/store.ts';
import type {Surface} from './press.ts';
import {measured} from './view-of.ts';

/** What a typed character does to the selected message. Undefined while none is, or something is written. */
export function selectionActionOf(text: string, {getState}: Store): SelectionAction | undefined {
	const state = getState();
	const {selected, aim, editor} = currentConversation(state);
	const isFree =
		selected !== undefined &&
		editor.text === '' &&
		(!aim || aim.type === 'redact' || aim.type === 'give-up');
	return state.screen === 'room' && isFree && Object.hasOwn(selectedKeys, text)
		? selectedKeys[text]
		: undefined;
}

/** Selects another message and brings it on screen. */
export function select(
	direction: 'previous' | 'next',
	{getState, dispatch}: Store,
	{messageArea}: Pick<Surface, 'messageArea'>,
): void {
	dispatch({type: 'selected', direction});
	const state = getState();
	const {selected, timeline, anchor} = currentConversation(state);
	// What is not in the log stands below all that is.
	if (typeof selected !== 'number') {
		dispatch({type: 'scrolled', anchor: undefined, nearTop: false});
		return;
	}

	const {layout, view} = measured(state, messageArea());
	const top = layout.scroll({...view, rows: 1}, view.rows - 1).anchor?.key ?? -Infinity;
	const {items, length} = timeline;
	const index = items.slice(0, view.rows).findIndex(({key}) => key >= selected);
	const nearTop = index >= 0;
	if (selected <= top) {
		dispatch({type: 'scrolled', anchor: {key: selected, below: 0, place: 'top'}, nearTop});
	} else if (anchor && selected >= anchor.key) {
		const isNewest = items[length - 1]?.key === selected;
		const below = isNewest ? undefined : {key: selected, below: 0};
		dispatch({type: 'scrolled', anchor: below, nearTop: false});
	} else if (nearTop) {
		dispatch({type: 'scrolled', anchor, nearTop});
	}
}

/** One of six reactions is chosen by its number alone. */
export function isQuickReaction(text: string, {getState}: Store): boolean {
	const state = getState();
	const {aim, editor} = currentConversation(state);
	return (
		state.screen === 'room' && aim?.type === 'react' && editor.text === '' && /^[1-6]$/.test(text)
	);
}
