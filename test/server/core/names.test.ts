import {describe, expect, test} from 'vitest';
import {limits} from '../../../source/protocol/limits.ts';
import {Guest, openHub} from '../../helpers/guest.ts';
import {quiet} from '../../helpers/turns.ts';

const page = ({hub, member}: Guest, room: string) =>
	hub.library
		.page(member, room as never, {})
		.entries.map(({room: name, entry}) => `${name} <${entry.author}> ${entry.text}`);

describe('a visitor that shares its member’s name', () => {
	test('speaks under it until a stranger has it', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		const script = new Guest(hub, 'ada', {visitor: true});
		ada.quit();
		await script.say('still ada’s');

		const stranger = new Guest(hub, 'ada', {key: 'another'});
		await expect(script.say('not any more')).rejects.toMatchObject({code: 'nick-taken'});
		expect(stranger.talk).toEqual([]);
	});

	test('does not take the member’s place, though it is of the same run', async () => {
		const hub = openHub();
		const bob = new Guest(hub, 'bob');
		const ada = new Guest(hub, 'ada', {run: 'r'});
		await quiet();
		bob.forget();
		const visitor = new Guest(hub, 'ada', {run: 'r', visitor: true, rooms: []});
		await quiet();
		expect(ada.ear.dismissals).toEqual([]);
		expect(bob.heard).toEqual([]);
		visitor.quit();
	});

	test('comes back without a sound, even to fewer rooms', async () => {
		const hub = openHub();
		const bob = new Guest(hub, 'bob', {rooms: ['#tea']});
		const visit = {run: 'r', visitor: true};
		const old = new Guest(hub, 'eye', {...visit, rooms: ['#tea']});
		await quiet();
		bob.forget();
		const back = new Guest(hub, 'eye', {...visit, rooms: []});
		await quiet();
		expect(old.ear.dismissals).toHaveLength(1);
		expect(bob.heard).toEqual([]);
		back.quit();
	});
});

describe('a new name', () => {
	test('is told to its bearer, who is still behind', async () => {
		const hub = openHub();
		const bob = new Guest(hub, 'bob');
		await bob.say('1');
		const ada = new Guest(hub, 'ada', {resume: 0 as never});
		ada.rename('eve');
		await quiet();
		expect(ada.heard.filter(line => line === 'ada -> eve')).toHaveLength(1);
		expect(bob.heard).toContain('ada -> eve');
	});

	test('is told in its place to its bearer, who is not', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		await quiet();
		ada.forget();
		const said = ada.say('as ada');
		await Promise.resolve();
		ada.rename('eve');
		await said;
		await ada.say('as eve');
		expect(ada.heard.filter(line => !line.startsWith('ack'))).toEqual([
			'#lobby <ada> as ada',
			'ada -> eve',
			'#lobby <eve> as eve',
		]);
	});

	test('reaches a full room, once each', async () => {
		const hub = openHub();
		const guests = Array.from({length: 400}, (_, index) => new Guest(hub, `n${index}`));
		await quiet();
		guests.forEach(guest => guest.forget());
		guests[0]!.rename('eve');
		await quiet();
		expect(new Set(guests.map(({heard}) => heard.join()))).toEqual(new Set(['n0 -> eve']));
	});
});

describe('a direct conversation', () => {
	test('is found under the other side’s new name', async () => {
		const hub = openHub();
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
		await ada.say('1', {room: '@bob'});
		bob.rename('rob');
		expect(page(ada, '@rob')).toEqual(['@rob <ada> 1']);
		expect(page(bob, '@ada')).toEqual(['@ada <ada> 1']);
	});

	test('is found however many have been held since', async () => {
		const hub = openHub();
		const [ada, bob, eve] = [new Guest(hub, 'ada'), new Guest(hub, 'bob'), new Guest(hub, 'eve')];
		await ada.say('old', {room: '@bob'});
		await Promise.all(
			Array.from({length: limits.pageEntries}, (_, index) => eve.say(`${index}`, {room: '@ada'})),
		);
		expect(page(ada, '@bob')).toEqual(['@bob <ada> old']);
		expect(bob.talk).toEqual(['old']);
	});

	test('with one who is gone is not the next one’s of that name', async () => {
		const hub = openHub();
		const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
		await ada.say('for the first', {room: '@bob'});
		bob.quit();
		const next = new Guest(hub, 'bob', {key: 'another'});
		expect(page(next, '@ada')).toEqual([]);
		expect(page(ada, '@bob')).toEqual(['@bob <ada> for the first']);
	});
});
