import {expect, test} from 'vitest';
import {Crowd} from './crowd.ts';
import {finish} from './finish.ts';
import {chooseSeed, Random} from './random.ts';
import {ServerProcess} from './server-process.ts';
import {until} from './until.ts';

test('a server that is told to end while everybody talks says so to all, ends well, and has lost nothing', async () => {
	const random = new Random(chooseSeed('sigterm-under-load'));
	await using server = new ServerProcess();
	await server.start();
	using crowd = new Crowd(server.port, random);
	const speakers = crowd.addMany('speaker', 8);
	crowd.addMany('reader', 3);
	await crowd.gather();
	speakers.forEach(person => crowd.talk(person, {ahead: 32}));
	for (let ends = 1; ends <= 3; ends++) {
		const enough = crowd.recorder.operations.length + random.between(500, 4000);
		await until(
			() => crowd.recorder.operations.length >= enough,
			() => 'talk before the end',
		);
		server.signal('SIGTERM');
		expect(await server.exit()).toBe(0);
		await until(
			() => crowd.people.every(({byes}) => byes === ends),
			() => `a word of farewell: ${crowd.people.map(({who, byes}) => `${who} ${byes}`).join()}`,
		);
		await server.start();
		await crowd.gather();
	}

	crowd.hush();
	const {violations, counts} = await finish(server, crowd);
	expect(violations).toEqual([]);
	expect(counts.resumed).toBe(3 * 11);
	expect(counts.retried).toBeGreaterThan(0);
});
