import type {Update} from './action.ts';
import {aimAt, dropAim} from './aim.ts';
import {textOf} from './amend.ts';
import {type Context, takeBack} from './amend-commands.ts';
import {inRoom, tell} from './change.ts';
import type {Conversation} from './conversation.ts';
import type {SelectionAction} from './selection-keys.ts';
import {currentConversation, type State} from './state.ts';
import {takeOut} from './take-out.ts';
import {itemsOf, type Said} from './timeline.ts';
import {isOwn} from './unread.ts';

/** Selects the message before the selected one, or behind it: behind the newest, none is. The first is the lowest on screen. */
export function select(state: State, direction: 'previous' | 'next'): State {
	const {room, timeline, selected, anchor} = currentConversation(state);
	const said = itemsOf(timeline).filter(item => item.type === 'said');
	const from = selected ?? (anchor ? anchor.key + 1 : undefined);
	const before = from === undefined ? said.length : said.findIndex(({key}) => key >= from);
	const here = before < 0 ? said.length : before;
	if (direction === 'next' && selected === undefined) {
		return state;
	}

	const target = direction === 'previous' ? Math.max(0, here - 1) : here + 1;
	return selecting(state, room, said[target]?.key);
}

const selecting = (state: State, room: State['current'], key: number | undefined): State =>
	inRoom(state, room, conversation => ({
		...conversation,
		selected: key,
		aim: conversation.aim?.type === 'redact' ? undefined : conversation.aim,
	}));

/** No message is selected any more. */
export const deselect = (state: State): State =>
	currentConversation(state).selected === undefined
		? state
		: selecting(state, state.current, undefined);

/** The message that keys are about. */
export function selectedMessage({timeline, selected}: Conversation): Said | undefined {
	const item = itemsOf(timeline).find(({key}) => key === selected);
	return item?.type === 'said' ? item : undefined;
}

/** What a single key does to the selected message. */
export function actOnSelected(
	state: State,
	does: Exclude<SelectionAction, 'help'>,
	{id, at}: Context,
): Update {
	const conversation = currentConversation(state);
	const said = selectedMessage(conversation);
	if (!said) {
		return [state];
	}

	const {seq: re, kind} = said.entry;
	const isWords = kind === 'message' || kind === 'action';
	const isMine = isWords && isOwn(said.entry, conversation, state);
	if (said.fate?.takenBack) {
		return [tell(state, 'It was taken back.', at, 'error')];
	}

	switch (does) {
		case 'copy':
		case 'copy-code':
		case 'open-link': {
			return takeOut(state, does, textOf(said), at);
		}

		case 'reply': {
			return [aimAt(state, {type: 'reply', re})];
		}

		case 'react': {
			return [aimAt(state, {type: 'react', re})];
		}

		case 'edit': {
			return isMine
				? [aimAt(state, {type: 'edit', re, text: textOf(said)}, textOf(said))]
				: [tell(state, 'Only what you have said yourself can be changed.', at, 'error')];
		}

		case 'delete': {
			if (!isMine) {
				return [tell(state, 'Only what you have said yourself can be taken back.', at, 'error')];
			}

			return conversation.aim?.type === 'redact' && conversation.aim.re === re
				? takeBack(dropAim(state), re, {id, at})
				: [aimAt(state, {type: 'redact', re})];
		}
	}
}
