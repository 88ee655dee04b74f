import {clean} from '../../protocol/body.ts';
import {mostPastedLines} from '../state/pasted.ts';
import type {Store} from '../state/store.ts';
import {describeKeys} from './key-map.ts';
import type {Surface} from './press.ts';
import {isQuickReaction, selectionActionOf} from './press-selected.ts';

/** What typed text does: a single key may be about the selected message, all else is written. */
export function typeText(text: string, store: Store, surface: Surface): void {
	// Fast keys come together.
	const [first = ''] = text;
	if (actAlone(first, store, surface)) {
		const rest = text.slice(first.length);
		if (rest !== '') {
			typeText(rest, store, surface);
		}

		return;
	}

	store.dispatch({type: 'edited', operation: {type: 'insert', text}, at: surface.now()});
}

function actAlone(key: string, store: Store, {newId, now}: Surface): boolean {
	const {dispatch} = store;
	const at = now();
	const does = selectionActionOf(key, store);
	if (does === 'help') {
		dispatch({type: 'told', text: describeKeys(), at});
	} else if (does) {
		dispatch({type: 'acted', does, id: newId(), at});
	} else if (isQuickReaction(key, store)) {
		dispatch({type: 'edited', operation: {type: 'insert', text: key}, at});
		dispatch({type: 'submitted', id: newId(), at});
	} else {
		return false;
	}

	return true;
}

/** What others made may hold anything; what is long is shown as one block. */
export function pasteText(pasted: string, {dispatch, getState}: Store, {now}: Surface): void {
	const text = clean(pasted);
	const isLong = text.split('\n').length > mostPastedLines && getState().screen === 'room';
	const whole = text + (pasted.endsWith('\n') ? '\n' : '');
	const operation = isLong
		? ({type: 'fold', text} as const)
		: ({type: 'insert', text: whole} as const);
	dispatch({type: 'edited', operation, at: now()});
}
