import {describe, expect, test} from 'vitest';
import {lobby} from '../../../source/protocol/ids.ts';
import {Refusal} from '../../../source/protocol/refusal.ts';
import {limits} from '../../../source/protocol/limits.ts';
import {candidate, Guest, openHub} from '../../helpers/guest.ts';
import {microtasks, quiet} from '../../helpers/turns.ts';
import {Ear} from '../../helpers/ear.ts';
import {StumblingLog} from '../../helpers/stumbling-log.ts';

const namesIn = (state: unknown) =>
	(state as {people: readonly {nick: string}[]}).people.map(({nick}) => nick);

describe('coming and going', () => {
	test('those who are there hear who comes and goes; one does not hear oneself come', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		const bob = new Guest(hub, 'bob');
		await quiet();
		bob.leave('#lobby', 'tea');
		await quiet();

		expect(ada.heard).toEqual(['live', '#lobby + bob', '#lobby - bob (tea)']);
		expect(bob.heard).toEqual(['live']);
	});

	test('the answer to a join is the room as it is, with the one who joins', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada', {rooms: ['#tea']});
		await ada.setTopic('green', '#tea');
		const bob = new Guest(hub, 'bob');
		const eye = new Guest(hub, undefined, {rooms: ['#tea']});
		const state = bob.join('#tea');

		expect(eye.member.visitor).toBe(true);
		expect(state).toMatchObject({room: '#tea', topic: 'green', visitors: 1});
		expect(namesIn(state)).toEqual(['ada', 'bob']);
	});

	test('in a crowd some are named and all are counted', async () => {
		const hub = openHub();
		const most = limits.peopleListed;
		const guests = Array.from({length: most + 5}, (_, index) => new Guest(hub, `n${index}`));
		void new Guest(hub, undefined);
		const {people, count, visitors} = hub.findRoom(lobby)!.state;

		expect([people.length, count, visitors]).toEqual([most, most + 5, 1]);
		guests[0]!.leave('#lobby');
		expect(hub.findRoom(lobby)!.state.count).toBe(most + 4);
		expect(hub.findRoom(lobby)!.people).toHaveLength(most + 4);
	});

	test('joining a room one is in already makes no noise', async () => {
		const hub = openHub();
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
		await quiet();
		bob.join('#lobby');
		await quiet();

		expect(ada.heard).toEqual(['live', '#lobby + bob']);
	});

	test('who quits leaves every room, and the name is free', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada', {rooms: ['#a', '#b']});
		const bob = new Guest(hub, 'bob', {rooms: ['#a', '#b']});
		await quiet();
		ada.forget();
		bob.quit('bye');
		bob.quit('bye');
		await quiet();

		expect(ada.heard).toEqual(['#a - bob (bye)', '#b - bob (bye)']);
		expect(hub.people.map(({nick}) => nick)).toEqual(['ada']);
		expect(hub.enter(candidate('bob'))).not.toBeInstanceOf(Refusal);
	});

	test('one can only leave a room one is in', () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		expect(ada.leave('#tea')).toMatchObject({code: 'not-a-member'});
		expect(ada.leave('#lobby')).toBeUndefined();
		expect(ada.leave('#lobby')).toMatchObject({code: 'not-a-member'});
	});

	test('a room closes when it is empty, the lobby never', () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada', {rooms: ['#lobby', '#a', '#b']});
		ada.leave('#a');
		expect(hub.rooms.map(({name}) => name)).toEqual(['#lobby', '#b']);
		ada.quit();
		expect(hub.rooms.map(({name}) => name)).toEqual(['#lobby']);
	});

	test('there is a most number of rooms for one, and the one too many is not opened', () => {
		const hub = openHub();
		const most = Array.from({length: limits.roomsPerMember}, (_, index) => `#r${index}`);
		const ada = new Guest(hub, 'ada', {rooms: most});

		expect(ada.join('#more')).toMatchObject({code: 'too-many-rooms'});
		expect(hub.rooms).toHaveLength(limits.roomsPerMember);
		expect(ada.join('#r7')).not.toBeInstanceOf(Refusal);
		expect(ada.join('@bob')).toMatchObject({code: 'room-name'});
	});
});

describe('a topic', () => {
	test('is what was set last, and outlives the room', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada', {rooms: ['#tea']});
		await ada.setTopic('green', '#tea');
		await ada.setTopic('black', '#tea');
		ada.leave('#tea');
		expect(hub.rooms).toEqual([]);

		expect(ada.join('#tea')).toMatchObject({topic: 'black'});
		expect(openHub(hub.log).join(ada.member, '#tea' as never)).toMatchObject({topic: 'black'});
	});

	test('is not known before it is told', async () => {
		const log = new StumblingLog();
		const hub = openHub(log);
		const ada = new Guest(hub, 'ada', {rooms: ['#tea']});
		const set = ada.setTopic('green', '#tea');
		log.commit();
		ada.leave('#tea');
		expect(ada.join('#tea')).toMatchObject({topic: ''});

		log.answer();
		await set;
		expect(hub.findRoom('#tea' as never)!.topic).toBe('green');
	});
});

describe('a visitor', () => {
	test('comes and goes without noise, takes no place, and hears and speaks like anyone', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		await quiet();
		const eye = new Guest(hub, 'tail', {visitor: true});
		expect(hub.people.map(({nick}) => nick)).toEqual(['ada']);
		expect(hub.visitors).toBe(1);
		await ada.say('hi');
		await eye.say('a word');
		eye.leave('#lobby');
		eye.quit();
		await quiet();

		expect(eye.talk).toEqual(['hi', 'a word']);
		expect(ada.heard).toEqual(['live', '#lobby <ada> hi', 'ack ada1', '#lobby <tail> a word']);
		expect(hub.visitors).toBe(0);
	});

	test('may share the name of its own device, whoever comes first and goes last', async () => {
		const hub = openHub();
		const early = new Guest(hub, 'ada', {visitor: true});
		const ada = new Guest(hub, 'ada');
		const late = new Guest(hub, 'ada', {visitor: true});
		early.quit();
		late.quit();
		expect(hub.enter(candidate('ada', {key: 'another' as never}))).toMatchObject({
			code: 'nick-taken',
		});
		await ada.say('still me');
		expect(ada.talk).toEqual(['still me']);
	});

	test('cannot share the name of another device, nor take another name', () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		const given = {key: 'another' as never, visitor: true};
		expect(hub.enter(candidate('ada', given))).toMatchObject({code: 'nick-taken'});
		expect(hub.enter(candidate('Ada', given))).toMatchObject({code: 'nick-taken'});
		expect(new Guest(hub, 'eye', {visitor: true}).rename('eve')).toMatchObject({
			code: 'only-looking',
		});
		expect(ada.rename('eva')).toBeUndefined();
	});
});

describe('a name', () => {
	test.each(['ada', 'Ada', 'аda', 'adа'])('that looks like one in use is refused: %s', nick => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		const bob = new Guest(hub, 'bob');
		expect(hub.enter(candidate(nick, {key: 'another' as never}))).toMatchObject({
			code: 'nick-taken',
		});
		expect(bob.rename(nick)).toMatchObject({code: 'nick-taken'});
		expect(bob.member.nick).toBe('bob');
		expect(ada.member.nick).toBe('ada');
	});

	test('that is reserved, or the server’s own, is refused', () => {
		const hub = openHub();
		expect(hub.enter(candidate('system'))).toMatchObject({code: 'nick-reserved'});
		expect(hub.enter(candidate('Test'))).toMatchObject({code: 'nick-reserved'});
	});

	test('can be changed: all in the same rooms hear it, once, and the old one is free', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada', {rooms: ['#a', '#b']});
		const bob = new Guest(hub, 'bob', {rooms: ['#a', '#b']});
		const eve = new Guest(hub, 'eve', {rooms: ['#c']});
		await quiet();
		for (const guest of [ada, bob, eve]) {
			guest.forget();
		}

		expect(ada.rename('eva')).toBeUndefined();
		await quiet();
		expect([ada.heard, bob.heard, eve.heard]).toEqual([['ada -> eva'], ['ada -> eva'], []]);
		expect(hub.enter(candidate('ada', {key: 'another' as never}))).not.toBeInstanceOf(Refusal);
		expect(namesIn(hub.findRoom('#a' as never)!.state)).toEqual(['eva', 'bob']);
	});

	test('changes at the right place among what is said', async () => {
		const hub = openHub();
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
		await quiet();
		bob.forget();
		const said = [ada.say('as ada')];
		await microtasks();
		ada.rename('eva');
		said.push(ada.say('as eva'));
		await Promise.all(said);

		expect(bob.heard).toEqual(['#lobby <ada> as ada', 'ada -> eva', '#lobby <eva> as eva']);
	});

	test('may change its spelling only', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		expect(ada.rename('Ada')).toBeUndefined();
		expect(ada.rename('Ada')).toBeUndefined();
		await quiet();
		expect(ada.heard).toEqual(['live', 'ada -> Ada']);
		expect(hub.enter(candidate('ada', {key: 'another' as never}))).toMatchObject({
			code: 'nick-taken',
		});
	});
});

describe('a dead connection of the same run', () => {
	test('gives way without a noise, and the new one goes on where it was', async () => {
		const hub = openHub();
		const eve = new Guest(hub, 'eve', {rooms: ['#lobby', '#tea']});
		const dead = new Guest(hub, 'ada', {run: '1', rooms: ['#lobby', '#tea', '#old']});
		await quiet();
		eve.forget();
		const ada = new Guest(hub, 'ada', {run: '1', rooms: ['#lobby', '#new']});
		dead.quit();
		await ada.say('back');

		expect(dead.ear.dismissals).toEqual(['Your program connected again.']);
		expect(dead.talk).toEqual([]);
		expect(eve.heard).toEqual(['#tea - ada', '#lobby <ada> back']);
		expect(hub.rooms.map(({name}) => name)).toEqual(['#lobby', '#tea', '#new']);
		expect(hub.people).toHaveLength(2);
		ada.quit();
		expect(hub.enter(candidate('ada'))).not.toBeInstanceOf(Refusal);
	});

	test.each([
		['another run', {run: '2'}],
		['no run', {}],
		['another key', {run: '1', key: 'another' as never}],
	])('does not give way to %s', (_, given) => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada', {run: '1'});
		expect(hub.enter(candidate('ada', given))).toMatchObject({code: 'nick-taken'});
		expect(ada.ear.dismissals).toEqual([]);
	});

	test('does not give way to another spelling, which nobody would be told of', async () => {
		const hub = openHub();
		const eve = new Guest(hub, 'eve');
		const dead = new Guest(hub, 'ada', {run: '1'});
		const arrived = hub.enter({...candidate('Ada'), key: dead.member.key, run: '1'});

		expect(arrived).toMatchObject({code: 'nick-taken'});
		await eve.say('who is here?');
		expect(dead.talk).toEqual(['who is here?']);
	});

	test('is not told of anything while it is being replaced', async () => {
		const hub = openHub();
		const ear = new Ear();
		const dead = new Guest(hub, 'ada', {run: '1', ear});
		await quiet();
		const said = new Guest(hub, 'eve').say('hi');
		const ada = new Guest(hub, 'ada', {run: '1'});
		await said;

		expect(dead.heard).toEqual(['live']);
		expect(ada.talk).toEqual(['hi']);
	});
});
