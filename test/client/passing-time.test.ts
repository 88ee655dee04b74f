import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {tellTime} from '../../source/client/passing-time.ts';
import {createStore} from '../../source/client/state/store.ts';
import {online} from '../helpers/client-fakes.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

test('what a key did is told for five seconds, after which no clock runs any more', () => {
	const store = createStore(online(), () => {});
	const stop = tellTime(store, Date.now);
	expect(vi.getTimerCount()).toBe(0);

	store.dispatch({type: 'outcome-told', text: 'copied', at: Date.now()});
	vi.advanceTimersByTime(4000);
	expect(store.getState().outcome?.text).toBe('copied');
	vi.advanceTimersByTime(1000);
	expect(store.getState().outcome).toBeUndefined();
	expect(vi.getTimerCount()).toBe(0);
	stop();
});
