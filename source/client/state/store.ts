import type {Action, Effect} from './action.ts';
import {effectWithoutSecret, withoutSecret} from './password.ts';
import type {State} from './state.ts';
import {update} from './update.ts';

export type Store = {
	readonly getState: () => State;
	/** Called soon after the state has changed, once for many changes. */
	readonly subscribe: (listener: () => void) => () => void;
	readonly dispatch: (action: Action) => void;
};

export type StoreOptions = {
	/** Calls back when it is time to tell the listeners; `urgent` after something the person did. */
	readonly schedule?: (notify: () => void, urgent: boolean) => void;
	/** Told of every action and what became of it. */
	readonly trace?: ((action: Action, effects: readonly Effect[]) => void) | undefined;
};

/** Knows nothing of React: the same store drives the screen, the plain client and the tests. */
export function createStore(
	initial: State,
	perform: (effect: Effect) => void,
	{schedule = notify => notify(), trace}: StoreOptions = {},
): Store {
	let state = initial;
	const listeners = new Set<() => void>();
	const notify = () => listeners.forEach(listener => listener());

	return {
		getState: () => state,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		dispatch(action) {
			const [next, ...effects] = update(state, action);
			trace?.(withoutSecret(action, state), effects.map(effectWithoutSecret));
			if (next !== state) {
				state = next;
				schedule(notify, action.type !== 'received');
			}

			effects.forEach(perform);
		},
	};
}
