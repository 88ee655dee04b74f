import {isDirect} from '../../protocol/ids.ts';
import {amending} from '../words/messages.ts';
import type {Update} from './action.ts';
import {aimAt, dropAim} from './aim.ts';
import {textOf} from './amend.ts';
import {type Context, takeBack} from './amend-commands.ts';
import {inRoom} from './change.ts';
import type {Conversation} from './conversation.ts';
import {tellOutcome} from './outcome.ts';
import type {SelectionAction} from './selection-keys.ts';
import {currentConversation, type State} from './state.ts';
import {takeOut} from './take-out.ts';
import {itemsOf, type Said} from './timeline.ts';
import {isOwn} from './own.ts';
import {actOnUnsaid, selectedUnsaid, unsaidIn} from './unsaid.ts';

/** Selects the message before the selected one, or behind it: behind the newest, none is. The first is the one a jump has led to, or else the lowest on screen. */
export function select(state: State, direction: 'previous' | 'next'): State {
	const {room, timeline, selected, marked, anchor} = currentConversation(state);
	if (selected === undefined && (marked !== undefined || direction === 'next')) {
		return marked === undefined ? state : selecting(state, room, marked);
	}

	const said = itemsOf(timeline).flatMap(({type, key}) => (type === 'said' ? [key] : []));
	const waiting = unsaidIn(state, room).map(({id}) => id);
	const indexOfKey = (least: number): number => {
		const index = said.findIndex(key => key >= least);
		return index < 0 ? said.length : index;
	};

	const all = [...said, ...waiting];
	const here =
		typeof selected === 'string'
			? all.indexOf(selected)
			: selected === undefined
				? anchor
					? indexOfKey(anchor.key + 1)
					: all.length
				: indexOfKey(selected);
	const target = direction === 'previous' ? Math.max(0, here - 1) : here + 1;
	return selecting(state, room, all[target]);
}

const selecting = (
	state: State,
	room: State['current'],
	selected: Conversation['selected'],
): State =>
	inRoom(state, room, conversation => ({
		...conversation,
		selected,
		marked: undefined,
		aim: isAsking(conversation) ? undefined : conversation.aim,
	}));

// The same key again would do it, to that message and no other.
const isAsking = ({aim}: Conversation): boolean =>
	aim?.type === 'redact' || aim?.type === 'give-up';

/** No message is selected any more, nor marked. */
export function deselect(state: State): State {
	const {selected, marked} = currentConversation(state);
	return (selected ?? marked) === undefined ? state : selecting(state, state.current, undefined);
}

/** The message that keys are about, when it is in the log. */
export function selectedMessage({timeline, selected}: Conversation): Said | undefined {
	const item = itemsOf(timeline).find(({key}) => key === selected);
	return item?.type === 'said' ? item : undefined;
}

/** What one said oneself; and in a room whatever others said, for those who look after the server. */
export const mayTakeBack = ({entry}: Said, state: State): boolean =>
	(entry.kind === 'message' || entry.kind === 'action') &&
	(isOwn(entry, state) || (state.isOperator && !isDirect(entry.room)));

/** What a single key does to the selected message. */
export function actOnSelected(
	state: State,
	does: Exclude<SelectionAction, 'help'>,
	{id, at}: Context,
): Update {
	const conversation = currentConversation(state);
	const said = selectedMessage(conversation);
	if (!said) {
		const unsaid = selectedUnsaid(state);
		return unsaid ? actOnUnsaid(state, unsaid, does, at) : [state];
	}

	const {seq: re, kind} = said.entry;
	const isWords = kind === 'message' || kind === 'action';
	const isMine = isWords && isOwn(said.entry, state);
	const isRecord = kind === 'moderation';
	if (said.fate?.takenBack) {
		return [tellOutcome(state, amending.isTakenBack, at)];
	}

	switch (does) {
		case 'copy':
		case 'copy-code':
		case 'open-link': {
			return takeOut(state, does, textOf(said), at);
		}

		case 'reply': {
			return isRecord
				? [tellOutcome(state, amending.isRecord, at)]
				: [aimAt(state, {type: 'reply', re})];
		}

		case 'react': {
			return isRecord
				? [tellOutcome(state, amending.isRecord, at)]
				: [aimAt(state, {type: 'react', re})];
		}

		case 'edit': {
			return isMine
				? [aimAt(state, {type: 'edit', re, text: textOf(said)}, textOf(said))]
				: [tellOutcome(state, amending.onlyOwnChanged, at)];
		}

		case 'delete': {
			if (!mayTakeBack(said, state)) {
				return [tellOutcome(state, amending.onlyOwnTakenBack, at)];
			}

			return conversation.aim?.type === 'redact' && conversation.aim.re === re
				? takeBack(dropAim(state), re, {id, at})
				: [aimAt(state, {type: 'redact', re})];
		}
	}
}
