import type {Nick} from '../../protocol/ids.ts';
import {orderHelp} from '../../protocol/orders.ts';
import {currentConversation, type State} from './state.ts';
import {commandHelp} from '../words/commands.ts';
import {emojiNamesFrom} from './emoji.ts';

/** What Tab may complete to, likeliest first: who spoke last, then who else is here. */
export function candidates(state: State) {
	const {speakers, people} = currentConversation(state);
	const present = new Set(people.map(({nick}) => nick));
	const nicks: readonly Nick[] = [
		...speakers.filter(nick => present.has(nick)),
		...people.map(({nick}) => nick).filter(nick => !speakers.includes(nick)),
	].filter(nick => nick !== state.nick);
	return {
		nicks,
		commands: [...new Set([...Object.keys(commandHelp), ...Object.keys(orderHelp)])],
		emoji: emojiNamesFrom,
		rooms: state.conversations.map(({room}) => room).filter(room => room.startsWith('#')),
	};
}

/** How many people beside oneself are in the rooms that one is in. */
export function othersHere({conversations, nick}: State): number {
	const nicks = new Set(conversations.flatMap(({people}) => people.map(person => person.nick)));
	return nicks.size - (nick && nicks.has(nick) ? 1 : 0);
}
