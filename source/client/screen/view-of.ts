import type {Nick, Tag} from '../../protocol/ids.ts';
import {currentConversation, type State} from '../state/state.ts';
import {createLayout, type Layout, type View} from '../text/layout-rows.ts';
import {noPalette} from '../text/palette.ts';

export type AreaSize = {readonly columns: number; readonly rows: number};

/** What is to be laid out of the conversation on screen: the same for whoever draws it and whoever asks where things are. */
export function viewOf(state: State, size: AreaSize): View {
	const {timeline, anchor, room, readUpTo, selected, showsAll} = currentConversation(state);
	const pending = state.pending.filter(message => message.room === room);
	const unfolded = showsAll ? 'all' : undefined;
	return {timeline, pending, anchor, readUpTo, selected, unfolded, ...size};
}

/** By what one's own words are known: the device's tag, unless somebody else who is here has the same device. */
export function selfIn(state: State): {
	readonly me: Nick | undefined;
	readonly tag: Tag | undefined;
} {
	const {nick, tag} = state;
	const {people} = currentConversation(state);
	const isShared = people.some(person => person.tag === tag && person.nick !== nick);
	return {me: nick, tag: isShared ? undefined : tag};
}

/** The conversation on screen, laid out without a look. */
export const measured = (
	state: State,
	size: AreaSize,
): {readonly layout: Layout; readonly view: View} => ({
	layout: createLayout({palette: noPalette, ...selfIn(state)}),
	view: viewOf(state, size),
});
