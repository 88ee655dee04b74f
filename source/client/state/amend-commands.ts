import {type Body, parseBody} from '../../protocol/body.ts';
import type {EntryId, Seq} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';
import {amending} from '../words/messages.ts';
import type {Update} from './action.ts';
import {aimAt} from './aim.ts';
import {ownReaction, textOf} from './amend.ts';
import {tell} from './change.ts';
import type {Conversation} from './conversation.ts';
import {parseReaction} from './emoji.ts';
import {currentConversation, type State} from './state.ts';
import {say} from './submit.ts';
import {itemsOf, type Said} from './timeline.ts';
import {isOwn, type Self} from './own.ts';

export type Context = {readonly id: EntryId; readonly at: number};

const isWords = ({entry, fate}: Said): boolean =>
	(entry.kind === 'message' || entry.kind === 'action') && !fate?.takenBack;

/** The last thing one said in a conversation and has not taken back. */
export const lastOwn = (conversation: Conversation, me: Self): Said | undefined =>
	itemsOf(conversation.timeline).findLast(
		(item): item is Said => item.type === 'said' && isOwn(item.entry, me) && isWords(item),
	);

// What is selected, or else the last that will do.
function target(state: State, mustBeOwn: boolean): Said | undefined {
	const conversation = currentConversation(state);
	const {timeline, selected} = conversation;
	const willDo = (item: unknown): item is Said => {
		const said = item as Said;
		return said.type === 'said' && isWords(said) && (!mustBeOwn || isOwn(said.entry, state));
	};
	return selected === undefined
		? itemsOf(timeline).findLast(willDo)
		: itemsOf(timeline).find((item): item is Said => item.key === selected && willDo(item));
}

/** Says what a message should have been. */
export function change(state: State, re: Seq, text: string, {id, at}: Context): Update {
	const body = parseBody(text);
	return body instanceof Refusal
		? [tell(state, body.code === 'empty' ? amending.emptyEdit : body.message, at, 'error')]
		: say(state, {id, room: state.current, kind: 'edit', re, text: body, at});
}

/** `/edit TEXT` */
export function changeLast(state: State, text: string, context: Context): Update {
	const said = target(state, true);
	if (said && text === '') {
		const before = textOf(said);
		return [aimAt(state, {type: 'edit', re: said.entry.seq, text: before}, before)];
	}

	return said
		? change(state, said.entry.seq, text, context)
		: [tell(state, amending.nothingToChange, context.at, 'error')];
}

/** `s/wrong/right/` */
export function replaceInLast(
	state: State,
	{from, to, everywhere}: {from: string; to: string; everywhere: boolean},
	context: Context,
): Update {
	const said = target(state, true);
	if (!said) {
		return [tell(state, amending.nothingToChange, context.at, 'error')];
	}

	const before = textOf(said);
	// A function, since `$&` in the new text means nothing here.
	const after = everywhere ? before.replaceAll(from, () => to) : before.replace(from, () => to);
	const notThere = amending.notThere({wanted: from, message: shortened(before)});
	return after === before
		? [tell(state, notThere, context.at, 'error')]
		: change(state, said.entry.seq, after, context);
}

const shortened = (text: string): string =>
	text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;

/** `/delete` */
export function takeBackLast(state: State, context: Context): Update {
	const {selected} = currentConversation(state);
	const said = target(state, selected === undefined || !state.isOperator);
	return said
		? takeBack(state, said.entry.seq, context)
		: [tell(state, amending.nothingToTakeBack, context.at, 'error')];
}

export const takeBack = (state: State, re: Seq, {id, at}: Context): Update =>
	say(state, {id, room: state.current, kind: 'redact', re, text: '' as Body, at});

/** `/react EMOJI` */
export function reactToLast(state: State, text: string, context: Context): Update {
	const said = target(state, false);
	return said
		? react(state, said.entry.seq, text, context)
		: [tell(state, amending.nothingToReactTo, context.at, 'error')];
}

/** Reacts to a message; the same reaction again takes it away. */
export function react(state: State, re: Seq, typed: string, {id, at}: Context): Update {
	const emoji = parseReaction(typed);
	if (emoji === undefined) {
		return [tell(state, amending.noReaction, at, 'error')];
	}

	const conversation = currentConversation(state);
	// What came from another device under the same name cannot be taken back from here.
	const own = ownReaction(
		conversation.amendments,
		{re, text: emoji},
		entry => entry.tag === state.tag && isOwn(entry, state),
	);
	return own
		? takeBack(state, own.seq, {id, at})
		: say(state, {id, room: state.current, kind: 'react', re, text: emoji as Body, at});
}
