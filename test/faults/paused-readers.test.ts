import {expect, test} from 'vitest';
import {countHistory, isCalm} from '../history/count-history.ts';
import {Crowd, rooms} from './crowd.ts';
import {finish} from './finish.ts';
import {Random} from './random.ts';
import {ServerProcess} from './server-process.ts';
import {until} from './until.ts';

// The kernel takes some megabytes for somebody who does not read.
const messages = 900;
const text = '漢'.repeat(3900);
const bytes = messages * Buffer.byteLength(text);
const [room] = rooms;

test('readers who stop reading miss nothing, keep their connections, and keep nobody waiting', async () => {
	expect(bytes).toBeGreaterThan(10 * 1024 * 1024);
	await using server = new ServerProcess();
	await server.start();
	using crowd = new Crowd(server.port, new Random(1));
	const readers = crowd.addMany('reader', 3, {rooms: [room]});
	const [speaker, probe] = crowd.addMany('speaker', 2, {rooms: [room]});
	await crowd.gather();
	readers.forEach(reader => reader.pause());
	crowd.talk(speaker!, {ahead: 4, most: messages, text});
	// The probe says one thing after another all the while.
	crowd.talk(probe!, {ahead: 1});
	await until(
		() => speaker!.unanswered === 0,
		() => 'answers while others do not read',
	);
	crowd.hush();
	await until(
		() => probe!.unanswered === 0,
		() => 'the last answer to the probe',
	);
	const head = Math.max(speaker!.heardIn(room), probe!.heardIn(room));
	const behind = readers.map(reader => head - reader.heardIn(room));
	expect(Math.min(...behind)).toBeGreaterThan(messages / 2);
	const said = countHistory(crowd.recorder.operations.filter(({who}) => who === probe!.who)).acked;
	expect(said).toBeGreaterThan(messages / 20);

	readers.forEach(reader => reader.read());
	await crowd.settle();
	// Nobody has lost a connection.
	expect(isCalm(countHistory(crowd.recorder.operations))).toBe(true);
	const {violations} = await finish(server, crowd);
	expect(violations).toEqual([]);
});
