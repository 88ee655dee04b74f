import type {Entry} from '../../protocol/entry.ts';
import type {ServerFrameOf} from '../../protocol/server-frame.ts';
import {findings} from '../words/searching.ts';
import type {Update} from './action.ts';
import {tell} from './change.ts';
import {jumpTo} from './jump.ts';
import type {State} from './state.ts';

/** What was searched for and found, newest first, and the hit that Enter goes to. */
export type Found = {
	readonly text: string;
	readonly hits: readonly Entry[];
	readonly chosen: number;
	/** The server has older ones. */
	readonly more: boolean;
	readonly isFetching: boolean;
};

const hitsAtOnce = 20;
const mostHits = 300;

/** Whether the list stands in the place of the conversation. */
export const isFindOpen = (state: State): state is State & {readonly found: Found} =>
	state.found !== undefined && state.found.hits.length > 0;

/** Asks the server; the list opens with the answer. */
export const find = (state: State, text: string): Update => [
	{...state, found: {text, hits: [], chosen: 0, more: false, isFetching: true}},
	{type: 'send', frame: {type: 'search', text, limit: hitsAtOnce}},
];

/** The answer. One that nobody waits for changes nothing. */
export function receiveFound(state: State, frame: ServerFrameOf<'found'>, at: number): State {
	const {found} = state;
	if (!found?.isFetching) {
		return state;
	}

	const oldest = found.hits.at(-1)?.seq ?? Infinity;
	const news = frame.entries.filter(({seq}) => seq < oldest);
	const hits = [...found.hits, ...news].slice(0, mostHits);
	if (hits.length === 0) {
		return tell({...state, found: undefined}, findings.nothingFound, at);
	}

	const more = frame.more && news.length > 0 && hits.length < mostHits;
	return {...state, found: {...found, hits, more, isFetching: false}};
}

/** Goes `by` hits further down, and asks for more at the end. */
export function choose(state: State, by: number): Update {
	const {found} = state;
	if (!found || found.hits.length === 0) {
		return [state];
	}

	const last = found.hits.length - 1;
	const chosen = Math.max(0, Math.min(last, found.chosen + by));
	const {more, isFetching, text, hits} = found;
	if (chosen < last || by <= 0 || !more || isFetching || state.link.type !== 'online') {
		return [{...state, found: {...found, chosen}}];
	}

	const before = hits[last]!.seq;
	const frame = {type: 'search', text, before, limit: hitsAtOnce} as const;
	return [
		{...state, found: {...found, chosen, isFetching: true}},
		{type: 'send', frame},
	];
}

/** Shows the chosen hit where it was said. A word that came in later stands in the message that was changed. */
export function openChosen(state: State, at: number): Update {
	const hit = state.found?.hits[state.found.chosen];
	if (!hit) {
		return [state];
	}

	const {room, seq, kind, re = seq} = hit;
	return jumpTo(closeFound(state), room, kind === 'edit' || kind === 'react' ? re : seq, at);
}

export const closeFound = (state: State): State =>
	state.found ? {...state, found: undefined} : state;
