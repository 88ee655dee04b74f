import {describe, expect, test} from 'vitest';
import {Ear} from '../../helpers/ear.ts';
import {Guest, openHub} from '../../helpers/guest.ts';
import {microtasks, nextTurn, quiet} from '../../helpers/turns.ts';

const many = 1300;

describe('a fan-out to more than one part’s worth of members', () => {
	const fill = () => {
		const hub = openHub();
		// Visitors come without a noise, which would be a million words here.
		const crowd = Array.from(
			{length: many},
			(_, index) => new Guest(hub, `m${index}`, {visitor: true}),
		);
		return {hub, crowd, first: crowd[0]!, last: crowd.at(-1)!};
	};

	const firstPart = async () => {
		await microtasks();
		await nextTurn();
	};

	test('keeps the order while its parts are under way', async () => {
		const {crowd, first, last} = fill();
		await quiet();
		const said = [first.say('1')];
		await firstPart();
		expect([first.talk, last.talk]).toEqual([['1'], []]);

		said.push(first.say('2'), last.say('3'));
		await Promise.all(said);
		for (const {talk} of crowd) {
			expect(talk).toEqual(['1', '2', '3']);
		}
	});

	test('lets the loop turn between parts', async () => {
		const {first, last} = fill();
		await quiet();
		const said = first.say('hi');
		let turns = 0;
		while (last.talk.length === 0) {
			await nextTurn();
			turns++;
		}

		await said;
		expect(turns).toBeGreaterThan(2);
	});

	test('acks only when all have been told', async () => {
		const {first, last} = fill();
		await quiet();
		await first.say('hi');
		expect(last.talk).toEqual(['hi']);
	});

	test('is not heard again by someone who comes between two parts and has it in the backlog', async () => {
		const {hub, first, last} = fill();
		await quiet();
		const said = first.say('hi');
		await firstPart();
		const late = new Guest(hub, 'late');
		last.join('#tea');
		const backlog = hub.library.page(late.member, '#lobby' as never, {}).entries;
		await said;
		await first.say('then');

		expect(backlog).toHaveLength(1);
		expect(late.talk).toEqual(['then']);
		expect(last.talk).toEqual(['hi', 'then']);
	});

	test('is not heard by someone who leaves before its part', async () => {
		const {first, last} = fill();
		await quiet();
		last.forget();
		const said = first.say('hi');
		await firstPart();
		last.leave('#lobby');
		await said;
		await quiet();

		expect(last.heard).toEqual([]);
	});

	test('gives its ack even to a member that catches up between two parts', async () => {
		const {first, last} = fill();
		await quiet();
		last.ear.isFull = true;
		await first.say('1');
		last.forget();
		const said = last.say('2', {id: 'x'});
		await firstPart();
		last.drain();
		await said;
		await quiet();

		expect(last.talk).toEqual(['2']);
		expect(last.heard.filter(line => line.startsWith('ack'))).toEqual(['ack x']);
	});

	test('leaves the others alone when some quit meanwhile', async () => {
		const {crowd, first} = fill();
		await quiet();
		const said = first.say('1');
		await firstPart();
		crowd.slice(600, 900).forEach(guest => guest.quit());
		await said;
		await first.say('2');

		for (const {talk} of [...crowd.slice(0, 600), ...crowd.slice(900)]) {
			expect(talk).toEqual(['1', '2']);
		}
	});
});

describe('comings and goings', () => {
	test('are told at once, and those that follow soon after together', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		await quiet();
		ada.forget();
		const bob = new Guest(hub, 'bob');
		await nextTurn();
		expect(ada.heard).toEqual(['#lobby + bob']);

		const {writes} = ada.ear;
		new Guest(hub, 'eve').quit();
		await nextTurn();
		bob.quit();
		await nextTurn();
		expect(ada.heard).toHaveLength(1);
		await quiet();
		expect(ada.heard.slice(1)).toEqual(['#lobby + eve', '#lobby - eve', '#lobby - bob']);
		expect(ada.ear.writes).toBe(writes + 1);
	});

	test('do not hold up anything else', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		await nextTurn();
		const bob = new Guest(hub, 'bob');
		bob.rename('rob');
		await nextTurn();
		expect(ada.heard).toEqual(['live', '#lobby + bob', 'bob -> rob']);
	});

	test('never come after what happened later', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		await nextTurn();
		const bob = new Guest(hub, 'bob');
		await bob.say('hi');
		expect(ada.heard).toEqual(['live', '#lobby + bob', '#lobby <bob> hi']);
	});
});

test('members in different rooms hear different things of one turn', async () => {
	const hub = openHub();
	const ada = new Guest(hub, 'ada', {rooms: ['#a', '#b', '#c']});
	const bob = new Guest(hub, 'bob', {rooms: ['#b', '#a']});
	const eve = new Guest(hub, 'eve', {rooms: ['#c']});
	await Promise.all(['#a', '#c', '#b', '#a'].map(room => ada.say(`in ${room}`, {room})));

	expect(ada.talk).toEqual(['in #a', 'in #c', 'in #b', 'in #a']);
	expect(bob.talk).toEqual(['in #a', 'in #b', 'in #a']);
	expect(eve.talk).toEqual(['in #c']);
});

test('in a room that closes and opens again within a turn, only the newcomers hear the rest', async () => {
	const hub = openHub();
	const ada = new Guest(hub, 'ada', {rooms: ['#a']});
	const bob = new Guest(hub, 'bob', {rooms: []});
	const said = ada.say('to nobody', {room: '#a'});
	await microtasks();
	ada.leave('#a');
	bob.join('#a');
	await said;
	await bob.say('hello?', {room: '#a'});

	expect(bob.talk).toEqual(['hello?']);
	expect(ada.talk).toEqual([]);
});

test('a member that says no to everything is written to once a turn at most', async () => {
	const hub = openHub();
	const ear = Object.assign(new Ear(), {isFull: true});
	const slow = new Guest(hub, 'slow', {ear});
	const ada = new Guest(hub, 'ada');
	const before = ear.writes;
	for (let count = 0; count < 10; count++) {
		await ada.say(`${count}`);
	}

	expect(ear.writes).toBe(before);
	slow.drain();
	await quiet();
	expect(slow.talk).toHaveLength(10);
});
