import {currentConversation, type State} from '../state/state.ts';
import {createLayout, type Layout, type View} from '../text/layout-rows.ts';
import {noPalette} from '../text/palette.ts';

export type AreaSize = {readonly columns: number; readonly rows: number};

/** What is to be laid out of the conversation on screen: the same for whoever draws it and whoever asks where things are. */
export function viewOf(state: State, size: AreaSize): View {
	const {timeline, anchor, room, readUpTo, showsAll, ...shown} = currentConversation(state);
	const pending = state.pending.filter(message => message.room === room);
	const selected = shown.selected ?? shown.marked;
	const unfolded = showsAll ? 'all' : undefined;
	return {timeline, pending, anchor, readUpTo, selected, unfolded, ...size};
}

/** The conversation on screen, laid out without a look. */
export const measured = (
	state: State,
	size: AreaSize,
): {readonly layout: Layout; readonly view: View} => ({
	layout: createLayout({palette: noPalette, self: state}),
	view: viewOf(state, size),
});
