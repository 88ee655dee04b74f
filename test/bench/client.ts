import {setTimeout as sleep} from 'node:timers/promises';
import {type Pace, type Part, plain, ratio, type Sample} from './figure.ts';
import {findProgram, pinned, processorSeconds, residentBytes} from './processes.ts';
import {openScreen, type Screen} from './screen.ts';
import {openServer, program, type Server} from './servers.ts';
import {quantile} from './statistics.ts';
import {openTalker, type Talker} from './talker.ts';

const held = 10_000;
// In no escape sequence, so that it is seen only when it is drawn.
const key = 'x';
const backspace = '\x7f';
const between = 40;

/** The full-screen client with a long history, in milliseconds, bytes and shares of a core; and others' clients, empty. */
export async function measureClient(pace: Pace): Promise<Sample> {
	pace.tell(`the client with ${held} messages`);
	const server = await openServer('durable');
	const talker = await openTalker(server.port);
	const where = ['--host', '127.0.0.1', '--port', String(server.port), '--username', 'ada'];
	const screen = openScreen(pinned('load', [...program, 'join', ...where]));
	try {
		await screen.shows('online as');
		const ours = await measureOurs(screen, talker, pace);
		return {...ours, ...(await measureOthers(pace))};
	} finally {
		await screen.close();
		await endAll(server, talker);
	}
}

async function endAll(server: Server, talker: Talker): Promise<void> {
	talker.close();
	await server.stop();
}

async function measureOurs(screen: Screen, talker: Talker, {isQuick}: Pace): Promise<Sample> {
	const words = 'is one of those that fill a long history, as people write them in a chat.';
	const texts = Array.from({length: held - 1}, (_, index) => `message ${index} ${words}`);
	const last = screen.shows('the very last one');
	await talker.sayAll([...texts, 'the very last one']);
	await last;
	await sleep(500);
	const keys = await typeKeys(screen, isQuick ? 30 : 80);
	const memory = residentBytes(screen.pid);

	const seconds = isQuick ? 2 : 4;
	const before = processorSeconds(screen.pid);
	await talker.keepSaying(1000, seconds * 1000);
	const busy = (processorSeconds(screen.pid) - before) / seconds;
	return {...keys, memory: memory / 1e6, busy: busy * 100};
}

/** Types one letter at a time and takes it back, for as many letters as are asked for. */
async function typeKeys(screen: Screen, count: number, end?: string): Promise<Sample> {
	const waits: number[] = [];
	let bytes = 0;
	for (let typed = 0; typed < count; typed++) {
		const before = screen.bytes();
		const shown = screen.shows(key, end);
		const began = performance.now();
		screen.type(key);
		await shown;
		waits.push(performance.now() - began);
		await sleep(between);
		bytes += screen.bytes() - before;
		// What is typed and taken back within one frame is never drawn.
		const gone = screen.shows('', end);
		screen.type(backspace);
		await gone;
		await sleep(between);
	}

	return {p50: quantile(waits, 0.5), p95: quantile(waits, 0.95), bytes: bytes / count};
}

const others: Readonly<Record<string, readonly string[]>> = {weechat: [], irssi: []};

async function measureOthers({isQuick, tell}: Pace): Promise<Sample> {
	const sample: Record<string, number> = {};
	for (const [name, flags] of Object.entries(others)) {
		const file = findProgram(name);
		if (file) {
			tell(name);
			const screen = openScreen(pinned('load', [file, ...flags]));
			await sleep(1500);
			const {p50, bytes} = await typeKeys(screen, isQuick ? 20 : 40, '');
			await screen.close();
			sample[`${name}.p50`] = p50!;
			sample[`${name}.bytes`] = bytes!;
		}
	}

	return sample;
}

export const client: Part = {
	name: 'client',
	title: `The client, 200 × 50, with ${held.toLocaleString('en')} messages`,
	measure: measureClient,
	figures: [
		{
			label: 'from key to frame, p50',
			of: plain('p50'),
			unit: 'ms',
			target: {atMost: 4},
			behind: {p95: 'p95 ms', 'weechat.p50': 'WeeChat (empty)', 'irssi.p50': 'irssi (empty) ms'},
		},
		...['WeeChat', 'irssi'].map(other => ({
			label: `from key to frame : ${other}, empty`,
			of: ratio('p50', `${other.toLowerCase()}.p50`),
			unit: '×' as const,
		})),
		{
			label: 'bytes a key',
			of: plain('bytes'),
			unit: 'B',
			target: {atMost: 200},
			behind: {'weechat.bytes': 'WeeChat', 'irssi.bytes': 'irssi'},
		},
		{
			label: 'core taken by 1,000 messages/s',
			of: plain('busy'),
			unit: '%',
			target: {atMost: 22},
		},
		{label: 'memory', of: plain('memory'), unit: 'MB', target: {atMost: 130}},
	],
};
