import type {Action} from './action.ts';
import type {State} from './state.ts';

/** What a key has just done, or why not, where it is seen however far up one reads. `at` is when. */
export type Outcome = {readonly text: string; readonly at: number};

const shownFor = 5000;

/** Tells it for a moment. */
export const tellOutcome = (state: State, text: string, at: number): State => ({
	...state,
	outcome: {text, at},
});

/** The next key is about something else, and after a few seconds everybody has read it. */
export function forgetOutcome(before: State, after: State, action: Action): State {
	const {outcome} = after;
	if (outcome === undefined || outcome !== before.outcome) {
		return after;
	}

	// A clock that was set back must not keep it for ever.
	const isOld = action.type === 'passed' && Math.abs(action.at - outcome.at) >= shownFor;
	return isOld || byKeys.has(action.type) ? {...after, outcome: undefined} : after;
}

const byKeys: ReadonlySet<Action['type']> = new Set<Action['type']>([
	'edited',
	'submitted',
	'completed',
	'switched',
	'jumped',
	'hit-chosen',
	'hit-opened',
	'dismissed',
	'selected',
	'deselected',
	'acted',
	'searched-back',
	'retried',
	'cancelled',
	'ended',
]);
