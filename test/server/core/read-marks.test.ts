import {describe, expect, test} from 'vitest';
import type {RoomName, Seq} from '../../../source/protocol/ids.ts';
import {Refusal} from '../../../source/protocol/refusal.ts';
import {MemoryLog} from '../../../source/server/storage/memory-log.ts';
import {type Arrival, Guest, openHub} from '../../helpers/guest.ts';
import {quiet} from '../../helpers/turns.ts';

const lobby = '#lobby';
const known = (given: Arrival = {}): Arrival => ({hasOwnKey: true, key: 'one', ...given});
const read = ({hub, member}: Guest, seq: number, room = lobby) =>
	hub.readMarks.move(member, room as RoomName, seq as Seq);
const markOf = ({hub, member}: Guest, room = lobby) => hub.readMarks.of(member, room as RoomName);
const toldMarks = ({heard}: Guest) => heard.filter(line => line.includes('read up to'));

async function hubWith(count: number, log = new MemoryLog()) {
	const hub = openHub(log);
	const bob = new Guest(hub, 'bob');
	for (let number = 1; number <= count; number++) {
		await bob.say(`${number}`);
	}

	return {hub, bob, log};
}

describe('how far somebody has read', () => {
	test('is known to all sessions with the same key, also to those that come later', async () => {
		const {hub, bob} = await hubWith(3);
		const [desk, phone] = ['ada', 'ada2'].map(nick => new Guest(hub, nick, known())) as [
			Guest,
			Guest,
		];
		await read(desk, 2);
		await quiet();
		expect(toldMarks(phone)).toEqual(['#lobby read up to 2']);
		expect([...toldMarks(desk), ...toldMarks(bob)]).toEqual([]);
		expect([markOf(desk), markOf(phone), markOf(new Guest(hub, 'ada3', known()))]).toEqual([
			2, 2, 2,
		]);
		expect(markOf(new Guest(hub, 'eve', known({key: 'two'})))).toBeUndefined();
	});

	test('only moves on, and never beyond what there is', async () => {
		const {hub} = await hubWith(3);
		const [desk, phone] = ['ada', 'ada2'].map(nick => new Guest(hub, nick, known())) as [
			Guest,
			Guest,
		];
		await read(desk, 2);
		await read(phone, 1);
		await read(desk, 2);
		await read(desk, 4);
		await quiet();
		expect(markOf(desk)).toBe(2);
		expect(toldMarks(phone)).toEqual(['#lobby read up to 2']);
		// The greatest counts, also while the one before is on its way.
		await Promise.all([read(desk, 3), read(phone, 2)]);
		expect(markOf(desk)).toBe(3);
	});

	test('is nothing for who came without a key, for visitors, and in rooms of others', async () => {
		const {hub, log} = await hubWith(2);
		await read(new Guest(hub, 'keyless', {key: 'made here'}), 1);
		await read(new Guest(hub, 'looker', known({visitor: true})), 1);
		const ada = new Guest(hub, 'ada', known({rooms: []}));
		new Guest(hub, 'eve', {rooms: ['#ops']});
		await read(ada, 1);
		await read(ada, 1, '#ops');
		await read(ada, 1, '#nowhere');
		await read(ada, 1, '@bob');
		expect(log.facts.count('read')).toBe(0);
	});

	test('of a direct conversation goes with the people, whatever they are called', async () => {
		const {hub, bob} = await hubWith(0);
		const desk = new Guest(hub, 'ada', known());
		await bob.say('psst', {room: '@ada'});
		await read(desk, 1, '@bob');
		bob.rename('robert');
		expect(markOf(desk, '@robert')).toBe(1);
		desk.quit();
		const back = new Guest(hub, 'ada', known());
		expect(hub.readMarks.all(back.member)).toEqual([{type: 'read', room: '@bob', seq: 1}]);
	});

	test('is told once more to who lagged behind meanwhile', async () => {
		const {hub, bob} = await hubWith(2);
		const desk = new Guest(hub, 'ada', known());
		const phone = new Guest(hub, 'ada2', known());
		await quiet();
		phone.ear.isFull = true;
		await bob.say('3');
		await read(desk, 3);
		await bob.say('4');
		await quiet();
		expect(toldMarks(phone)).toEqual([]);
		phone.drain();
		await quiet();
		expect(phone.heard.slice(-3)).toEqual(['#lobby = bob ada ada2', '#lobby read up to 3', 'live']);
	});

	test('is told to nobody when it cannot be kept', async () => {
		const log = new MemoryLog();
		const put = log.facts.put.bind(log.facts);
		let isFull = true;
		const facts = {
			...log.facts,
			put: (...given: Parameters<typeof put>) =>
				isFull ? Promise.reject(new Refusal('storage-full')) : put(...given),
		};
		Object.defineProperty(log, 'facts', {value: facts});
		const {hub} = await hubWith(2, log);
		const desk = new Guest(hub, 'ada', known());
		const phone = new Guest(hub, 'ada2', known());
		await expect(read(desk, 2)).rejects.toMatchObject({code: 'storage-full'});
		await quiet();
		expect(markOf(desk)).toBeUndefined();
		expect(toldMarks(phone)).toEqual([]);
		isFull = false;
		await read(desk, 2);
		expect(markOf(desk)).toBe(2);
	});
});

describe('what is remembered of how far people have read has bounds:', () => {
	test('five hundred conversations of one key, of which the one not read for longest is forgotten', async () => {
		const {hub, log} = await hubWith(1);
		for (let number = 0; number < 500; number++) {
			await log.facts.put('read', `one #old${number}`, '1');
		}

		await log.facts.put('read', 'one #old0', '2');
		await log.facts.put('read', 'other #room', '1');
		await read(new Guest(hub, 'ada', known()), 1);
		await quiet();
		expect(log.facts.all('read', 1000, 'one ')).toHaveLength(500);
		expect(log.facts.get('read', 'one #old1')).toBeUndefined();
		expect(log.facts.get('read', 'one #old0')).toBe('2');
		expect(log.facts.get('read', 'one #lobby')).toBe('1');
		expect(log.facts.get('read', 'other #room')).toBe('1');
	});

	test('fifty thousand in all', async () => {
		const {hub, log} = await hubWith(1);
		for (let number = 0; number < 50_000; number++) {
			await log.facts.put('read', `key${number} #room`, '1');
		}

		await read(new Guest(hub, 'ada', known()), 1);
		await read(new Guest(hub, 'eve', known({key: 'two'})), 1);
		await quiet();
		expect(log.facts.count('read')).toBe(49_502);
		expect(log.facts.get('read', 'key499 #room')).toBeUndefined();
		expect(log.facts.get('read', 'key500 #room')).toBe('1');
		expect([log.facts.get('read', 'one #lobby'), log.facts.get('read', 'two #lobby')]).toEqual([
			'1',
			'1',
		]);
	});
});
