import fc from 'fast-check';
import {expect, test} from 'vitest';
import {retryDelay} from '../../../source/client/connection/backoff.ts';

const attempt = fc.nat(2000);
const random = fc.double({min: 0, max: 1, maxExcluded: true, noNaN: true});

test('the wait grows with each attempt, up to half a minute', () => {
	const longest = Array.from({length: 9}, (_, number) => retryDelay(number, 0.999_999_9));

	expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

test('the wait is anything up to that, so that not all come back at once', () => {
	expect(retryDelay(3, 0.5)).toBe(2000);
	expect(retryDelay(3, 0.25)).toBe(1000);
});

test('nobody comes back at once, and nobody waits for ever', () => {
	fc.assert(
		fc.property(attempt, random, (number, chance) => {
			expect(retryDelay(number, chance)).toBeGreaterThanOrEqual(50);
			expect(retryDelay(number, chance)).toBeLessThanOrEqual(30_000);
		}),
	);
});

test('what the server asks for is waited at least, and still not by all alike', () => {
	fc.assert(
		fc.property(attempt, random, fc.nat(60_000), (number, chance, least) => {
			expect(retryDelay(number, chance, least)).toBeGreaterThanOrEqual(least + 50);
			expect(retryDelay(number, chance, least)).toBe(
				Math.round(least + Math.max(50, chance * retryDelay(number, 1))),
			);
		}),
	);
});

test('a server that asks for longer than a minute is not waited for longer', () => {
	expect(retryDelay(0, 0, 3_600_000)).toBe(60_050);
});
