import {expect, test} from 'vitest';
import {checkHistory} from '../history/check-history.ts';
import {type Counts, countHistory} from '../history/count-history.ts';
import {Crowd} from './crowd.ts';
import {type FaultProxy, openFaultProxy, type Passages} from './fault-proxy.ts';
import {openInProcess} from './in-process.ts';
import {Random} from './random.ts';
import {until} from './until.ts';

const messages = 20;
const atOnce = 48;
const ends = ['fin', 'rst', 'silence'] as const;
let exchanges = 0;

/** Someone comes, says twenty things and hears them; the first connection goes through `passages`. */
async function exchange(
	server: Awaited<ReturnType<typeof openInProcess>>,
	passages: Passages,
): Promise<{readonly counts: Counts; readonly proxy: FaultProxy}> {
	const number = ++exchanges;
	const room = `#${number}`;
	await using proxy = await openFaultProxy(server.port, connection =>
		connection === 0 ? passages : {},
	);
	using crowd = new Crowd(proxy.port, new Random(number));
	const person = crowd.add(`p${number}`, {rooms: [room]});
	for (let count = 1; count <= messages; count++) {
		person.say(room, `${count}`);
	}

	if ((passages.up ?? passages.down)?.cut?.how === 'silence') {
		await until(
			() => proxy.cuts() > 0 || person.unanswered === 0,
			() => `a cut of ${room}`,
		);
		// As if it had waited long enough; the server hears nothing of that.
		person.drop('rst');
	}

	await crowd.settle();
	const {operations} = crowd.recorder;
	const violations = checkHistory({operations, log: server.logOf(room)});
	expect({passages, violations}).toEqual({passages, violations: []});
	return {counts: countHistory(operations), proxy};
}

test.each(['up', 'down'] as const)(
	'a connection that is cut after any byte on its way %s is mended without a loss',
	async way => {
		await using server = await openInProcess();
		const whole = await exchange(server, {});
		const bytes = whole.proxy.passed()[way];
		expect(bytes).toBeGreaterThan(1000);
		const happened = {cuts: 0, resumed: 0, retried: 0, duplicates: 0};
		let offset = 0;
		const work = async (): Promise<void> => {
			while (offset < bytes) {
				const after = offset++;
				const cut = {after, how: ends[after % ends.length]!};
				const {counts, proxy} = await exchange(server, {[way]: {cut}});
				happened.cuts += proxy.cuts();
				happened.resumed += counts.resumed;
				happened.retried += counts.retried;
				happened.duplicates += counts.duplicates;
			}
		};
		await Promise.all(Array.from({length: atOnce}, work));
		console.log(`cut ${way} at ${bytes} places: ${JSON.stringify(happened)}`);
		expect(server.faults).toEqual([]);
		// A number that has a digit less may make an exchange a few bytes shorter.
		expect(happened.cuts).toBeGreaterThan(bytes * 0.95);
		expect(happened.resumed).toBeGreaterThan(bytes / 2);
		expect(happened.retried).toBeGreaterThan(bytes / 2);
		expect(happened.duplicates).toBeGreaterThan(bytes / 10);
	},
);

test.each([
	{name: 'one byte at a time', passages: {up: {pieces: 1}, down: {pieces: 1}}},
	{name: 'seven bytes at a time', passages: {up: {pieces: 7}, down: {pieces: 7}}},
	{name: 'merged', passages: {up: {pieces: 'merged'}, down: {pieces: 'merged'}}},
] as const)('what comes $name is the same, and nobody loses the connection', async ({passages}) => {
	await using server = await openInProcess();
	// No silence is taken for an end here.
	await using proxy = await openFaultProxy(server.port, () => passages);
	using crowd = new Crowd(proxy.port, new Random(1));
	const people = crowd.addMany('p', 3, {rooms: ['#a']});
	await crowd.gather();
	people.forEach(person => crowd.talk(person, {most: messages}));
	await crowd.settle();
	const {operations} = crowd.recorder;
	expect(checkHistory({operations, log: server.logOf('#a')})).toEqual([]);
	const received = 3 * (3 * messages + 1);
	expect(countHistory(operations)).toMatchObject({dropped: 0, retried: 0, received});
});

test('a connection that stalls in the middle of a frame goes on there, and delays nobody else', async () => {
	await using server = await openInProcess();
	await using proxy = await openFaultProxy(server.port, () => ({
		up: {stall: 1200},
		down: {stall: 1500},
	}));
	using crowd = new Crowd(server.port, new Random(1));
	const stalled = crowd.add('stalled', {rooms: ['#a'], port: proxy.port});
	crowd.talk(stalled, {ahead: 30, most: messages});
	await expect.poll(() => proxy.stalls(), {timeout: 15_000}).toBe(2);
	expect(stalled.unanswered).toBeGreaterThan(0);
	const others = crowd.addMany('other', 2, {rooms: ['#a']});
	others.forEach(person => crowd.talk(person, {most: messages}));
	await expect
		.poll(() => others.every(({unanswered}) => unanswered === 0), {timeout: 15_000})
		.toBe(true);
	proxy.release();
	await crowd.settle();
	const {operations} = crowd.recorder;
	expect(checkHistory({operations, log: server.logOf('#a')})).toEqual([]);
	expect(countHistory(operations)).toMatchObject({dropped: 0, sent: 3 * messages + 1});
});
