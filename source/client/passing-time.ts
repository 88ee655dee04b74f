import type {Store} from './state/store.ts';

const every = 1000;

/** While somebody is believed to write, tells the state how late it is: it has no clock. Gives back how to stop. */
export function tellTime({getState, subscribe, dispatch}: Store, now: () => number): () => void {
	let timer: ReturnType<typeof setInterval> | undefined;
	const check = (): void => {
		const isNeeded = getState().conversations.some(({typists}) => typists.length > 0);
		if (isNeeded && !timer) {
			timer = setInterval(() => dispatch({type: 'passed', at: now()}), every);
			timer.unref();
		} else if (!isNeeded && timer) {
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
