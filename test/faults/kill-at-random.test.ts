import {expect, test} from 'vitest';
import {Crowd} from './crowd.ts';
import {finish} from './finish.ts';
import {chooseSeed, Random} from './random.ts';
import {ServerProcess} from './server-process.ts';
import {until} from './until.ts';

const kills = 5;

test('a server that is killed again and again has lost nothing that it promised or showed', async () => {
	const random = new Random(chooseSeed('kill-at-random'));
	await using server = new ServerProcess();
	await server.start();
	using crowd = new Crowd(server.port, random);
	const speakers = crowd.addMany('speaker', 8);
	crowd.addMany('reader', 3);
	await crowd.gather();
	speakers.forEach(person => crowd.talk(person, {ahead: 3}));
	for (let count = 0; count < kills; count++) {
		const enough = crowd.recorder.operations.length + random.between(500, 5000);
		await until(
			() => crowd.recorder.operations.length >= enough,
			() => 'talk between two kills',
		);
		server.signal('SIGKILL');
		expect(await server.exit()).toBe('SIGKILL');
		await server.start();
		await crowd.gather();
	}

	crowd.hush();
	const {violations, counts} = await finish(server, crowd);
	console.log(`kill-at-random: ${JSON.stringify(counts)}`);
	expect(violations).toEqual([]);
	expect(counts.resumed).toBeGreaterThanOrEqual(kills * 11);
	expect(counts.dropped).toBeGreaterThanOrEqual(kills * 11);
	expect(counts.retried).toBeGreaterThan(0);
});
