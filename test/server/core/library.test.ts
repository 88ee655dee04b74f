import {describe, expect, test} from 'vitest';
import type {Body} from '../../../source/protocol/body.ts';
import type {EntryId, RoomName, Seq} from '../../../source/protocol/ids.ts';
import {limits} from '../../../source/protocol/limits.ts';
import type {Page, PageRequest} from '../../../source/server/core/library.ts';
import {Guest, openHub} from '../../helpers/guest.ts';
import {StumblingLog} from '../../helpers/stumbling-log.ts';

const texts = (page: Page) => page.entries.map(({entry}) => entry.text);
const pageOf = ({hub, member}: Guest, request: PageRequest, room = '#lobby') => {
	const page = hub.library.page(member, room as never, request);
	return {texts: texts(page), more: page.more};
};

async function hubOf(...said: readonly string[]) {
	const hub = openHub();
	const ada = new Guest(hub, 'ada', {rooms: ['#lobby', '#tea']});
	await Promise.all(said.map(text => ada.say(text)));
	return ada;
}

describe('a page', () => {
	test('is the newest before a mark or the oldest after one, and says whether there is more', async () => {
		const ada = await hubOf('1', '2', '3', '4', '5');
		expect(pageOf(ada, {limit: 2})).toEqual({texts: ['4', '5'], more: true});
		expect(pageOf(ada, {limit: 5})).toEqual({texts: ['1', '2', '3', '4', '5'], more: false});
		expect(pageOf(ada, {before: 4 as Seq, limit: 2})).toEqual({texts: ['2', '3'], more: true});
		expect(pageOf(ada, {before: 3 as Seq, limit: 2})).toEqual({texts: ['1', '2'], more: false});
		expect(pageOf(ada, {after: 1 as Seq, limit: 2})).toEqual({texts: ['2', '3'], more: true});
		expect(pageOf(ada, {after: 3 as Seq, limit: 2})).toEqual({texts: ['4', '5'], more: false});
		expect(pageOf(ada, {after: 1 as Seq, before: 4 as Seq})).toEqual({
			texts: ['2', '3'],
			more: false,
		});
		expect(pageOf(ada, {before: 1 as Seq})).toEqual({texts: [], more: false});
		expect(pageOf(ada, {after: 99 as Seq})).toEqual({texts: [], more: false});
		expect(pageOf(ada, {limit: 0})).toEqual({texts: [], more: false});
	});

	test('is as long as a backlog when nothing is said of its length', async () => {
		const count = limits.backlogEntries + 1;
		const ada = await hubOf(...Array.from({length: count}, (_, index) => `${index}`));
		expect(pageOf(ada, {})).toMatchObject({texts: {length: limits.backlogEntries}, more: true});
		expect(pageOf(ada, {after: 0 as Seq})).toMatchObject({
			texts: {length: limits.backlogEntries, 0: '0'},
			more: true,
		});
	});

	test('is cut where it gets too big for a frame, at the end that is asked for', async () => {
		const long = '字'.repeat(4000);
		const numbers = Array.from({length: 60}, (_, index) => `${index} ${long}`);
		const ada = await hubOf(...numbers);
		const newest = pageOf(ada, {limit: 60});
		const oldest = pageOf(ada, {after: 0 as Seq, limit: 60});
		const kept = newest.texts.length;

		expect(kept).toBeGreaterThan(15);
		expect(new TextEncoder().encode(newest.texts.join('')).length).toBeLessThan(limits.pageBytes);
		expect(newest).toEqual({texts: numbers.slice(-kept), more: true});
		expect(oldest).toEqual({texts: numbers.slice(0, kept), more: true});
	});

	test('can be turned until nothing is left, whatever is in it', async () => {
		const numbers = Array.from({length: 90}, (_, index) => `${index}${'x'.repeat(index * 90)}`);
		const ada = await hubOf(...numbers);
		const found: string[] = [];
		for (let before = 1e6 as Seq, more = true; more;) {
			const page = ada.hub.library.page(ada.member, '#lobby' as never, {before});
			found.unshift(...texts(page));
			before = page.entries[0]!.entry.seq;
			({more} = page);
		}

		expect(found).toEqual(numbers);
	});

	test('holds nothing above what has been told', async () => {
		const log = new StumblingLog();
		const hub = openHub(log);
		const ada = new Guest(hub, 'ada');
		const said = [ada.say('told'), ada.say('durable')];
		log.commit();
		log.answer(1);
		await said[0];
		expect(log.head).toBe(2);
		expect(pageOf(ada, {})).toEqual({texts: ['told'], more: false});
		expect(pageOf(ada, {after: 0 as Seq, before: 9 as Seq})).toEqual({
			texts: ['told'],
			more: false,
		});
		const search = () => hub.library.search(ada.member, {text: 'durable'});
		expect(texts(await search())).toEqual([]);

		log.answer();
		await said[1];
		expect(pageOf(ada, {})).toEqual({texts: ['told', 'durable'], more: false});
		expect(texts(await search())).toEqual(['durable']);
	});
});

describe('a search', () => {
	const search = async ({hub, member}: Guest, request: {text: string; [more: string]: unknown}) => {
		const page = await hub.library.search(member, request as never);
		return {texts: texts(page), more: page.more};
	};

	test('finds the newest first, in all rooms one is in and in one’s direct conversations', async () => {
		const ada = await hubOf('word 1', 'other');
		const bob = new Guest(ada.hub, 'bob', {rooms: ['#lobby', '#tea']});
		const eve = new Guest(ada.hub, 'eve');
		await bob.say('word 2', {room: '#tea'});
		await bob.say('word 3', {room: '@ada'});
		await bob.say('word 4', {room: '@eve'});

		expect(await search(ada, {text: 'word'})).toEqual({
			texts: ['word 3', 'word 2', 'word 1'],
			more: false,
		});
		expect(await search(eve, {text: 'word'})).toEqual({texts: ['word 4', 'word 1'], more: false});
		expect(await search(ada, {text: 'word', room: '#lobby'})).toEqual({
			texts: ['word 1'],
			more: false,
		});
		expect(await search(ada, {text: 'word', room: '@bob'})).toEqual({
			texts: ['word 3'],
			more: false,
		});
	});

	test('gives so many below a mark, and says whether there is more', async () => {
		const ada = await hubOf('word 1', 'word 2', 'word 3');
		expect(await search(ada, {text: 'word', limit: 2})).toEqual({
			texts: ['word 3', 'word 2'],
			more: true,
		});
		expect(await search(ada, {text: 'word', before: 2})).toEqual({texts: ['word 1'], more: false});
	});

	test('finds what was edited by its newest text, and not what was taken back nor reactions', async () => {
		const ada = await hubOf('word one', 'word two', 'no match', 'word four', 'word five');
		const amend = (kind: 'edit' | 'react' | 'redact', re: number, text: string) =>
			ada.hub.say(ada.member, {
				room: '#lobby' as RoomName,
				id: `${kind} ${re} ${text}` as EntryId,
				kind,
				re: re as Seq,
				text: text as Body,
			});
		await amend('edit', 1, 'word 1');
		await amend('edit', 1, 'word uno');
		await amend('edit', 2, 'nothing');
		await amend('edit', 3, 'word three');
		await amend('react', 5, 'word');
		await amend('edit', 4, 'word 4');
		await amend('redact', 4, 'word');

		const {texts, more} = await search(ada, {text: 'word'});
		expect({texts, more}).toEqual({texts: ['word three', 'word uno', 'word five'], more: false});
		const {entries} = await ada.hub.library.search(ada.member, {text: 'three'});
		expect(entries).toMatchObject([{entry: {kind: 'edit', re: 3}}]);
		expect(await search(ada, {text: 'word', limit: 2})).toEqual({
			texts: ['word three', 'word uno'],
			more: true,
		});
		expect(await search(ada, {text: 'word', limit: 1, before: 8})).toEqual({
			texts: ['word uno'],
			more: true,
		});
	});

	test('goes on behind what was taken back until it has enough', async () => {
		const count = 30;
		const ada = await hubOf('word kept', ...Array.from({length: count}, () => 'word'));
		for (let seq = 2; seq <= count + 1; seq++) {
			await ada.hub.say(ada.member, {
				room: '#lobby' as RoomName,
				id: `redact ${seq}` as EntryId,
				kind: 'redact',
				re: seq as Seq,
				text: '' as Body,
			});
		}

		const found = await search(ada, {text: 'word', limit: 5});
		expect(found).toEqual({texts: ['word kept'], more: false});
	});

	test('knows what became of an entry, however much was done to others since', async () => {
		const ada = await hubOf('word first', 'word second', 'word third', 'busy');
		const amend = (kind: 'edit' | 'react' | 'redact', re: number, text: string) =>
			ada.hub.say(ada.member, {
				room: '#lobby' as RoomName,
				id: `${kind} ${re} ${text}` as EntryId,
				kind,
				re: re as Seq,
				text: text as Body,
			});
		const others = Array.from({length: 1100}, async (_, index) => {
			await ada.say(`said and taken back ${index}`);
			await amend('redact', 5 + index, '');
			await amend('edit', 4, `busy ${index}`);
			await amend('react', 4, `${index}`);
		});
		await Promise.all(others);
		await amend('redact', 1, '');
		await amend('edit', 2, 'word edited');
		await amend('react', 3, '+1');

		expect((await search(ada, {text: 'word'})).texts).toEqual(['word edited', 'word third']);
		const {library} = ada.hub;
		const lobby = '#lobby' as RoomName;
		expect(library.isTakenBack(ada.member, lobby, 1 as Seq)).toBe(true);
		expect(library.isTakenBack(ada.member, lobby, 2 as Seq)).toBe(false);
		expect(library.ownReactions(ada.member, lobby, {re: 3 as Seq, text: '+1'})).toHaveLength(1);
		const {entries} = library.page(ada.member, lobby, {after: 0 as Seq, limit: 4});
		expect(library.standing(ada.member, lobby, entries).map(({entry}) => entry.text)).toEqual([
			'word second',
			'word third',
			'busy',
		]);
		await expect(amend('react', 1, 'too late')).rejects.toMatchObject({code: 'no-such-entry'});
	});

	test('in a conversation one does not have is refused', async () => {
		const ada = await hubOf();
		await expect(search(ada, {text: 'word', room: '@eve'})).rejects.toMatchObject({
			code: 'not-a-member',
		});
	});
});
