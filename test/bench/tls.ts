import {closedLoop, measure} from './fan-out.ts';
import {type Pace, type Part, plain, ratio, type Sample} from './figure.ts';

const ways = {clear: {}, tls: {isEncrypted: true}} as const;

/** What it costs that nobody on the way can listen: for words, and for those who come. Names in the sample are `way.what`. */
export async function measureTls({isQuick, tell}: Pace): Promise<Sample> {
	const sample: Record<string, number> = {lost: 0};
	const scale = isQuick ? 0.5 : 1;
	for (const [name, way] of Object.entries(ways)) {
		tell(`100 people: ${name}`);
		const {warmMs, measureMs} = closedLoop;
		const busy = await measure('durable', {
			...closedLoop,
			...way,
			peers: 100,
			talkers: 10,
			warmMs: warmMs * scale,
			measureMs: measureMs * scale,
		});
		sample[`${name}.rate`] = busy.deliveriesPerSecond / 1000;
		sample[`${name}.cost`] = (busy.serverLoad * 1e6) / busy.deliveriesPerSecond;
		sample[`${name}.generator`] = busy.generatorLoad * 100;
		sample['lost']! += busy.lost + busy.doubled;

		tell(`1,000 people come at once: ${name}`);
		const storm = await measure('durable', {
			...closedLoop,
			...way,
			hasDevices: name === 'tls',
			peers: 1000,
			talkers: 0,
			loginsAtOnce: 1000,
			warmMs: 0,
			measureMs: 0,
		});
		sample[`${name}.login`] = storm.loginMs;
	}

	return sample;
}

export const tls: Part = {
	name: 'tls',
	title: 'The price of TLS (server and clients on this machine both pay it)',
	measure: measureTls,
	figures: [
		{
			label: 'deliveries/s to 100 people, TLS : in the clear',
			of: ratio('tls.rate', 'clear.rate'),
			unit: '×',
			behind: {
				'tls.rate': 'TLS k/s',
				'clear.rate': 'clear k/s',
				'tls.generator': 'load generator %',
			},
		},
		{
			label: 'processor time a delivery, TLS : in the clear',
			of: ratio('tls.cost', 'clear.cost'),
			unit: '×',
			behind: {'tls.cost': 'TLS µs', 'clear.cost': 'clear µs'},
		},
		{
			label: '1,000 come at once, TLS and device keys : neither',
			of: ratio('tls.login', 'clear.login'),
			unit: '×',
			behind: {'tls.login': 'TLS and keys ms', 'clear.login': 'neither ms'},
		},
		{label: 'messages lost or doubled', of: plain('lost'), unit: '', target: {atMost: 0}},
	],
};
