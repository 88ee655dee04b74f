import type {State} from './state/state.ts';
import type {Store} from './state/store.ts';

const every = 1000;

/** Works once a second while that is needed, and if asked at once when it begins to be. Gives back how to stop. */
export function eachSecondWhile(
	{getState, subscribe}: Pick<Store, 'getState' | 'subscribe'>,
	isNeeded: (state: State) => boolean,
	work: () => void,
	{atOnce = false}: {readonly atOnce?: boolean} = {},
): () => void {
	let timer: ReturnType<typeof setInterval> | undefined;
	const check = (): void => {
		const isDue = isNeeded(getState());
		if (isDue && !timer) {
			timer = setInterval(work, every);
			timer.unref();
			if (atOnce) {
				work();
			}
		} else if (!isDue && timer) {
			clearInterval(timer);
			timer = undefined;
		}
	};
	const unsubscribe = subscribe(check);
	return () => {
		unsubscribe();
		clearInterval(timer);
	};
}

/** While somebody is believed to write, or something is told for a moment, tells the state how late it is: it has no clock. Gives back how to stop. */
export const tellTime = (store: Store, now: () => number): (() => void) =>
	eachSecondWhile(
		store,
		({conversations, outcome}) =>
			outcome !== undefined || conversations.some(({typists}) => typists.length > 0),
		() => store.dispatch({type: 'passed', at: now()}),
	);

/** While a reconnection is awaited, the seconds on screen go down. */
export const countDown = (store: Store, draw: () => void): (() => void) =>
	eachSecondWhile(store, ({link}) => link.type === 'waiting', draw, {atOnce: true});
