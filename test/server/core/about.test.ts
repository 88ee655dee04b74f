import {describe, expect, test} from 'vitest';
import type {Body} from '../../../source/protocol/body.ts';
import type {EntryKind} from '../../../source/protocol/entry.ts';
import type {EntryId, RoomName, Seq} from '../../../source/protocol/ids.ts';
import type {Utterance} from '../../../source/server/core/speech.ts';
import {Guest, openHub} from '../../helpers/guest.ts';

let spoken = 0;
const say = (
	{hub, member}: Guest,
	kind: Exclude<EntryKind, 'unknown'>,
	re: number | undefined,
	{room = '#lobby', id = `about${++spoken}`, text = 'x'} = {},
) => {
	const words = {room: room as RoomName, id: id as EntryId, kind, text: text as Body};
	const about: Pick<Utterance, 're'> = re === undefined ? {} : {re: re as Seq};
	return hub.say(member, {...words, ...about});
};

/** What becomes of it: a code, or `said`. */
const fateOf = (said: Promise<unknown>): Promise<string> =>
	said.then(
		() => 'said',
		(error: {code: string}) => error.code,
	);

async function meet() {
	const hub = openHub();
	const ada = new Guest(hub, 'ada', {rooms: ['#lobby', '#tea']});
	const bob = new Guest(hub, 'bob', {rooms: ['#lobby', '#tea']});
	const {seq: hello} = await bob.say('hello');
	return {hub, ada, bob, hello};
}

describe('an edit', () => {
	test('is of one’s own words or actions, and of nothing else', async () => {
		const {ada, bob} = await meet();
		const kinds = ['message', 'action', 'notice', 'topic'] as const;
		const fates = [];
		for (const kind of kinds) {
			const {seq} = await say(ada, kind, undefined);
			fates.push([kind, await fateOf(say(ada, 'edit', seq)), await fateOf(say(bob, 'edit', seq))]);
		}

		expect(fates).toEqual([
			['message', 'said', 'not-yours'],
			['action', 'said', 'not-yours'],
			['notice', 'no-such-entry', 'no-such-entry'],
			['topic', 'no-such-entry', 'no-such-entry'],
		]);
	});

	test('is not for whoever has the name now, but for whoever has the key', async () => {
		const {hub, bob, hello} = await meet();
		bob.quit();
		const other = new Guest(hub, 'bob', {key: 'another key'});
		expect(await fateOf(say(other, 'edit', hello))).toBe('not-yours');
		const same = new Guest(hub, 'robert', {key: 'key of bob'});
		expect(await fateOf(say(same, 'edit', hello))).toBe('said');
	});
});

describe('a redaction', () => {
	test('is of one’s own, or by who looks after the room', async () => {
		const {ada, bob} = await meet();
		const {seq} = await bob.say('in the tea room', {room: '#tea'});
		const {seq: own} = await ada.say('mine', {room: '#tea'});
		expect(await fateOf(say(bob, 'redact', own, {room: '#tea'}))).toBe('not-yours');
		expect(await fateOf(say(ada, 'redact', seq, {room: '#tea'}))).toBe('said');
		expect(await fateOf(say(ada, 'redact', seq, {room: '#tea'}))).toBe('no-such-entry');
		expect(await fateOf(say(bob, 'redact', seq, {room: '#tea'}))).toBe('no-such-entry');
	});

	test('is not of what is itself about something, but for reactions', async () => {
		const {ada, hello} = await meet();
		const {seq: topic} = await say(ada, 'topic', undefined);
		const {seq: mine} = await say(ada, 'message', undefined);
		const {seq: edit} = await say(ada, 'edit', mine);
		const {seq: react} = await say(ada, 'react', hello);
		const {seq: redact} = await say(ada, 'redact', react);
		const fates = [topic, edit, react, redact].map(seq => fateOf(say(ada, 'redact', seq)));
		expect(await Promise.all(fates)).toEqual(Array(4).fill('no-such-entry'));
	});

	test('knows what it takes back when it is heard live, and when it is read later', async () => {
		const {hub, ada, hello} = await meet();
		const {seq: react} = await say(ada, 'react', hello, {text: '👍'});
		const {seq: redact} = await say(ada, 'redact', react);
		const late = new Guest(hub, 'late', {resume: react});
		await hub.told();
		for (const guest of [ada, late]) {
			expect(
				guest.ear.events.find(
					({type, ...event}) => type === 'said' && 'entry' in event && event.entry.seq === redact,
				),
			).toMatchObject({
				about: {seq: react, kind: 'react', text: '👍'},
			});
		}
	});
});

describe('an answer', () => {
	test('is to anything that was said, also to what was taken back', async () => {
		const {ada, bob, hello} = await meet();
		const {seq: react} = await say(ada, 'react', hello);
		expect(await fateOf(say(ada, 'message', hello))).toBe('said');
		expect(await fateOf(say(ada, 'message', react))).toBe('no-such-entry');
		await say(bob, 'redact', hello);
		expect(await fateOf(say(ada, 'message', hello))).toBe('said');
		expect(await fateOf(say(ada, 'react', hello))).toBe('no-such-entry');
		expect(await fateOf(say(bob, 'edit', hello))).toBe('no-such-entry');
	});
});

test('nothing is about what stands in another room, or in none', async () => {
	const {ada, hello} = await meet();
	for (const kind of ['message', 'edit', 'react', 'redact'] as const) {
		expect(await fateOf(say(ada, kind, hello, {room: '#tea'}))).toBe('no-such-entry');
		expect(await fateOf(say(ada, kind, 99))).toBe('no-such-entry');
		expect(await fateOf(say(ada, kind, 0))).toBe('no-such-entry');
	}
});

test('nothing is about what was said to somebody else of that name', async () => {
	const hub = openHub();
	const ada = new Guest(hub, 'ada');
	const bob = new Guest(hub, 'bob');
	const {seq} = await ada.say('for the first bob', {room: '@bob'});
	bob.quit();
	new Guest(hub, 'bob', {key: 'another key'});
	for (const kind of ['message', 'edit', 'react', 'redact'] as const) {
		expect(await fateOf(say(ada, kind, seq, {room: '@bob'}))).toBe('no-such-entry');
	}
});

test('who may speak into a room without being there answers nothing there', async () => {
	const {hub, ada} = await meet();
	const {seq} = await ada.say('psst', {room: '#tea'});
	const eve = new Guest(hub, 'eve');
	expect(await fateOf(say(eve, 'message', seq, {room: '#tea'}))).toBe('not-a-member');
	const open = {type: 'switch', rule: 'membersOnly', on: false} as const;
	hub.moderation.rule(ada.member, '#tea' as RoomName, [open]);
	expect(await fateOf(say(eve, 'message', undefined, {room: '#tea'}))).toBe('said');
	expect(await fateOf(say(eve, 'message', seq, {room: '#tea'}))).toBe('no-such-entry');
});

test('what is in the log is acknowledged again, whatever one may do by now', async () => {
	const {ada, bob} = await meet();
	const {seq} = await bob.say('x', {room: '#tea'});
	const redaction = {room: '#tea', id: 'once'};
	await say(ada, 'redact', seq, redaction);
	ada.forget();
	expect(await fateOf(say(ada, 'redact', seq, redaction))).toBe('said');
	expect(ada.heard).toEqual(['ack once dup']);
	expect(await fateOf(say(bob, 'redact', seq, redaction))).toBe('no-such-entry');
});

test('a message that comes again as being about something else is altered', async () => {
	const {ada, hello} = await meet();
	await say(ada, 'message', hello, {id: 'once'});
	ada.forget();
	await say(ada, 'message', undefined, {id: 'once'});
	expect(ada.heard).toEqual(['ack once dup altered']);
});
