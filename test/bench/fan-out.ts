import {
	type Behind,
	type Figure,
	type Pace,
	type Part,
	plain,
	ratio,
	type Sample,
} from './figure.ts';
import {type Load, type LoadResult, runLoad} from './load.ts';
import {openServer, type ServerName, serverNames} from './servers.ts';

type Workload = {
	readonly load: Load;
	readonly servers: readonly ServerName[];
	/** The part of its warming up and measuring that a quick look does. */
	readonly quick: number;
};

export const closedLoop = {
	pace: 'closed loop',
	warmMs: 700,
	measureMs: 2500,
	loginsAtOnce: 8,
} as const;
const all: readonly ServerName[] = ['durable', 'irc', 'ephemeral', 'naive', 'ngircd'];

const ours: ReadonlySet<ServerName> = new Set(['durable', 'irc', 'ephemeral']);

/** How fast what one says reaches all, beside other servers under the same load. Names in the sample are `server.what`. */
export async function measureFanOut(
	{load, servers, quick}: Workload,
	{isQuick, tell}: Pace,
): Promise<Sample> {
	const sample: Record<string, number> = {lost: 0};
	const scale = isQuick ? quick : 1;
	for (const server of servers.filter(each => serverNames.includes(each))) {
		tell(`${load.peers} people: ${server}`);
		const {warmMs, measureMs} = load;
		const result = await measure(server, {
			...load,
			warmMs: warmMs * scale,
			measureMs: measureMs * scale,
		});
		sample[`${server}.rate`] = result.deliveriesPerSecond / 1000;
		sample[`${server}.p50`] = result.p50;
		sample[`${server}.p99`] = result.p99;
		sample[`${server}.login`] = result.loginMs;
		sample[`${server}.cost`] = (result.serverLoad * 1e6) / result.deliveriesPerSecond;
		sample[`${server}.generator`] = result.generatorLoad * 100;
		if (ours.has(server)) {
			sample['lost']! += result.lost + result.doubled;
		}
	}

	return sample;
}

/** One load on a server of its own. */
export async function measure(name: ServerName, load: Load): Promise<LoadResult> {
	const server = await openServer(name);
	try {
		return await runLoad(server, load);
	} finally {
		await server.stop();
	}
}

const rates = (...servers: readonly ServerName[]): Behind =>
	Object.fromEntries(servers.map(name => [`${name}.rate`, `${name} k/s`]));

const throughput = (target: number): readonly Figure[] => [
	{
		label: 'deliveries/s, durable : ngircd',
		of: ratio('durable.rate', 'ngircd.rate'),
		unit: '×',
		target: {atLeast: target},
		behind: rates('durable', 'ngircd'),
	},
	{
		label: 'deliveries/s to IRC clients, durable : ngircd',
		of: ratio('irc.rate', 'ngircd.rate'),
		unit: '×',
		target: {atLeast: target},
		behind: {...rates('irc'), 'irc.p99': 'p99 ms'},
	},
	{
		label: 'deliveries/s, durable : ephemeral',
		of: ratio('durable.rate', 'ephemeral.rate'),
		unit: '×',
		target: {atLeast: 0.6},
		behind: rates('ephemeral'),
	},
	{
		label: 'deliveries/s, durable : naive Node server',
		of: ratio('durable.rate', 'naive.rate'),
		unit: '×',
		behind: rates('naive'),
	},
	{
		label: 'processor time a delivery, durable : ngircd',
		of: ratio('durable.cost', 'ngircd.cost'),
		unit: '×',
		behind: {
			'durable.cost': 'durable µs',
			'ephemeral.cost': 'ephemeral µs',
			'ngircd.cost': 'ngircd µs',
		},
	},
	{
		label: 'from saying to hearing, durable, p50',
		of: plain('durable.p50'),
		unit: 'ms',
		behind: {'durable.p99': 'p99 ms', 'durable.generator': 'load generator %'},
	},
	noneLost,
];

const noneLost: Figure = {
	label: 'messages lost or doubled',
	of: plain('lost'),
	unit: '',
	target: {atMost: 0},
};

const part = (
	name: string,
	title: string,
	workload: Workload,
	figures: readonly Figure[],
): Part => ({
	name,
	title: `${title} (durable: on disk before anyone hears it)`,
	measure: pace => measureFanOut(workload, pace),
	figures,
});

export const fanOut: readonly Part[] = [
	part(
		'busy-100',
		'100 people, 10 talk as fast as they hear',
		{load: {...closedLoop, peers: 100, talkers: 10}, servers: all, quick: 0.5},
		throughput(1.2),
	),
	part(
		'busy-1000',
		'1,000 people, 100 talk as fast as they hear',
		{load: {...closedLoop, peers: 1000, talkers: 100}, servers: all, quick: 0.6},
		throughput(3),
	),
	part(
		'calm-1000',
		'1,000 people, 100 messages a second',
		{
			load: {...closedLoop, pace: 100, peers: 1000, talkers: 100},
			servers: ['durable', 'ngircd'],
			quick: 0.6,
		},
		[
			{
				label: 'from saying to hearing, p99, durable : ngircd',
				of: ratio('durable.p99', 'ngircd.p99'),
				unit: '×',
				target: {atMost: 1},
				behind: {
					'durable.p50': 'p50',
					'durable.p99': 'p99',
					'ngircd.p50': 'ngircd p50',
					'ngircd.p99': 'p99 ms',
				},
			},
			noneLost,
		],
	),
	part(
		'arrival-1000',
		'1,000 people come at once',
		{
			load: {...closedLoop, peers: 1000, talkers: 0, loginsAtOnce: 1000, warmMs: 0, measureMs: 0},
			servers: ['durable', 'ephemeral', 'naive'],
			quick: 1,
		},
		[
			{
				label: 'until all are in, durable',
				of: plain('durable.login'),
				unit: 'ms',
				target: {atMost: 400},
				behind: {'ephemeral.login': 'ephemeral ms', 'naive.login': 'naive, tells nobody, ms'},
			},
		],
	),
];
