import process from 'node:process';
import {parseArgs} from 'node:util';
import {Crowd, rooms} from './crowd.ts';
import {openFaultProxy} from './fault-proxy.ts';
import {Random} from './random.ts';
import {ServerProcess} from './server-process.ts';
import {reportOf, tell} from './torture-report.ts';
import {type Round, Torture} from './torture-round.ts';
import {calmUsageOf, usageOf} from './usage.ts';

const usage = `npm run torture -- [--minutes N] [--seed S]

  --minutes N  so long, and then to the end of the round (2)
  --seed S     the faults of an earlier run, in the same order

All faults at random, mixed, against the built program with twenty participants. Ends with 1 when a
promise was broken, and keeps the history then.
`;

const mostMinutes = 24 * 60;
const participants = 20;
/** In milliseconds: after that the server has given up whoever fell silent and never came back. */
const givenUpWithin = 75_000;

async function torture(minutes: number, seed: number): Promise<number> {
	const random = new Random(seed);
	await using server = new ServerProcess();
	process.once('exit', () => server.abandon());
	await server.start();
	const conditions = random.fork();
	await using proxy = await openFaultProxy(server.port, () => spoiled(conditions));
	using crowd = new Crowd(server.port, random.fork());
	for (let number = 1; number <= participants; number++) {
		const port = number % 2 === 0 ? proxy.port : server.port;
		const some = rooms.filter((_, index) => index === 0 || random.next() < 0.6);
		crowd.add(`person${number}`, {port, rooms: some, silence: 500});
	}

	await crowd.gather();
	const run = new Torture({server, proxy, crowd, random});
	const begun = performance.now();
	const done: Round[] = [];
	const first = usageOf(server.pid);
	let last = first;
	let trouble: string | undefined;
	try {
		do {
			const round = await run.round();
			done.push(round);
			tell(done.length, (performance.now() - begun) / 1000, round, crowd.people.length);
		} while (performance.now() - begun < minutes * 60_000 && isClean(done));

		last = await calmUsageOf(server.pid, first, minutes < 1 ? 0 : givenUpWithin);
		server.signal('SIGTERM');
		const status = await server.exit();
		trouble = status === 0 ? undefined : `The server ended with ${status}.\n${server.printed}`;
		trouble ??= run.isKept() ? undefined : 'What was on the disk has changed since it was judged.';
	} catch (error) {
		trouble = error instanceof Error ? error.message : String(error);
	}

	const isFine = isClean(done) && trouble === undefined;
	server.isKept = !isFine;
	process.stdout.write(`\n${reportOf(done, {first, last}, proxy.cuts())}\n`);
	if (!isFine) {
		const violations = done.flatMap(round => round.violations);
		const lines = violations.slice(0, 50).map(({code, what}) => `  ${code}: ${what}`);
		const words = [trouble ?? '', ...lines, `The history is in ${server.data}`];
		process.stdout.write(`${words.join('\n')}\n`);
	}

	process.stdout.write(`Again: npm run torture -- --minutes ${minutes} --seed ${seed}\n`);
	return isFine ? 0 : 1;
}

const isClean = (rounds: readonly Round[]) =>
	rounds.every(({violations}) => violations.length === 0);

/** Half of the connections through the proxy are bad in themselves. */
const spoiled = (random: Random) => ({
	up: {
		...(random.next() < 0.3 && {pieces: random.between(1, 500)}),
		...(random.next() < 0.1 && {
			cut: {after: random.between(0, 20_000), how: random.one(['fin', 'rst', 'silence'] as const)},
		}),
	},
	down: {
		...(random.next() < 0.3 && {pieces: random.between(50, 5000)}),
		...(random.next() < 0.1 && {
			cut: {after: random.between(0, 200_000), how: random.one(['fin', 'rst', 'silence'] as const)},
		}),
	},
});

const {values} = parseArgs({
	options: {minutes: {type: 'string'}, seed: {type: 'string'}, help: {type: 'boolean'}},
});
const minutes = Number(values.minutes ?? 2);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const isRight = minutes >= 0 && minutes <= mostMinutes && Number.isSafeInteger(seed);
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
if (values.help || !isRight) {
	process.stdout.write(usage);
	process.exitCode = values.help ? 0 : 2;
} else {
	process.exitCode = await torture(minutes, seed);
}
