import {spawnSync} from 'node:child_process';
import {devNull} from 'node:os';
import {describe, expect, test} from 'vitest';
import {Crowd} from './crowd.ts';
import {finish} from './finish.ts';
import {chooseSeed, Random} from './random.ts';
import {builtProgram, type Command, ServerProcess} from './server-process.ts';

// A kill in the middle of a transaction needs somebody who stops the program at its system calls.
const traced = (call: string, nth: number, command: readonly string[]): readonly string[] => {
	const kill = ['-e', `trace=${call}`, '-e', `inject=${call}:signal=KILL:when=${nth}`];
	return ['strace', '-f', '-qq', '-o', devNull, ...kill, ...command];
};

const killedAt =
	(call: string, nth: number): Command =>
	where =>
		traced(call, nth, builtProgram(where));

const [file, ...rest] = traced('pwrite64', 1, ['true']);
const isTraceable = spawnSync(file!, rest).status === 0;
if (!isTraceable) {
	console.log('killed-in-a-call: skipped, for strace is missing or not permitted.');
}

// Opening a new history writes some fifty times in the thread that also writes entries.
const places = [
	{call: 'pwrite64', from: 80, to: 110},
	{call: 'pwrite64', from: 111, to: 160},
	{call: 'pwrite64', from: 161, to: 250},
	{call: 'fdatasync', from: 2, to: 12},
];

const seed = chooseSeed('killed-in-a-call');

describe.skipIf(!isTraceable)('The program', () => {
	test.each(places)(
		'that is killed at one of its calls $from to $to of $call has lost nothing that it promised or showed',
		async ({call, from, to}) => {
			const random = new Random(seed);
			await using server = new ServerProcess();
			await server.start(killedAt(call, random.between(from, to)));
			using crowd = new Crowd(server.port, random);
			const speakers = crowd.addMany('speaker', 4);
			crowd.addMany('reader', 2);
			speakers.forEach(person => crowd.talk(person, {ahead: 6, most: 500}));
			expect(await server.exit()).toBe('SIGKILL');
			crowd.hush();
			await server.start();
			const {violations, counts} = await finish(server, crowd);
			expect(violations).toEqual([]);
			expect(counts.resumed).toBeGreaterThan(0);
			expect(counts.retried).toBeGreaterThan(0);
		},
	);

	test('that is killed as it opens a history after a kill, again and again, opens it in the end', async () => {
		const random = new Random(seed);
		await using server = new ServerProcess();
		await server.start();
		using crowd = new Crowd(server.port, random);
		const [speaker] = crowd.addMany('speaker', 2);
		crowd.talk(speaker!, {most: 200});
		await crowd.settle();
		server.signal('SIGKILL');
		expect(await server.exit()).toBe('SIGKILL');
		// Most of what it writes then follows from what the kill has left.
		for (let nth = 1; nth <= 6; nth++) {
			await server.launch(killedAt('pwrite64', nth));
			expect(await server.exit()).toBe('SIGKILL');
		}

		await server.start();
		const {violations, counts} = await finish(server, crowd);
		expect(violations).toEqual([]);
		expect(counts.acked).toBe(206);
	});
});
