import path from 'node:path';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {setTimeout as sleep} from 'node:timers/promises';
import {dialects} from './dialects.ts';
import {type Pace, type Part, plain, ratio, type Sample} from './figure.ts';
import {composeText, Peer} from './peer.ts';
import {pinned, residentBytes, type Running, start, stop} from './processes.ts';
import {openServer, type Server} from './servers.ts';
import {quantile} from './statistics.ts';

const stoppedReaders = 20;
const perSecond = 200;
/** Said while they do not read: more than the system keeps for a connection. */
const backlogBytes = 10e6;
const bytesEach = 300;
const patience = 20_000;

/** How long one who talks now and then waits for the own words: alone, beside readers who have stopped, beside one who floods the room. */
export async function measureIsolation({isQuick, tell}: Pace): Promise<Sample> {
	const milliseconds = isQuick ? 1500 : 3000;
	const server = await openServer('durable');
	try {
		const probe = await openProbe(server);
		tell('someone alone');
		// Some times before, so that only the readers are new afterwards.
		for (let round = 0; round < 3; round++) {
			await probe.saySoMuch(backlogBytes / bytesEach);
		}

		const alone = await probe.listen(milliseconds);

		tell(`${stoppedReaders} who have stopped reading`);
		const stopped = await begin(server, 'stopped', stoppedReaders);
		const before = residentBytes(server.pid);
		await probe.saySoMuch(backlogBytes / bytesEach);
		const besideStopped = await probe.listen(milliseconds);
		const grown = residentBytes(server.pid) - before;
		await stop(stopped);

		tell('one who floods the room');
		const flooder = await begin(server, 'flooder', 1);
		const besideFlooder = await probe.listen(milliseconds);
		await stop(flooder);
		return {alone, besideStopped, besideFlooder, grown: grown / 1e6};
	} finally {
		await server.stop();
	}
}

async function openProbe({port}: Server) {
	let delays: number[] = [];
	let heard = 0;
	const probe = new Peer({
		port,
		name: 'probe',
		dialect: dialects.json,
		heard(talker, at) {
			if (talker === 1) {
				heard++;
				delays.push(performance.now() - at);
			}
		},
	});
	await probe.isIn;
	let said = 0;
	const say = (): void => {
		said++;
		probe.say(composeText(1, performance.now()));
	};
	const allHeard = async (): Promise<void> => {
		for (let waited = 0; heard < said && waited < 20_000; waited += 10) {
			await sleep(10);
		}
	};

	return {
		/** The p99 of waiting for one's own words, in milliseconds. */
		async listen(milliseconds: number): Promise<number> {
			delays = [];
			const began = performance.now();
			for (let told = 0; performance.now() - began < milliseconds; await sleep(2)) {
				for (; told < ((performance.now() - began) * perSecond) / 1000; told++) {
					say();
				}
			}

			await allHeard();
			return heard < said ? Infinity : quantile(delays, 0.99);
		},
		async saySoMuch(messages: number): Promise<void> {
			for (let round = 0; round < messages; round += 1000) {
				for (let index = 0; index < 1000; index++) {
					say();
				}

				await allHeard();
			}
		},
	};
}

async function begin({port}: Server, kind: string, count: number): Promise<Running> {
	const file = path.join(import.meta.dirname, 'nuisance.ts');
	const command = pinned('load', [process.execPath, file, String(port), kind, String(count)]);
	const child = start(command, {stdio: ['ignore', 'pipe', 'inherit']});
	let begun = 0;
	createInterface({input: child.stdout!}).on('line', () => begun++);
	for (let waited = 0; begun < count; waited += 10) {
		if (waited > patience) {
			await stop(child);
			throw new Error(`only ${begun} of ${count} could begin`);
		}

		await sleep(10);
	}

	return child;
}

export const isolation: Part = {
	name: 'isolation',
	title: 'One who talks now and then, and hears the own words after (p99)',
	measure: measureIsolation,
	figures: [
		{
			label: `beside ${stoppedReaders} who have stopped reading : alone`,
			of: ratio('besideStopped', 'alone'),
			unit: '×',
			target: {atMost: 1.2},
			behind: {alone: 'alone ms', besideStopped: 'beside them ms'},
		},
		{
			label: `memory that ${stoppedReaders} stopped readers cost`,
			of: plain('grown'),
			unit: 'MB',
		},
		{
			label: 'beside one who floods the room',
			of: plain('besideFlooder'),
			unit: 'ms',
			target: {atMost: 100},
		},
	],
};
