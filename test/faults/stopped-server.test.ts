import {expect, test} from 'vitest';
import {Crowd} from './crowd.ts';
import {finish} from './finish.ts';
import {chooseSeed, Random} from './random.ts';
import {ServerProcess} from './server-process.ts';
import {until} from './until.ts';

test('a server that stands still for a while goes on as if nothing had been, for those who wait and those who do not', async () => {
	await using server = new ServerProcess();
	await server.start();
	using crowd = new Crowd(server.port, new Random(chooseSeed('stopped-server')));
	const patient = crowd.addMany('patient', 3);
	const hasty = crowd.addMany('hasty', 3, {silence: 300});
	await crowd.gather();
	[...patient, ...hasty].forEach(person => crowd.talk(person));
	const dropsOf = (people: typeof patient) => {
		const names = new Set(people.map(({who}) => who));
		return crowd.recorder.operations.filter(({op, who}) => op === 'drop' && names.has(who)).length;
	};

	for (let stop = 1; stop <= 3; stop++) {
		const before = dropsOf(hasty);
		server.signal('SIGSTOP');
		await until(
			() => dropsOf(hasty) >= before + hasty.length,
			() => 'the hasty ones to give up',
		);
		server.signal('SIGCONT');
		await crowd.gather();
	}

	crowd.hush();
	expect(dropsOf(patient)).toBe(0);
	const {violations, counts} = await finish(server, crowd);
	expect(violations).toEqual([]);
	expect(counts.resumed).toBeGreaterThanOrEqual(9);
	expect(counts.retried).toBeGreaterThan(0);
});
