import {type Body, parseBody} from '../../protocol/body.ts';
import type {EntryId, Seq} from '../../protocol/ids.ts';
import {Refusal} from '../../protocol/refusal.ts';
import type {Update} from './action.ts';
import {aimAt} from './aim.ts';
import {ownReaction, textOf} from './amend.ts';
import {tell} from './change.ts';
import type {Conversation} from './conversation.ts';
import {parseReaction} from './emoji.ts';
import {currentConversation, type State} from './state.ts';
import {say} from './submit.ts';
import {itemsOf, type Said} from './timeline.ts';
import {isOwn} from './unread.ts';

export type Context = {readonly id: EntryId; readonly at: number};

const nothingSaid = 'You have said nothing here that could be changed.';
export const emptyEdit =
	'A message cannot become empty. Escape leaves it as it is; Alt+Up and d take one back.';

const isWords = ({entry, fate}: Said): boolean =>
	(entry.kind === 'message' || entry.kind === 'action') && !fate?.takenBack;

/** The last thing one said in a conversation and has not taken back. */
export const lastOwn = (
	conversation: Conversation,
	me: Pick<State, 'nick' | 'tag'>,
): Said | undefined =>
	itemsOf(conversation.timeline).findLast(
		(item): item is Said =>
			item.type === 'said' && isOwn(item.entry, conversation, me) && isWords(item),
	);

// What is selected, or else the last that will do.
function target(state: State, mustBeOwn: boolean): Said | undefined {
	const conversation = currentConversation(state);
	const {timeline, selected} = conversation;
	const willDo = (item: unknown): item is Said => {
		const said = item as Said;
		return (
			said.type === 'said' &&
			isWords(said) &&
			(!mustBeOwn || isOwn(said.entry, conversation, state))
		);
	};
	return selected === undefined
		? itemsOf(timeline).findLast(willDo)
		: itemsOf(timeline).find((item): item is Said => item.key === selected && willDo(item));
}

/** Says what a message should have been. */
export function change(state: State, re: Seq, text: string, {id, at}: Context): Update {
	const body = parseBody(text);
	return body instanceof Refusal
		? [tell(state, body.code === 'empty' ? emptyEdit : body.message, at, 'error')]
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
		: [tell(state, nothingSaid, context.at, 'error')];
}

/** `s/wrong/right/` */
export function replaceInLast(
	state: State,
	{from, to, everywhere}: {from: string; to: string; everywhere: boolean},
	context: Context,
): Update {
	const said = target(state, true);
	if (!said) {
		return [tell(state, nothingSaid, context.at, 'error')];
	}

	const before = textOf(said);
	// A function, since `$&` in the new text means nothing here.
	const after = everywhere ? before.replaceAll(from, () => to) : before.replace(from, () => to);
	return after === before
		? [tell(state, `There is no “${from}” in “${shortened(before)}”.`, context.at, 'error')]
		: change(state, said.entry.seq, after, context);
}

const shortened = (text: string): string =>
	text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text;

/** `/delete` */
export function takeBackLast(state: State, context: Context): Update {
	const said = target(state, true);
	return said
		? takeBack(state, said.entry.seq, context)
		: [tell(state, 'You have said nothing here that could be taken back.', context.at, 'error')];
}

export const takeBack = (state: State, re: Seq, {id, at}: Context): Update =>
	say(state, {id, room: state.current, kind: 'redact', re, text: '' as Body, at});

/** `/react EMOJI` */
export function reactToLast(state: State, text: string, context: Context): Update {
	const said = target(state, false);
	return said
		? react(state, said.entry.seq, text, context)
		: [tell(state, 'There is no message here to react to.', context.at, 'error')];
}

/** Reacts to a message; the same reaction again takes it away. */
export function react(state: State, re: Seq, typed: string, {id, at}: Context): Update {
	const emoji = parseReaction(typed);
	if (emoji === undefined) {
		const text = 'A reaction is one emoji, or its name: :tada:';
		return [tell(state, text, at, 'error')];
	}

	const {amendments} = currentConversation(state);
	const own = ownReaction(amendments, re, emoji, state.tag);
	return own
		? takeBack(state, own.seq, {id, at})
		: say(state, {id, room: state.current, kind: 'react', re, text: emoji as Body, at});
}
