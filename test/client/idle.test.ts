import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {watchIdle} from '../../source/client/idle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const minutes = (count: number): void => void vi.advanceTimersByTime(count * 60_000);

test('nobody is idle before the time is up since the last key, and everybody is back at the next', () => {
	const told: boolean[] = [];
	const {stir, stop} = watchIdle(30, isIdle => told.push(isIdle));
	minutes(29);
	stir();
	minutes(29);
	expect(told).toEqual([]);
	minutes(1);
	expect(told).toEqual([true]);
	minutes(60);
	stir();
	stir();
	expect(told).toEqual([true, false]);
	minutes(30);
	expect(told).toEqual([true, false, true]);
	stop();
});

test('with 0 minutes, and after the end, nobody is ever idle', () => {
	const told: boolean[] = [];
	const never = watchIdle(0, isIdle => told.push(isIdle));
	const over = watchIdle(1, isIdle => told.push(isIdle));
	over.stop();
	minutes(1_000_000);
	never.stir();
	never.stop();
	expect(told).toEqual([]);
});
