import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {Crowd} from './crowd.ts';
import {finish} from './finish.ts';
import {chooseSeed, Random} from './random.ts';
import {type Command, ServerProcess} from './server-process.ts';

const script = path.join(import.meta.dirname, 'crashing-server.ts');
const crashingAt =
	(...where: readonly string[]): Command =>
	({data, port}) => [process.execPath, script, data, String(port), ...where];

const seed = chooseSeed('crash-points');

const points = [
	{point: 'received', isStored: false},
	{point: 'after-commit', isStored: true},
	{point: 'after-sync', isStored: true},
	{point: 'after-append', isStored: true},
	// Passed for each who hears, also when the crowd gathers.
	{point: 'mid-fan-out', isStored: true, first: 12, last: 15},
	{point: 'before-ack', isStored: true},
];
const crowds = [
	{senders: 1, messages: 60, ahead: 3, latest: 15},
	// On a slow machine all that is under way is one batch: there may be no more than seven.
	{senders: 8, messages: 60, ahead: 8, latest: 7},
];

describe.each(crowds)('With $senders who talk, a server', ({senders, messages, ahead, latest}) => {
	test.each(points)(
		'that is killed at «$point» has lost nothing that it promised or showed',
		async ({point, isStored, first = 5, last = latest}) => {
			const random = new Random(seed);
			const nth = random.between(first, last);
			await using server = new ServerProcess();
			await server.start(crashingAt(point, String(nth)));
			using crowd = new Crowd(server.port, random);
			// Who came first is told first: in the middle of a fan-out no speaker knows.
			crowd.addMany('reader', 2);
			await crowd.gather();
			const speakers = crowd.addMany('speaker', senders);
			await crowd.gather();
			speakers.forEach(person => crowd.talk(person, {ahead, most: messages}));
			expect(await server.exit()).toBe('SIGKILL');
			await server.start(crashingAt());
			const {violations, counts} = await finish(server, crowd);
			expect(violations).toEqual([]);
			expect(counts.sent).toBe(senders * messages + 3);
			expect(counts.resumed).toBeGreaterThanOrEqual(senders + 2);
			expect(counts.retried).toBeGreaterThan(0);
			// What was on the disk but not promised is found there by whoever says it again.
			expect(counts.duplicates).toBeGreaterThanOrEqual(isStored ? 1 : 0);
		},
	);
});
