import {describe, expect, test} from 'vitest';
import type {Seq} from '../../../source/protocol/ids.ts';
import {limits} from '../../../source/protocol/limits.ts';
import {Ear, echoless} from '../../helpers/ear.ts';
import {Guest, openHub} from '../../helpers/guest.ts';
import {microtasks, nextTurn, quiet} from '../../helpers/turns.ts';
import {StumblingLog} from '../../helpers/stumbling-log.ts';

const numbers = (count: number, from = 0) =>
	Array.from({length: count}, (_, index) => `${index + from}`);
const sayAll = (guest: Guest, texts: readonly string[]) =>
	Promise.all(texts.map(text => guest.say(text)));

describe('joining', () => {
	test('what is told in the turn of the join is in the backlog or comes live, never both', async () => {
		const log = new StumblingLog();
		const hub = openHub(log);
		const ada = new Guest(hub, 'ada');
		const said = sayAll(ada, ['1', '2', '3', '4']);
		log.commit(3);
		log.answer(2);
		await microtasks();
		const bob = new Guest(hub, 'bob');
		const backlog = hub.library.page(bob.member, '#lobby' as never, {}).entries;
		log.commit();
		log.answer();
		await said;

		expect(backlog.map(({entry}) => entry.text)).toEqual(['1', '2']);
		expect(bob.talk).toEqual(['3', '4']);
	});

	test('who joins a second room in the middle of a turn loses nothing of the first', async () => {
		const hub = openHub();
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
		await quiet();
		bob.forget();
		const said = [ada.say('before')];
		await microtasks();
		ada.join('#tea');
		bob.join('#tea');
		said.push(ada.say('after'), ada.say('tea', {room: '#tea'}));
		await Promise.all(said);

		expect(bob.heard).toEqual(['#lobby <ada> before', '#lobby <ada> after', '#tea <ada> tea']);
	});

	test('who leaves a room in the middle of a turn hears no more of it', async () => {
		const hub = openHub();
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob', {rooms: ['#lobby', '#b']})];
		await quiet();
		const said = ada.say('too late');
		await microtasks();
		bob.leave('#lobby');
		await said;

		expect(bob.talk).toEqual([]);
	});
});

describe('resuming', () => {
	test.each([0, 1, 7, 450])('from %i gives exactly what followed, then what is new', async from => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		await sayAll(ada, numbers(450, 1));
		const bob = new Guest(hub, 'bob', {resume: from as Seq});
		await quiet();
		await ada.say('new');

		expect(bob.talk).toEqual([...numbers(450 - from, from + 1), 'new']);
		expect(bob.heard.slice(-2)).toEqual(['live', '#lobby <ada> new']);
		expect(bob.heard.filter(line => line === 'live')).toHaveLength(1);
	});

	test('what is said while it catches up comes in its place', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		await sayAll(ada, numbers(2 * limits.pageEntries));
		const bob = new Guest(hub, 'bob', {resume: 0 as Seq});
		for (let index = 0; index < 5; index++) {
			await ada.say(`${2 * limits.pageEntries + index}`);
		}

		await quiet();
		expect(bob.talk).toEqual(numbers(2 * limits.pageEntries + 5));
	});

	test('who came and went while it caught up is not lost: it is told what the room is like', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		await ada.say('1');
		const bob = new Guest(hub, 'bob', {resume: 0 as Seq});
		const eve = new Guest(hub, 'eve');
		await quiet();
		ada.quit();
		await quiet();

		expect(bob.heard).toEqual(['#lobby <ada> 1', '#lobby = ada bob eve', 'live', '#lobby - ada']);
		expect(eve.heard).toEqual(['live', '#lobby - ada']);
	});

	test('without anything missed, it is live at once', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		await ada.say('1');
		expect(new Guest(hub, 'bob', {resume: hub.head}).heard).toEqual(['live']);
	});
});

describe('a slow reader', () => {
	test('is given no more until it reads again, then everything from the log, and the room afresh', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		const bob = new Guest(hub, 'bob');
		await quiet();
		bob.ear.isFull = true;
		await ada.say('1');
		const {writes} = bob.ear;
		await sayAll(ada, ['2', '3']);
		const eve = new Guest(hub, 'eve');
		await quiet();
		expect(bob.talk).toEqual(['1']);
		expect(bob.ear.writes).toBe(writes);

		bob.drain();
		await quiet();
		await eve.say('4');
		expect(bob.heard.slice(-5)).toEqual([
			'#lobby <ada> 2',
			'#lobby <ada> 3',
			'#lobby = ada bob eve',
			'live',
			'#lobby <eve> 4',
		]);
	});

	test('that missed nothing is not told again what the room is like', async () => {
		const hub = openHub();
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
		await quiet();
		bob.ear.isFull = true;
		await ada.say('1');
		bob.forget();
		bob.drain();
		await quiet();

		expect(bob.heard).toEqual(['live']);
	});

	test('costs the others nothing', async () => {
		const hub = openHub();
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
		const slow = new Guest(hub, 'slow', {ear: Object.assign(new Ear(), {isFull: true})});
		await sayAll(ada, numbers(100));
		expect(bob.talk).toEqual(numbers(100));
		expect(slow.talk.length).toBeLessThan(100);
	});

	test('reads on at its own pace, one page whenever it has room', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		const bob = new Guest(hub, 'bob');
		bob.ear.isFull = true;
		await ada.say('0');
		await sayAll(ada, numbers(449, 1));
		const lengths: number[] = [];
		for (let round = 0; round < 3; round++) {
			bob.member.feed.resume();
			await quiet();
			lengths.push(bob.talk.length);
		}

		expect(lengths).toEqual([201, 401, 450]);
		bob.drain();
		await quiet();
		expect(bob.talk).toEqual(numbers(450));
		expect(bob.heard.at(-1)).toBe('live');
	});

	test('reads one page a turn, however often it is asked to go on', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		await sayAll(ada, numbers(900));
		const bob = new Guest(hub, 'bob', {resume: 0 as Seq});
		for (const pages of [2, 3, 4]) {
			bob.member.feed.resume();
			await nextTurn();
			expect(bob.talk).toHaveLength(pages * limits.pageEntries);
		}
	});

	test('hears what becomes of its own words all the same', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		await quiet();
		ada.ear.isFull = true;
		await new Guest(hub, 'bob').say('hi');
		ada.forget();
		await ada.say('mine', {id: 'x'});
		expect(ada.heard).toEqual(['ack x']);

		ada.drain();
		await quiet();
		expect(ada.talk).toEqual(['mine']);
	});

	test('of a dialect without echo gets its own words from the log no more than live', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada', {dialect: echoless});
		const bob = new Guest(hub, 'bob');
		await quiet();
		ada.ear.isFull = true;
		await bob.say('1');
		await ada.say('mine');
		await bob.say('2');
		ada.drain();
		await quiet();

		expect(ada.talk).toEqual(['1', '2']);
	});

	test('that joins another room meanwhile hears of it only what follows', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada', {rooms: ['#lobby', '#tea']});
		const bob = new Guest(hub, 'bob');
		await quiet();
		bob.ear.isFull = true;
		await ada.say('1');
		await ada.say('in the backlog', {room: '#tea'});
		bob.join('#tea');
		await ada.say('2', {room: '#tea'});
		bob.drain();
		await quiet();

		expect(bob.talk).toEqual(['1', '2']);
	});

	test('that leaves hears nothing more, whenever it reads', async () => {
		const hub = openHub();
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
		bob.ear.isFull = true;
		await sayAll(ada, numbers(500));
		bob.drain();
		const before = bob.heard;
		bob.quit();
		bob.member.feed.resume();
		await quiet();

		expect(bob.heard).toEqual(before);
	});
});

test('a feed never reads above what has been told', async () => {
	const log = new StumblingLog();
	const hub = openHub(log);
	const ada = new Guest(hub, 'ada');
	const said = ada.say('durable, not told');
	log.commit();
	const bob = new Guest(hub, 'bob', {resume: 0 as Seq});
	await quiet();
	expect(bob.heard).toEqual(['live']);

	log.answer();
	await said;
	expect(bob.talk).toEqual(['durable, not told']);
});
