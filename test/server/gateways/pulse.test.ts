import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {Pulse} from '../../../source/server/gateways/pulse.ts';

let asked = 0;
const newPulse = () => new Pulse(() => asked++);

beforeEach(() => {
	asked = 0;
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

test('whoever says anything within 700 milliseconds is alive', async () => {
	const pulse = newPulse();
	const isAlive = pulse.check();
	vi.advanceTimersByTime(699);
	pulse.heard();
	expect(await isAlive).toBe(true);
	expect(vi.getTimerCount()).toBe(0);
});

test('whoever says nothing is not, and what comes later is too late', async () => {
	const pulse = newPulse();
	const isAlive = pulse.check();
	vi.advanceTimersByTime(700);
	pulse.heard();
	expect(await isAlive).toBe(false);
});

test('several who want to know at one time hear the same, and it is asked once', async () => {
	const pulse = newPulse();
	const first = pulse.check();
	vi.advanceTimersByTime(300);
	const second = pulse.check();
	vi.advanceTimersByTime(300);
	pulse.heard();
	vi.advanceTimersByTime(1000);
	expect(await Promise.all([first, second])).toEqual([true, true]);
	expect(asked).toBe(1);
});

test('it can be asked again and again', async () => {
	const pulse = newPulse();
	for (const lives of [true, false, true]) {
		const isAlive = pulse.check();
		if (lives) {
			pulse.heard();
		}

		vi.advanceTimersByTime(700);
		expect(await isAlive).toBe(lives);
	}

	expect(asked).toBe(3);
});
