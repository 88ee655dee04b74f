import fc from 'fast-check';
import {expect, test} from 'vitest';
import {checkHistory} from '../history/check-history.ts';
import {countHistory} from '../history/count-history.ts';
import {Crowd} from './crowd.ts';
import {openFaultProxy} from './fault-proxy.ts';
import {openInProcess} from './in-process.ts';
import {Random} from './random.ts';

const who = fc.nat(3);
const how = fc.constantFrom('fin', 'rst', 'silence');

/** What may happen, in any order. */
const step = fc.oneof(
	{weight: 8, arbitrary: fc.record({type: fc.constant('say'), who, count: fc.nat(40)})},
	{weight: 2, arbitrary: fc.record({type: fc.constant('drop'), who})},
	{weight: 1, arbitrary: fc.record({type: fc.constant('pause'), who})},
	{weight: 2, arbitrary: fc.record({type: fc.constant('read'), who})},
	{weight: 1, arbitrary: fc.record({type: fc.constant('replace'), who})},
	{weight: 1, arbitrary: fc.record({type: fc.constant('cut'), how})},
	{weight: 6, arbitrary: fc.record({type: fc.constant('turns'), count: fc.nat(20)})},
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

let runs = 0;
let heirs = 0;
const seen = {received: 0, resumed: 0, retried: 0, duplicates: 0};

async function play(server: Awaited<ReturnType<typeof openInProcess>>, steps: readonly Step[]) {
	const room = `#r${++runs}`;
	await using proxy = await openFaultProxy(server.port);
	using crowd = new Crowd(server.port, new Random(runs));
	const given = {rooms: [room], silence: 200, port: proxy.port};
	const people = crowd.addMany(`p${runs}-`, 4, given);
	for (const move of steps) {
		if (move.type === 'turns') {
			for (let turn = 0; turn < move.count; turn++) {
				await new Promise(resolve => setImmediate(resolve));
			}
		} else if (move.type === 'cut') {
			proxy.cutAll(move.how);
		} else {
			const person = people[move.who]!;
			if (move.type === 'say') {
				crowd.talk(person, {ahead: move.count, most: move.count});
			} else if (move.type === 'drop') {
				person.drop('rst');
			} else if (move.type === 'pause') {
				person.pause();
			} else if (move.type === 'read') {
				person.read();
			} else {
				crowd.remove(person);
				// A connection that has fallen silent may hold the old name for a while yet.
				people[move.who] = crowd.add(`heir${++heirs}`, {...given, heirOf: person});
			}
		}
	}

	people.forEach(person => person.read());
	await crowd.settle();
	const {operations} = crowd.recorder;
	expect(checkHistory({operations, log: server.logOf(room)})).toEqual([]);
	expect(server.faults).toEqual([]);
	const counts = countHistory(operations);
	for (const name of ['received', 'resumed', 'retried', 'duplicates'] as const) {
		seen[name] += counts[name];
	}
}

test('whatever happens to four connections, in whatever order, everybody has the same room in the end', async () => {
	await using server = await openInProcess();
	await fc.assert(
		fc.asyncProperty(fc.array(step, {maxLength: 40, size: 'max'}), steps => play(server, steps)),
		{numRuns: 60, endOnFailure: true},
	);
	console.log(`random-sessions: ${JSON.stringify(seen)}`);
	expect(Math.min(seen.received, seen.resumed, seen.retried, seen.duplicates)).toBeGreaterThan(20);
});
