import type {Anchor} from '../state/conversation.ts';
import {currentConversation} from '../state/state.ts';
import type {Store} from '../state/store.ts';
import type {Layout, View} from '../text/layout-rows.ts';
import {type AreaSize, measured} from './view-of.ts';

/** Puts a message that was jumped to where it belongs: the state knows no rows. Does nothing where nothing was. */
export function settle({getState, dispatch}: Store, area: () => AreaSize): void {
	const state = getState();
	const {anchor} = currentConversation(state);
	if (!anchor?.place || state.screen !== 'room') {
		return;
	}

	const {layout, view} = measured(state, area());
	const last = {...view, anchor: {key: anchor.key, below: 0}};
	const {below} = highest(layout, last);
	const half = Math.floor(view.rows / 2);
	// What is higher than half the screen is read from its beginning.
	const isTop = anchor.place === 'top' || below >= half;
	const by = (isTop ? view.rows - 1 : half) - (isTop ? below : 0);
	const moved = by > 0 ? layout.scroll(last, -by) : {anchor: {...last.anchor, below: -by}};
	// Where nothing is above, more is shown below.
	const shown = layout.layoutRows({...view, anchor: moved.anchor});
	const missing = shown.findIndex(row => row !== '');
	const full = moved.anchor && missing > 0 ? layout.scroll({...view, ...moved}, -missing) : moved;
	dispatch({type: 'scrolled', anchor: full.anchor, nearTop: missing > 0});
}

// The item's first row, with the lines that stand above it.
function highest(layout: Layout, view: View & {readonly anchor: Anchor}): Anchor {
	let first = view.anchor;
	for (let up = 1; ; up++) {
		const {anchor} = layout.scroll({...view, rows: 1}, up);
		if (anchor?.key !== first.key || anchor.below <= first.below) {
			return first;
		}

		first = anchor;
	}
}
