import type {ServerFrameOf} from '../../protocol/server-frame.ts';
import {status} from '../words/bars.ts';
import type {Effect, Update} from './action.ts';
import {inEveryRoom, inOpenRoom} from './change.ts';
import {withoutTypist} from './conversation.ts';
import {currentConversation, type State} from './state.ts';

// So often others are told; so long they believe it, in case the end of it never comes.
const tellEvery = 3000;
const believed = {active: 6000, paused: 30_000};
const mostTypists = 50;
const mostNamed = 3;

/** Tells others that one writes, or has stopped, after something that changed the text being written. */
export function withTyping(before: State, [state, ...effects]: Update, at: number): Update {
	const {current: room, toldTyping} = state;
	if (state.link.type !== 'online' || state.screen !== 'room') {
		return [state, ...effects];
	}

	const isMine = toldTyping?.room === room;
	const hasChanged = currentConversation(before).editor !== currentConversation(state).editor;
	if (isWriting(state)) {
		const isDue = hasChanged && (!isMine || at - toldTyping.at >= tellEvery);
		return isDue
			? [{...state, toldTyping: {room, at}}, ...effects, sign(room, 'active')]
			: [state, ...effects];
	}

	return isMine
		? [{...state, toldTyping: undefined}, ...effects, sign(room, 'done')]
		: [state, ...effects];
}

const sign = (room: State['current'], how: 'active' | 'done'): Effect => ({
	type: 'send',
	frame: {type: 'typing', room, state: how},
});

// A command is nothing that the others wait for.
function isWriting(state: State): boolean {
	const {editor, aim} = currentConversation(state);
	const isForOthers = aim === undefined || aim.type === 'reply' || aim.type === 'edit';
	return isForOthers && editor.text.trim() !== '' && !/^\/(?!\/)/.test(editor.text);
}

/** Somebody else writes. */
export const heedTyping = (state: State, frame: ServerFrameOf<'typing'>, at: number): State =>
	frame.nick === state.nick
		? state
		: inOpenRoom(state, frame.room, conversation => {
				const others = withoutTypist(conversation.typists, frame.nick);
				const until = at + (frame.state === 'done' ? 0 : believed[frame.state]);
				const typists =
					frame.state === 'done' || others.length >= mostTypists
						? others
						: [...others, {nick: frame.nick, until}];
				return typists === conversation.typists ? conversation : {...conversation, typists};
			});

/** Whoever was not heard of for long has stopped. */
export const forgetTypists = (state: State, at: number): State =>
	state.conversations.some(({typists}) => typists.some(({until}) => until <= at))
		? inEveryRoom(state, conversation => ({
				...conversation,
				typists: conversation.typists.filter(({until}) => until > at),
			}))
		: state;

/** «ada and bob are writing…», of the conversation on screen. */
export function typingLine(state: State): string | undefined {
	const ignored = state.preferences.ignored.map(({nick}) => nick);
	const nicks = currentConversation(state)
		.typists.map(({nick}) => nick)
		.filter(nick => !ignored.includes(nick));
	if (nicks.length === 0) {
		return undefined;
	}

	return nicks.length > mostNamed ? status.manyWriting(nicks.length) : status.writing(nicks);
}
