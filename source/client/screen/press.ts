import type {Action} from '../state/action.ts';
import {currentConversation} from '../state/state.ts';
import {isFindOpen} from '../state/find.ts';
import type {Store} from '../state/store.ts';
import type {Key, KeyEvent} from '../terminal/key-event.ts';
import {describeKeys, type KeyCommand, lookUp, prefixOf} from './key-map.ts';
import {chooseHit} from './press-found.ts';
import {select} from './press-selected.ts';
import {pasteText, typeText} from './press-text.ts';
import {measured} from './view-of.ts';
import {wheelOf} from '../terminal/modes.ts';

export type Surface = {
	/** The part of the screen that shows messages, in columns and rows. */
	readonly messageArea: () => {readonly columns: number; readonly rows: number};
	readonly redraw: () => void;
	readonly suspend: () => void;
	/** Has the text being written edited by another program. */
	readonly editOutside?: () => void;
	readonly newId: () => Extract<Action, {type: 'submitted'}>['id'];
	/** Milliseconds since the epoch. */
	readonly now: () => number;
};

const wheelRows = 3;

/** What a key does, in the situation it finds. */
export function press(event: KeyEvent, store: Store, surface: Surface): void {
	noteFocus(event, store);
	const prefix = prefixes.get(store);
	if (event.type !== 'focus' && event.type !== 'reply') {
		prefixes.delete(store);
	}

	switch (event.type) {
		case 'text': {
			store.dispatch({type: 'search-closed'});
			typeText(event.text, store, surface);
			break;
		}

		case 'paste': {
			store.dispatch({type: 'search-closed'});
			pasteText(event.text, store, surface);
			break;
		}

		case 'key': {
			pressKey(event, store, surface, prefix);
			break;
		}

		case 'mouse': {
			const turned = wheelOf(event.sequence);
			if (turned !== 0) {
				scroll(store, surface, wheelRows * turned);
			}

			break;
		}

		case 'focus':
		case 'reply': {
			break;
		}
	}
}

// Not every terminal tells when its window has the keys again, but whoever types there has them.
function noteFocus(event: KeyEvent, {getState, dispatch}: Store): void {
	if (event.type === 'focus') {
		dispatch({type: 'focus-changed', hasFocus: event.focused});
	} else if (['key', 'text', 'paste'].includes(event.type) && getState().hasFocus === false) {
		dispatch({type: 'focus-changed', hasFocus: true});
	}
}

// The first of two keys, until the second comes.
const prefixes = new WeakMap<Store, string>();

function pressKey(key: Key, store: Store, surface: Surface, prefix: string | undefined): void {
	const {dispatch} = store;
	const begun = prefix === undefined ? prefixOf(key) : undefined;
	if (begun !== undefined) {
		prefixes.set(store, begun);
		return;
	}

	if (key.name === 'char' && key.alt && !key.ctrl && /^[1-9]$/.test(key.char)) {
		dispatch({type: 'switched', to: Number(key.char) - 1});
		return;
	}

	const does = prefix === undefined ? (inPlace(key, store) ?? lookUp(key)) : lookUp(key, prefix);
	const {rows} = surface.messageArea();
	if (isFindOpen(store.getState()) && chooseHit(does, store, {rows, at: surface.now()})) {
		return;
	}

	if (typeof does === 'object') {
		dispatch({type: 'edited', operation: does, at: surface.now()});
	} else if (does) {
		perform(does, store, surface);
	}
}

// Home and End belong to the text while there is one, and to the messages otherwise.
function inPlace(key: Key, {getState}: Store): KeyCommand | undefined {
	const state = getState();
	if (state.screen !== 'room' || key.ctrl || key.alt || key.shift) {
		return undefined;
	}

	const {anchor, editor, selected, marked} = currentConversation(state);
	const isShown = (selected ?? marked) !== undefined;
	if (key.name === 'end' && (anchor || (isShown && editor.text === ''))) {
		return 'newest';
	}

	return key.name === 'home' && editor.text === '' ? 'oldest' : undefined;
}

function perform(command: KeyCommand, store: Store, surface: Surface): void {
	const {dispatch, getState} = store;
	const isPrompt = getState().screen === 'connect';
	const page = Math.max(1, surface.messageArea().rows - 2);
	switch (command) {
		case 'submit': {
			dispatch({type: 'submitted', id: surface.newId(), at: surface.now()});
			break;
		}

		case 'complete':
		case 'complete-back': {
			const backwards = command === 'complete-back';
			dispatch(
				isPrompt ? {type: 'focus-moved', by: backwards ? -1 : 1} : {type: 'completed', backwards},
			);
			break;
		}

		case 'page-up': {
			scroll(store, surface, page);
			break;
		}

		case 'page-down': {
			scroll(store, surface, -page);
			break;
		}

		case 'row-up': {
			scroll(store, surface, 1);
			break;
		}

		case 'row-down': {
			scroll(store, surface, -1);
			break;
		}

		case 'oldest':
		case 'line':
		case 'mention': {
			dispatch({type: 'jumped', to: command, at: surface.now()});
			break;
		}

		case 'newest': {
			dispatch({type: 'deselected'});
			dispatch({type: 'scrolled', anchor: undefined, nearTop: false});
			break;
		}

		case 'next-room': {
			dispatch({type: 'switched', to: 'next'});
			break;
		}

		case 'previous-room': {
			dispatch({type: 'switched', to: 'previous'});
			break;
		}

		case 'next-news': {
			dispatch({type: 'switched', to: 'news'});
			break;
		}

		case 'select-previous':
		case 'select-next': {
			select(command === 'select-previous' ? 'previous' : 'next', store, surface);
			break;
		}

		case 'search-history': {
			dispatch({type: 'searched-back'});
			break;
		}

		case 'edit-outside': {
			surface.editOutside?.();
			break;
		}

		case 'retry': {
			dispatch({type: 'retried'});
			break;
		}

		case 'dismiss': {
			dispatch({type: 'dismissed'});
			break;
		}

		case 'cancel': {
			dispatch({type: 'cancelled', at: surface.now()});
			break;
		}

		case 'end': {
			dispatch({type: 'ended', at: surface.now()});
			break;
		}

		case 'redraw': {
			surface.redraw();
			break;
		}

		case 'suspend': {
			surface.suspend();
			break;
		}

		case 'help': {
			dispatch({type: 'told', text: describeKeys(), at: surface.now()});
			break;
		}
	}
}

function scroll({getState, dispatch}: Store, {messageArea}: Surface, by: number): void {
	const {layout, view} = measured(getState(), messageArea());
	dispatch({type: 'scrolled', ...layout.scroll(view, by)});
}
