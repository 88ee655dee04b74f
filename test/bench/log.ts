import {measureDurable} from './durable.ts';
import {type Figure, type Pace, type Part, ratio, type Sample} from './figure.ts';

/** Messages a second through the log alone. Names in the sample are `store.appenders`. */
export async function measureLog({isQuick, tell}: Pace): Promise<Sample> {
	tell('the log alone');
	const results = await measureDurable(isQuick ? 500 : 1000);
	return Object.fromEntries(
		results.flatMap(({store, senders, perSecond, median}) => [
			[`${store}.${senders}`, perSecond / 1000],
			[`${store}.${senders}.wait`, median],
		]),
	);
}

const figure = (appenders: number): Figure => ({
	label: `${appenders === 1 ? '1 appender' : `${appenders} appenders`}, SQLite : memory`,
	of: ratio(`sqlite.${appenders}`, `memory.${appenders}`),
	unit: '×',
	behind: {
		[`sqlite.${appenders}`]: 'SQLite k messages/s',
		[`memory.${appenders}`]: 'memory k/s',
		[`sqlite.${appenders}.wait`]: 'SQLite p50 ms',
	},
});

export const log: Part = {
	name: 'log',
	title: 'The log alone, each appender waits for its answer',
	measure: measureLog,
	figures: [1, 10, 100].map(figure),
};
