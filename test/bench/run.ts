import os from 'node:os';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {client} from './client.ts';
import {fanOut} from './fan-out.ts';
import type {Part, Sample} from './figure.ts';
import {isolation} from './isolation.ts';
import {log} from './log.ts';
import {memory} from './memory.ts';
import {isPinned} from './processes.ts';
import {serverNames} from './servers.ts';
import {startUp} from './start-up.ts';
import {tableOf} from './table.ts';
import {tls} from './tls.ts';

const parts: readonly Part[] = [...fanOut, tls, isolation, log, startUp, client, memory];
const mostRepetitions = 20;

const usage = `npm run bench -- [--repeat N] [--only NAME]… [--quick]

  --repeat N   so many repetitions, of which the medians are shown (3)
  --only NAME  only this part: ${parts.map(({name}) => name).join(', ')}
  --quick      one repetition and shorter runs, for a first look
`;

/** Measures every part in turn, again and again, so that what else the machine does falls on all alike. */
async function run(): Promise<number> {
	const {values} = parseArgs({
		options: {
			repeat: {type: 'string'},
			only: {type: 'string', multiple: true},
			quick: {type: 'boolean', default: false},
			help: {type: 'boolean', default: false},
		},
	});
	const repetitions = Number(values.repeat ?? (values.quick ? 1 : 3));
	const unknown = values.only?.find(name => parts.every(part => part.name !== name));
	const isWrong = unknown !== undefined || !(repetitions >= 1 && repetitions <= mostRepetitions);
	if (values.help || isWrong) {
		process.stdout.write(usage);
		return values.help ? 0 : 2;
	}

	const chosen = parts.filter(({name}) => values.only?.includes(name) ?? true);
	process.stdout.write(`${machine(repetitions)}\n`);
	const samples = new Map<Part, Sample[]>(chosen.map(part => [part, []]));
	for (let repetition = 1; repetition <= repetitions; repetition++) {
		for (const [part, taken] of samples) {
			const tell = (what: string) => progress(`${repetition}/${repetitions}  ${what} …`);
			taken.push(await part.measure({isQuick: values.quick, tell}));
		}
	}

	progress('');
	for (const [part, taken] of samples) {
		process.stdout.write(`\n${tableOf(part, taken)}\n`);
	}

	return 0;
}

function machine(repetitions: number): string {
	const cores = os.availableParallelism();
	const facts = [
		`${cores} ${cores === 1 ? 'core' : 'cores'}`,
		`node ${process.version}`,
		isPinned ? 'server on core 0, load on core 1' : 'not pinned',
		repetitions === 1 ? 'one repetition' : `medians of ${repetitions} repetitions`,
		`load average ${os.loadavg()[0]!.toFixed(1)}`,
	];
	const notes = [
		...(serverNames.includes('ngircd') ? [] : ['ngircd is not installed: not compared.']),
		...(os.loadavg()[0]! > cores / 2
			? ['The machine has other things to do: the figures will be noisy.']
			: []),
	];
	return [facts.join(' · '), ...notes].join('\n');
}

function progress(line: string): void {
	if (process.stderr.isTTY) {
		process.stderr.write(`\r\x1b[K${line}`);
	}
}

process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
process.exitCode = await run();
