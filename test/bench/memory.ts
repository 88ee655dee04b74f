import {setTimeout as sleep} from 'node:timers/promises';
import {type Pace, type Part, plain, type Sample} from './figure.ts';
import {gather} from './load.ts';
import {residentBytes} from './processes.ts';
import {openServer} from './servers.ts';

const people = 2000;

/** What the server holds for people who are in the room and say nothing. */
export async function measureMemory({tell}: Pace): Promise<Sample> {
	tell(`${people} idle people`);
	const server = await openServer('durable');
	try {
		const empty = residentBytes(server.pid);
		const crowd = await gather(server, {
			peers: people,
			talkers: 0,
			pace: 'closed loop',
			warmMs: 0,
			measureMs: 0,
			loginsAtOnce: 16,
		});
		await sleep(1000);
		const full = residentBytes(server.pid);
		await crowd.leave();
		return {empty: empty / 1e6, full: full / 1e6, each: (full - empty) / people / 1024};
	} finally {
		await server.stop();
	}
}

export const memory: Part = {
	name: 'memory',
	title: 'Memory of the server',
	measure: measureMemory,
	figures: [
		{
			label: `each of ${people.toLocaleString('en')} idle people`,
			of: plain('each'),
			unit: 'KB',
			target: {atMost: 12},
			behind: {empty: 'without anyone MB', full: 'with all MB'},
		},
	],
};
