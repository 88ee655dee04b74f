import {describe, expect, test} from 'vitest';
import type {Seq} from '../../../source/protocol/ids.ts';
import {Guest, openHub} from '../../helpers/guest.ts';
import {quiet} from '../../helpers/turns.ts';

const page = ({hub, member}: Guest, room: string) =>
	hub.library
		.page(member, room as never, {})
		.entries.map(({room: name, entry}) => `${name} <${entry.author}> ${entry.text}`);

describe('a direct message', () => {
	test('reaches both sides and nobody else, each under the name of the other', async () => {
		const hub = openHub();
		const [ada, bob, eve] = ['ada', 'bob', 'eve'].map(nick => new Guest(hub, nick)) as [
			Guest,
			Guest,
			Guest,
		];
		await quiet();
		for (const guest of [ada, bob, eve]) {
			guest.forget();
		}

		await ada.say('hi bob', {room: '@bob'});
		await bob.say('hi ada', {room: '@ada'});
		expect(ada.heard).toEqual(['@bob <ada> hi bob', 'ack ada1', '@bob <bob> hi ada']);
		expect(bob.heard).toEqual(['@ada <ada> hi bob', '@ada <bob> hi ada', 'ack bob1']);
		expect(eve.heard).toEqual([]);
		expect(page(ada, '@bob')).toEqual(['@bob <ada> hi bob', '@bob <bob> hi ada']);
		expect(page(bob, '@ada')).toEqual(['@ada <ada> hi bob', '@ada <bob> hi ada']);
		expect(page(eve, '@ada')).toEqual([]);
		expect(page(eve, '@bob')).toEqual([]);
	});

	test('needs no room in common, and comes in its place among what is said', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		const bob = new Guest(hub, 'bob', {rooms: []});
		await Promise.all([
			ada.say('1', {room: '@bob'}),
			ada.say('to all'),
			ada.say('2', {room: '@bob'}),
		]);

		expect(bob.talk).toEqual(['1', '2']);
		expect(ada.talk).toEqual(['1', 'to all', '2']);
	});

	test('to someone who is not here is refused', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		await expect(ada.say('anyone?', {room: '@bob'})).rejects.toMatchObject({code: 'no-such-nick'});
		expect(hub.log.head).toBe(0);
	});

	test('to oneself is heard once, under one’s own name', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		await ada.say('note', {room: '@ada'});
		expect(ada.heard).toEqual(['live', '@ada <ada> note', 'ack ada1']);
	});

	test('that was missed comes with a resume, and a slow reader gets it from the log', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		const slow = new Guest(hub, 'bob');
		await quiet();
		slow.ear.isFull = true;
		await ada.say('1', {room: '@bob'});
		await ada.say('2', {room: '@bob'});
		slow.drain();
		await quiet();
		expect(slow.talk).toEqual(['1', '2']);

		slow.quit();
		const back = new Guest(hub, 'bob', {resume: 1 as Seq});
		await quiet();
		expect(back.heard).toContain('@ada <ada> 2');
		expect(back.talk).toEqual(['2']);
	});

	test('reaches another session of the same name and device too', async () => {
		const hub = openHub();
		const ada = new Guest(hub, 'ada');
		const eye = new Guest(hub, 'ada', {visitor: true});
		const bob = new Guest(hub, 'bob');
		await bob.say('hi', {room: '@ada'});
		await eye.say('from the script', {room: '@bob'});

		expect(ada.talk).toEqual(['hi', 'from the script']);
		expect(eye.talk).toEqual(['hi', 'from the script']);
		expect(bob.talk).toEqual(['hi', 'from the script']);
	});
});

describe('two nicks on one device', () => {
	const meet = () => {
		const hub = openHub();
		const [ann, bea] = ['ann', 'bea'].map(nick => new Guest(hub, nick, {key: 'shared'}));
		return {hub, ann: ann!, bea: bea!, eve: new Guest(hub, 'eve')};
	};

	test('do not hear what is for the other', async () => {
		const {ann, bea, eve} = meet();
		await eve.say('for ann', {room: '@ann'});
		await eve.say('for bea', {room: '@bea'});
		await ann.say('from ann', {room: '@eve'});

		expect(ann.talk).toEqual(['for ann', 'from ann']);
		expect(bea.talk).toEqual(['for bea']);
		expect(eve.heard.slice(1)).toEqual([
			'@ann <eve> for ann',
			'ack eve1',
			'@bea <eve> for bea',
			'ack eve2',
			'@ann <ann> from ann',
		]);
		expect(page(ann, '@eve')).toEqual(['@eve <eve> for ann', '@eve <ann> from ann']);
		expect(page(bea, '@eve')).toEqual(['@eve <eve> for bea']);
	});

	test('can talk to each other', async () => {
		const {ann, bea, eve} = meet();
		await ann.say('hi bea', {room: '@bea'});
		await bea.say('hi ann', {room: '@ann'});

		expect(ann.heard.slice(-2)).toEqual(['ack ann1', '@bea <bea> hi ann']);
		expect(ann.talk).toEqual(['hi bea', 'hi ann']);
		expect(bea.heard.slice(-3)).toEqual(['@ann <ann> hi bea', '@ann <bea> hi ann', 'ack bea1']);
		expect(eve.talk).toEqual([]);
	});

	test('after the other has gone, what was for it is the device’s', async () => {
		const {ann, bea, eve} = meet();
		await eve.say('for bea', {room: '@bea'});
		bea.quit();
		expect(page(ann, '@eve')).toEqual(['@eve <eve> for bea']);
	});
});

test('a conversation goes on under the new name of the other side', async () => {
	const hub = openHub();
	const [ada, bob] = [new Guest(hub, 'ada'), new Guest(hub, 'bob')];
	await ada.say('1', {room: '@bob'});
	bob.rename('rob');
	await ada.say('2', {room: '@rob'});

	expect(bob.talk).toEqual(['1', '2']);
	expect(ada.heard.slice(-2)).toEqual(['@rob <ada> 2', 'ack ada2']);
});
