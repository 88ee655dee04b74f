import {expect, test} from 'vitest';
import {createDevice} from '../../source/crypto/device.ts';
import type {Problem} from '../../source/client/connection/problem.ts';
import {far, goFar} from '../helpers/far-client.ts';
import {serveHere} from '../helpers/serve-here.ts';
import {openFaultProxy, type Passages} from './fault-proxy.ts';
import {until} from './until.ts';

const atOnce = 12;
const step = 37;

/** Problems that pass: everything else would be a false alarm. */
const passing: ReadonlySet<Problem> = new Set<Problem>([
	'lost',
	'closed',
	'in-clear',
	'not-chatroom',
	'mute',
	'silent',
]);

test.each(['up', 'down'] as const)(
	'TLS that is cut anywhere on its way %s is begun anew, with no alarm, and what is said is said once',
	async way => {
		await using server = await serveHere();
		const {pin} = server.link;
		const happened: Record<string, number> = {};

		const exchange = async (number: number, passages: Passages): Promise<number> => {
			await using proxy = await openFaultProxy(server.port, nth => (nth === 0 ? passages : {}));
			const {device} = createDevice();
			const memory = {pin: pin!};
			await using client = goFar({port: proxy.port, memory, device, nick: `n${number}`, run: 'r'});
			const id = `${number}`.padEnd(22, '-') as never;
			let welcomes = 0;
			let failures = 0;
			const isAcked = () => client.frames().some(({type}) => type === 'ack');
			while (!isAcked()) {
				await until(
					() => {
						const [came, failed] = [
							client.frames().filter(({type}) => type === 'welcome').length,
							client.events.filter(event => event.type === 'lost').length,
						];
						if (came > welcomes) {
							welcomes = came;
							client.send({type: 'say', room: '#lobby' as never, id, text: `${number}`});
						}

						if (failed > failures) {
							failures = failed;
							const last = client.events.findLast(event => event.type === 'lost')!;
							if (last.retryMs === undefined) {
								client.open(far);
							}
						}

						return isAcked();
					},
					() => `an answer to ${number}, cut ${JSON.stringify(passages)}`,
				);
			}

			for (const problem of client.problems()) {
				expect({passages, problem, isPassing: passing.has(problem)}).toMatchObject({
					isPassing: true,
				});
				const name = typeof problem === 'string' ? problem : problem.type;
				happened[name] = (happened[name] ?? 0) + 1;
			}

			return proxy.passed()[way];
		};

		const bytes = await exchange(0, {});
		let next = 1;
		const work = async (): Promise<void> => {
			for (let number = next++; number * step < bytes; number = next++) {
				const how = number % 2 === 0 ? 'fin' : 'rst';
				await exchange(number, {[way]: {cut: {after: number * step, how}}});
			}
		};
		await Promise.all(Array.from({length: atOnce}, work));
		console.log(
			`TLS cut ${way} at ${next - atOnce - 1} places of ${bytes} bytes: ${JSON.stringify(happened)}`,
		);
		const said = server.hub.log.read({rooms: ['#lobby' as never], from: 'oldest', limit: 10_000});
		expect(said.map(({text}) => Number(text)).toSorted((a, b) => a - b)).toEqual(
			Array.from({length: next - atOnce}, (_, number) => number),
		);
		await until(
			() => server.names().length === 0,
			() => `the end of ${server.names().join()}`,
		);
		expect(server.faults).toEqual([]);
	},
);
