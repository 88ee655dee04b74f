import type {EntryId} from '../../protocol/ids.ts';
import {amending} from '../words/messages.ts';
import type {Update} from './action.ts';
import {aimAt} from './aim.ts';
import {inRoom} from './change.ts';
import type {Conversation} from './conversation.ts';
import {tellOutcome} from './outcome.ts';
import type {SelectionAction} from './selection-keys.ts';
import {currentConversation, type Pending, type State} from './state.ts';
import {giveUp, retry} from './submit.ts';
import {takeOut} from './take-out.ts';
import {itemsOf} from './timeline.ts';

/** What waits to be said there or could not be: it stands below what was said. What only changes something is nothing to go to, unless it failed. */
export const unsaidIn = ({pending}: State, where: Conversation['room']): readonly Pending[] =>
	pending.filter(
		({room, kind, failed}) =>
			room === where && (kind === 'message' || kind === 'action' || failed !== undefined),
	);

/** The selected message, while it is not in the log. */
export function selectedUnsaid(state: State): Pending | undefined {
	const {selected} = currentConversation(state);
	return state.pending.find(({id}) => id === selected);
}

/** What a single key does to it. */
export function actOnUnsaid(
	state: State,
	{id, text, failed}: Pending,
	does: Exclude<SelectionAction, 'help'>,
	at: number,
): Update {
	switch (does) {
		case 'copy':
		case 'copy-code':
		case 'open-link': {
			return takeOut(state, does, text, at);
		}

		case 'reply': {
			return failed === undefined
				? [tellOutcome(state, amending.isOnItsWay, at)]
				: retry(state, id);
		}

		case 'delete': {
			return [
				failed === undefined ? tellOutcome(state, amending.isOnItsWay, at) : leave(state, id),
			];
		}

		case 'edit':
		case 'react': {
			return [tellOutcome(state, amending.isNotSaid, at)];
		}
	}
}

// The same key twice, as for what was said.
function leave(state: State, id: EntryId): State {
	const {aim, room} = currentConversation(state);
	return aim?.type === 'give-up' && aim.id === id
		? giveUp(state, id, room)
		: aimAt(state, {type: 'give-up', id});
}

/** What was selected on its way stays selected when it has been said; when it is gone, what stands beside it is. */
export function followSelected(before: State, after: State): State {
	const isGone = ({selected}: Conversation): boolean =>
		typeof selected === 'string' && after.pending.every(({id}) => id !== selected);
	return before.pending === after.pending
		? after
		: after.conversations.filter(isGone).reduce(
				(state, {room}) =>
					inRoom(state, room, conversation => ({
						...conversation,
						selected: successor(before, after, conversation),
						aim: conversation.aim?.type === 'give-up' ? undefined : conversation.aim,
					})),
				after,
			);
}

function successor(
	before: State,
	after: State,
	{selected, timeline}: Conversation,
): Conversation['selected'] {
	const said = itemsOf(timeline).findLast(
		item => item.type === 'said' && item.entry.id === selected,
	);
	if (said) {
		return said.key;
	}

	const index = before.pending.findIndex(({id}) => id === selected);
	const room = before.pending[index]?.room;
	const beside = [
		...before.pending.slice(index + 1),
		...before.pending.slice(0, index).toReversed(),
	];
	return beside.find(
		({id, room: where}) => where === room && after.pending.some(other => other.id === id),
	)?.id;
}
