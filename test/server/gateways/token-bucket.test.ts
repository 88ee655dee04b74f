import fc from 'fast-check';
import {expect, test} from 'vitest';
import {TokenBucket} from '../../../source/server/gateways/token-bucket.ts';

test('takes the burst at once, then as many as the rate gives', () => {
	const bucket = new TokenBucket({burst: 3, perSecond: 2}, 0);
	expect([1, 2, 3, 4].map(() => bucket.take(0))).toEqual([true, true, true, false]);
	expect(bucket.take(499)).toBe(false);
	expect(bucket.take(500)).toBe(true);
	expect(bucket.isFull(1999)).toBe(false);
	expect(bucket.isFull(2000)).toBe(true);
});

test('says how long to wait after each one that was spent', () => {
	const bucket = new TokenBucket({burst: 2, perSecond: 4}, 0);
	expect([bucket.spend(0), bucket.spend(0), bucket.spend(0)]).toEqual([0, 250, 500]);
	expect(bucket.spend(500)).toBe(250);
});

test('never gives more than burst and rate allow, whenever one asks', () => {
	const waits = fc.array(fc.nat({max: 3000}), {maxLength: 200});
	fc.assert(
		fc.property(waits, fc.integer({min: 1, max: 20}), (pauses, burst) => {
			const bucket = new TokenBucket({burst, perSecond: 2}, 0);
			let now = 0;
			let taken = 0;
			for (const pause of pauses) {
				now += pause;
				taken += bucket.take(now) ? 1 : 0;
			}

			expect(taken).toBeLessThanOrEqual(burst + (now * 2) / 1000);
		}),
	);
});
