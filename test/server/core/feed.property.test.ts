import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Body} from '../../../source/protocol/body.ts';
import type {EntryId, RoomName} from '../../../source/protocol/ids.ts';
import type {Hub} from '../../../source/server/core/hub.ts';
import {openHub} from '../../helpers/guest.ts';
import {microtasks, nextTurn, pass, quiet} from '../../helpers/turns.ts';
import {StumblingLog} from '../../helpers/stumbling-log.ts';
import {Witness} from '../../helpers/witness.ts';

const nicks = ['ada', 'bob', 'eve'];
const rooms = ['#lobby', '#a', '#b'] as RoomName[];
const who = fc.nat(nicks.length - 1);
const room = fc.constantFrom(...rooms);
const count = fc.integer({min: 1, max: 4});
const of = <Type extends string>(type: Type) => fc.record({type: fc.constant(type), who});
const ofRoom = <Type extends string>(type: Type) => fc.record({type: fc.constant(type), who, room});
const ofLog = <Type extends string>(type: Type) => fc.record({type: fc.constant(type), count});

/** What can happen, in any order; only the last five let anything go on by itself. */
const step = fc.oneof(
	{weight: 3, arbitrary: ofRoom('join')},
	{weight: 2, arbitrary: ofRoom('leave')},
	{weight: 8, arbitrary: ofRoom('say')},
	{weight: 2, arbitrary: of('stop-reading')},
	{weight: 3, arbitrary: of('read')},
	{weight: 1, arbitrary: of('drop')},
	{weight: 2, arbitrary: of('resume')},
	{weight: 1, arbitrary: of('come-anew')},
	{weight: 1, arbitrary: ofLog('refuse')},
	{weight: 5, arbitrary: ofLog('commit')},
	{weight: 5, arbitrary: ofLog('answer')},
	{weight: 3, arbitrary: ofLog('microtasks')},
	{weight: 4, arbitrary: ofLog('turn')},
	{weight: 2, arbitrary: ofLog('time')},
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const seen = {heard: 0, resumed: 0};
let said = 0;

async function take(move: Step, witnesses: readonly Witness[], hub: Hub, log: StumblingLog) {
	const witness = 'who' in move ? witnesses[move.who]! : undefined;
	switch (move.type) {
		case 'join': {
			witness!.join(move.room);
			break;
		}

		case 'leave': {
			witness!.leave(move.room);
			break;
		}

		case 'say': {
			if (witness!.member && witness!.isIn(move.room)) {
				const id = `${++said}` as EntryId;
				const text = `${said}` as Body;
				hub.say(witness!.member, {room: move.room, id, kind: 'message', text}).catch(() => {});
			}

			break;
		}

		case 'stop-reading': {
			witness!.stopReading();
			break;
		}

		case 'read': {
			witness!.read();
			break;
		}

		case 'drop': {
			witness!.drop();
			break;
		}

		case 'resume': {
			seen.resumed++;
			witness!.connect(true);
			break;
		}

		case 'come-anew': {
			witness!.drop();
			witness!.connect(false);
			break;
		}

		case 'refuse':
		case 'commit':
		case 'answer': {
			log[move.type](move.count);
			break;
		}

		case 'microtasks': {
			await microtasks();
			break;
		}

		case 'time': {
			pass(10 * move.count);
			break;
		}

		case 'turn': {
			for (let turn = 0; turn < move.count; turn++) {
				await nextTurn();
			}

			break;
		}
	}
}

test('whatever happens in whatever order, everyone hears each room without gap, repeat or forgery', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, {maxLength: 80, size: 'max'}), async steps => {
			const log = new StumblingLog();
			const hub = openHub(log);
			const witnesses = nicks.map(nick => new Witness(hub, nick));
			witnesses.forEach(witness => witness.connect(false));
			for (const move of steps) {
				await take(move, witnesses, hub, log);
			}

			for (let round = 0; round < 2; round++) {
				log.commit();
				log.answer();
				witnesses.forEach(witness => witness.read());
				await quiet(4);
			}

			witnesses.forEach(witness => witness.conclude());
			expect(witnesses.flatMap(({faults}) => faults)).toEqual([]);
			seen.heard += witnesses.reduce((sum, {heard}) => sum + heard, 0);
		}),
		{numRuns: 600},
	);

	// A run in which nothing happened would prove nothing.
	expect(seen.heard).toBeGreaterThan(2000);
	expect(seen.resumed).toBeGreaterThan(500);
});
