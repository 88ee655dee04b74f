import type {Nick, Tag} from '../../protocol/ids.ts';
import {notices} from '../words/notices.ts';
import {tell} from './change.ts';
import type {State} from './state.ts';

type Namesake = {readonly nick: Nick; readonly tag: Tag; readonly unlike?: Tag | undefined};

/** Of so many it is remembered that it was told. */
const mostTold = 500;

/** Says once that somebody has a name which another device had before: it may be the same person on another machine, and it may be somebody who wants to pass for them. */
export function tellUnlike(state: State, {nick, tag, unlike}: Namesake, at: number): State {
	const told = `${nick} ${tag}`;
	if (unlike === undefined || tag === state.tag || state.toldUnlike.includes(told)) {
		return state;
	}

	return tell(
		{...state, toldUnlike: [...state.toldUnlike, told].slice(-mostTold)},
		notices.isUnlike({nick, was: unlike, is: tag}),
		at,
	);
}
