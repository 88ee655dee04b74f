import {once} from 'node:events';
import {setImmediate as turn} from 'node:timers/promises';
import {Worker} from 'node:worker_threads';
import {expect, test} from 'vitest';
import {RoomPassword} from '../../../source/server/access/room-password.ts';
import {patience} from '../../helpers/patience.ts';
import {serveHere} from '../../helpers/serve-here.ts';
import {speakTls} from '../../helpers/tls-talker.ts';

const password = 'correct horse battery staple';
const guessers = 50;
const probes = 200;

test('while a password is looked at the loop goes on turning', async () => {
	const room = new RoomPassword(password);
	await room.check(password);
	let isOver = false;
	let turns = 0;
	const check = room.check('a guess').catch(() => (isOver = true));
	while (!isOver) {
		turns++;
		await turn();
	}

	await check;
	// It takes a tenth of a second: on this thread it would be one turn or two.
	expect(turns).toBeGreaterThan(50);
});

type Report = {
	readonly answers: Readonly<Record<string, number>>;
	readonly mostGuesses: number;
};

/** Fifty who guess, in a thread of their own. */
function begin(port: number, how: 'say' | 'prove') {
	const file = new URL('../../helpers/guesser.ts', import.meta.url);
	const worker = new Worker(file, {workerData: {port, guessers, how}});
	let report: Report = {answers: {}, mostGuesses: 0};
	worker.on('message', (latest: Report) => (report = latest));
	const gone = new Promise<void>((resolve, reject) => {
		worker.once('exit', () => resolve()).once('error', reject);
	});
	return {
		report: () => report,
		async end(): Promise<Report> {
			worker.postMessage('end');
			await gone;
			return report;
		},
	};
}

test.each([
	['say', ['busy', 'password-wrong']],
	['prove', ['challenge', 'password-wrong']],
] as const)(
	'fifty who %s what they guess, as fast as they are let, hold up nobody who is in',
	async (how, codes) => {
		await using server = await serveHere({password});
		const arrive = async (nick: string) => {
			const talker = await speakTls(server.port);
			talker.say({type: 'hello', v: [1, 1], nick, password, backlog: 0});
			await talker.hears('caught-up');
			return talker;
		};
		using ada = await arrive('ada');
		using bob = await arrive('bob');
		const probe = async (when: string): Promise<number> => {
			const delays: number[] = [];
			for (let count = 0; count < probes; count++) {
				const before = bob.frames.length;
				const begun = performance.now();
				const id = `${when}${count}`.padEnd(22, '-');
				ada.say({type: 'say', room: '#lobby', id, text: `${when} ${count}`});
				while (bob.frames.length === before) {
					await once(bob.socket, 'data');
				}

				delays.push(performance.now() - begun);
			}

			return delays.toSorted((a, b) => a - b)[Math.floor(probes * 0.99)]!;
		};
		const alone = await probe('alone');
		const crowd = begin(server.port, how);
		await expect
			.poll(() => crowd.report().answers['password-wrong'] ?? 0, patience)
			.toBeGreaterThan(2);
		const crowded = await probe('crowded');
		const {answers, mostGuesses} = await crowd.end();
		console.log(
			`while ${guessers} ${how} guesses, a message takes ${crowded.toFixed(1)} ms (p99; ${alone.toFixed(1)} without them); they hear ${JSON.stringify(answers)}`,
		);
		const texts = bob.frames.filter(({type}) => type === 'entry').map(({text}) => text);
		expect(texts).toEqual(
			['alone', 'crowded'].flatMap(when =>
				Array.from({length: probes}, (_, count) => `${when} ${count}`),
			),
		);
		expect(Object.keys(answers)).toEqual(expect.arrayContaining([...codes]));
		expect(mostGuesses).toBeLessThanOrEqual(3);
		expect(server.names().toSorted()).toEqual(['ada', 'bob']);
		expect(server.faults).toEqual([]);
	},
	60_000,
);
