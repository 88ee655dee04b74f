import {clean} from '../../protocol/body.ts';
import type {Action} from '../state/action.ts';
import {currentConversation} from '../state/state.ts';
import type {Store} from '../state/store.ts';
import type {Key, KeyEvent} from '../terminal/key-event.ts';
import {createLayout} from '../text/layout-rows.ts';
import {noPalette} from '../text/palette.ts';
import {describeKeys, type KeyCommand, lookUp} from './key-map.ts';

export type Surface = {
	/** The part of the screen that shows messages, in columns and rows. */
	readonly messageArea: () => {readonly columns: number; readonly rows: number};
	readonly redraw: () => void;
	readonly suspend: () => void;
	readonly newId: () => Extract<Action, {type: 'submitted'}>['id'];
	/** Milliseconds since the epoch. */
	readonly now: () => number;
};

/** What a key does, in the situation it finds. */
export function press(event: KeyEvent, store: Store, surface: Surface): void {
	switch (event.type) {
		case 'text': {
			store.dispatch({type: 'edited', operation: {type: 'insert', text: event.text}});
			break;
		}

		case 'paste': {
			// What others made may hold anything.
			const text = clean(event.text) + (event.text.endsWith('\n') ? '\n' : '');
			store.dispatch({type: 'edited', operation: {type: 'insert', text}});
			break;
		}

		case 'key': {
			pressKey(event, store, surface);
			break;
		}

		case 'focus':
		case 'mouse':
		case 'reply': {
			break;
		}
	}
}

function pressKey(key: Key, store: Store, surface: Surface): void {
	const {dispatch} = store;
	if (key.name === 'char' && key.alt && !key.ctrl && /^[1-9]$/.test(key.char)) {
		dispatch({type: 'switched', to: Number(key.char) - 1});
		return;
	}

	const does = inPlace(key, store) ?? lookUp(key);
	if (typeof does === 'object') {
		dispatch({type: 'edited', operation: does});
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

	const {anchor, editor} = currentConversation(state);
	if (key.name === 'end' && anchor) {
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

		case 'oldest': {
			scroll(store, surface, Number.MAX_SAFE_INTEGER);
			break;
		}

		case 'newest': {
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
	const state = getState();
	const {timeline, anchor, room} = currentConversation(state);
	const pending = state.pending.filter(message => message.room === room);
	const layout = createLayout({palette: noPalette, me: state.nick});
	const moved = layout.scroll({timeline, pending, anchor, ...messageArea()}, by);
	dispatch({type: 'scrolled', ...moved});
}
