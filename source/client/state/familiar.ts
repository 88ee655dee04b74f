import type {Nick} from '../../protocol/ids.ts';
import type {Conversation} from './conversation.ts';
import {isMentioned} from './mention.ts';
import type {State} from './state.ts';
import {isOwn} from './own.ts';

// What was said longer ago is not what one is talking about.
const recentItems = 200;

/** Whether somebody spoke here of late, or one spoke to them: their coming and going is told by name. */
export function isFamiliar(state: State, conversation: Conversation, nick: Nick): boolean {
	if (conversation.speakers.includes(nick)) {
		return true;
	}

	const {items, length} = conversation.timeline;
	return items
		.slice(Math.max(0, length - recentItems), length)
		.some(
			item =>
				item.type === 'said' && isMentioned(item.entry.text, nick) && isOwn(item.entry, state),
		);
}

const mostStrangers = 3;

/** Who is told by name, and how many are only counted: a few strangers are people, more are a crowd. */
export function foldStrangers(
	nicks: readonly Nick[],
	strangers: readonly Nick[],
): {readonly named: readonly Nick[]; readonly others: number} {
	const known = nicks.filter(nick => !strangers.includes(nick));
	const others = nicks.length - known.length;
	return others > mostStrangers ? {named: known, others} : {named: nicks, others: 0};
}
