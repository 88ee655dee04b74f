import {describe, expect, test} from 'vitest';
import {Hub} from '../../../source/server/core/hub.ts';
import {MemoryLog} from '../../../source/server/storage/memory-log.ts';
import {echoless} from '../../helpers/ear.ts';
import {Guest, openHub} from '../../helpers/guest.ts';
import {nextTurn, quiet} from '../../helpers/turns.ts';
import {StumblingLog} from '../../helpers/stumbling-log.ts';

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
	promise.then(
		() => 'done',
		(error: unknown) => (error as {code?: string}).code,
	);

describe('order', () => {
	test('everyone hears the same in the same order, whoever speaks when', async () => {
		const hub = openHub();
		const guests = ['ada', 'bob', 'eve'].map(nick => new Guest(hub, nick));
		const said = Array.from({length: 60}, (_, index) =>
			guests[index % 3]!.say(`${index}`, {id: `${index}`}),
		);
		await Promise.all(said);
		const inLog = hub.log.read({rooms: ['#lobby' as never], from: 'oldest', limit: 100});

		expect(inLog).toHaveLength(60);
		for (const {talk} of guests) {
			expect(talk).toEqual(inLog.map(({text}) => text));
		}
	});

	test('many appends may be under way; what they say is heard in the order of the log', async () => {
		const log = new StumblingLog();
		const hub = openHub(log);
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
		const texts = Array.from({length: 50}, (_, index) => `${index}`);
		const said = texts.map((text, index) => (index % 2 ? ada : bob).say(text, {id: text}));
		for (const burst of [1, 7, 0, 20, 2, 20]) {
			log.commit(burst);
			await nextTurn();
			log.answer(burst);
			await nextTurn();
		}

		await Promise.all(said);
		expect(ada.talk).toEqual(texts);
		expect(bob.talk).toEqual(texts);
	});

	test('what is told in one turn is one write for each who hears it', async () => {
		const hub = openHub();
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
		await quiet();
		const before = bob.ear.writes;
		await Promise.all(['1', '2', '3'].map(text => ada.say(text)));

		expect(bob.talk).toEqual(['1', '2', '3']);
		expect(bob.ear.writes).toBe(before + 1);
	});
});

describe('logged, then heard, then acked', () => {
	test('nobody hears what is not durable, nor what the log has not answered yet', async () => {
		const log = new StumblingLog();
		const hub = openHub(log);
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
		let isDone = false;
		const said = ada.say('hi', {id: 'x'}).finally(() => {
			isDone = true;
		});
		await quiet();
		log.commit();
		await quiet();
		expect([ada.talk, bob.talk, isDone]).toEqual([[], [], false]);

		log.answer();
		await said;
		expect(bob.heard.at(-1)).toBe('#lobby <ada> hi');
		expect(ada.heard.slice(-2)).toEqual(['#lobby <ada> hi', 'ack x']);
	});

	test('the ack comes after all that is told in that turn, even to others', async () => {
		const log = new StumblingLog();
		const hub = openHub(log);
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
		await quiet();
		ada.forget();
		const said = [ada.say('1'), bob.say('2'), ada.say('3')];
		log.commit();
		log.answer();
		await Promise.all(said);

		const talk = ['#lobby <ada> 1', '#lobby <bob> 2', '#lobby <ada> 3'];
		expect(ada.heard).toEqual([...talk, 'ack ada1', 'ack ada2']);
	});

	test('what the log refuses nobody hears, and the one who said it is told', async () => {
		const log = new StumblingLog();
		const hub = openHub(log);
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
		const said = [ada.say('kept'), ada.say('lost'), ada.say('kept too')].map(codeOf);
		log.commit(1);
		log.refuse(1);
		log.commit();
		log.answer();

		expect(await Promise.all(said)).toEqual(['done', 'storage', 'done']);
		expect(bob.talk).toEqual(['kept', 'kept too']);
		expect(ada.heard).not.toContain('ack ada2');
	});

	test('the same key and id again is told once and acked as known', async () => {
		const hub = openHub();
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
		await Promise.all([ada.say('hi', {id: 'x'}), ada.say('hi', {id: 'x'})]);
		await ada.say('other', {id: 'x'});

		expect(bob.talk).toEqual(['hi']);
		const acks = ada.ear.events.filter(event => event.type === 'acked');
		expect(acks).toMatchObject([
			{dup: false, altered: false},
			{dup: true, altered: false},
			{dup: true, altered: true},
		]);
		expect(new Set(acks.map(({seq}) => seq)).size).toBe(1);
	});

	test('the same text under the same id in another room is altered, and heard in the first only', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada', {rooms: ['#a', '#b']});
		await ada.say('hi', {room: '#a', id: 'x'});
		await ada.say('hi', {room: '#b', id: 'x'});

		expect(ada.heard.slice(-3)).toEqual(['#a <ada> hi', 'ack x', 'ack x dup altered']);
	});

	test('a retry over a new connection is known too', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		await ada.say('hi', {id: 'x'});
		ada.quit();
		const again = new Guest(hub, 'ada');
		await again.say('hi', {id: 'x'});

		expect(again.heard.slice(-1)).toEqual(['ack x dup']);
		expect(again.talk).toEqual([]);
	});

	test('the same id of another key is another message', async () => {
		const hub = openHub();
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
		await ada.say('mine', {id: 'x'});
		await bob.say('mine too', {id: 'x'});

		expect(ada.talk).toEqual(['mine', 'mine too']);
	});

	test('who leaves before the log answers has still said it', async () => {
		const log = new StumblingLog();
		const hub = openHub(log);
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
		const said = ada.say('last words');
		ada.quit();
		log.commit();
		log.answer();
		await said;

		expect(bob.heard.slice(-2)).toEqual(['#lobby - ada', '#lobby <ada> last words']);
		expect(ada.talk).toEqual([]);
	});
});

test('a dialect without echo spares the speaker its own words, and nobody else', async () => {
	const hub = openHub();
	const ada = new Guest(hub, 'ada', {dialect: echoless});
	const bob = new Guest(hub, 'bob', {dialect: echoless});
	await Promise.all([ada.say('mine'), bob.say('yours')]);

	expect(ada.talk).toEqual(['yours']);
	expect(bob.talk).toEqual(['mine']);
});

test('only those in a room hear it and may speak in it', async () => {
	const hub = openHub();
	const ada = new Guest(hub, 'ada', {rooms: ['#lobby', '#tea']});
	const bob = new Guest(hub, 'bob');
	await ada.say('only tea', {room: '#tea'});

	expect(bob.talk).toEqual([]);
	expect(await codeOf(bob.say('me too', {room: '#tea'}))).toBe('not-a-member');
	expect(await codeOf(bob.say('hello?', {room: '#nowhere'}))).toBe('not-a-member');
	expect(await codeOf(new Guest(hub, undefined).say('boo'))).toBe('nick-needed');
	expect(ada.talk).toEqual(['only tea']);
});

test('the host sees who comes and goes, never what is said', async () => {
	const sights: unknown[] = [];
	const hub = new Hub({
		log: new MemoryLog(),
		name: 'test',
		now: () => 0,
		observe: sight => void sights.push(sight),
	});
	const ada = new Guest(hub, 'ada');
	const looking = new Guest(hub, 'tail', {visitor: true});
	await ada.say('a secret');
	await ada.say('another', {room: '@ada'});
	ada.rename('eva');
	looking.quit();
	ada.quit();

	expect(sights).toEqual([
		{type: 'came', who: expect.objectContaining({nick: 'ada'}), people: 1},
		{type: 'renamed', who: expect.objectContaining({nick: 'ada'}), to: 'eva'},
		{type: 'went', who: expect.objectContaining({nick: 'eva'}), people: 0},
	]);
});
