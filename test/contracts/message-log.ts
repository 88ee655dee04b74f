import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {Body} from '../../source/protocol/body.ts';
import type {AuthorKey, Nick, Seq} from '../../source/protocol/ids.ts';
import {directRoom, type LogRoom} from '../../source/server/core/log-room.ts';
import type {Draft, MessageLog, Query} from '../../source/server/core/message-log.ts';
import {directDraftOf as direct, draftOf, keyOf, roomOf} from '../helpers/drafts.ts';

const [ada, bob, eve] = ['ada', 'bob', 'eve'].map(keyOf) as [AuthorKey, AuthorKey, AuthorKey];
const [a, b] = ['#a', '#b'].map(roomOf) as [LogRoom, LogRoom];

/** What every MessageLog promises. */
export function describeMessageLog(name: string, open: () => MessageLog): void {
	describe(`${name} keeps the MessageLog contract`, () => {
		let log: MessageLog;
		beforeEach(() => {
			log = open();
		});
		afterEach(() => log.close());

		const say = (...drafts: readonly Draft[]) =>
			Promise.all(drafts.map(async draft => (await log.append(draft)).entry));
		const texts = (query: Partial<Query>): readonly string[] =>
			log.read({rooms: [a], from: 'oldest', limit: 100, ...query}).map(({text}) => text);
		const found = async (words: string, where: {rooms?: Query['rooms']; direct?: AuthorKey} = {}) =>
			(await log.search({words, rooms: [a], limit: 100, ...where})).map(({text}) => text);

		test('an empty log has a name of its own, no head and no entries', async () => {
			expect(log.id).toMatch(/^[\w-]{22}$/);
			expect(log.head).toBe(0);
			expect(texts({})).toEqual([]);
			expect(await found('anything')).toEqual([]);
		});

		test('with many in flight, seqs grow and answers come in the order of the calls', async () => {
			const drafts = Array.from({length: 700}, (_, index) => draftOf(`${index}`));
			const answered: string[] = [];
			const entries = await Promise.all(
				drafts.map(async draft => {
					const {entry} = await log.append(draft);
					answered.push(entry.text);
					expect(log.head).toBeGreaterThanOrEqual(entry.seq);
					return entry;
				}),
			);

			expect(answered).toEqual(drafts.map(({text}) => text));
			const seqs = entries.map(({seq}) => seq);
			expect(seqs).toEqual(seqs.toSorted((one, other) => one - other));
			expect(new Set(seqs).size).toBe(700);
			expect(log.head).toBe(seqs.at(-1));
			expect(texts({limit: 1000})).toEqual(answered);
		});

		test('an entry is the draft with its place', async () => {
			const drafts = [
				draftOf('plain'),
				draftOf('re', {re: 1 as Seq}),
				draftOf('to', {to: {nick: 'bob' as Nick, key: bob}, room: directRoom(ada, bob)}),
			];
			const entries = await say(...drafts);

			expect(entries).toMatchObject(drafts);
			expect(log.read({rooms: [a], direct: ada, from: 'oldest', limit: 9})).toEqual(entries);
		});

		test('prev is the entry before in the same room', async () => {
			const [one, two, three, four] = await say(
				draftOf('1'),
				draftOf('2', {room: b}),
				draftOf('3'),
				draftOf('4', {room: b}),
			);

			expect([one!.prev, two!.prev, three!.prev, four!.prev]).toEqual([0, 0, one!.seq, two!.seq]);
		});

		test('the same key and id again gives back the first entry, whatever the draft says', async () => {
			const draft = draftOf('first');
			const [first, inFlight] = await Promise.all([
				log.append(draft),
				log.append({...draft, text: 'second' as Body, room: b}),
			]);
			const later = await log.append({...draft, text: 'third' as Body});

			expect(first.dup).toBe(false);
			expect(inFlight).toEqual({entry: first.entry, dup: true});
			expect(later).toEqual({entry: first.entry, dup: true});
			expect(texts({rooms: [a, b]})).toEqual(['first']);
		});

		test('what was said again leaves no gap behind', async () => {
			const draft = draftOf('once');
			await say(draft, draft, draftOf('next'));
			const [once, next] = log.read({rooms: [a], from: 'oldest', limit: 9});

			expect(next!.prev).toBe(once!.seq);
		});

		test('the same id of another key is another entry', async () => {
			const draft = draftOf('mine');
			await say(draft, {...draft, key: bob, text: 'mine too' as Body});

			expect(texts({})).toEqual(['mine', 'mine too']);
		});

		test('reads pages from either end, between marks, oldest first', async () => {
			const entries = await say(...['1', '2', '3', '4', '5'].map(text => draftOf(text)));
			const [after, before] = [entries[0]!.seq, entries[4]!.seq];

			expect(texts({from: 'newest', limit: 2})).toEqual(['4', '5']);
			expect(texts({from: 'oldest', limit: 2})).toEqual(['1', '2']);
			expect(texts({after, before})).toEqual(['2', '3', '4']);
			expect(texts({after, limit: 2})).toEqual(['2', '3']);
			expect(texts({before, limit: 2, from: 'newest'})).toEqual(['3', '4']);
			expect(texts({after: before})).toEqual([]);
			expect(texts({after: before, before: after})).toEqual([]);
			expect(texts({limit: 0})).toEqual([]);
			expect(texts({limit: 0, from: 'newest'})).toEqual([]);
		});

		test('reads several rooms as one', async () => {
			await say(draftOf('1'), draftOf('2', {room: b}), draftOf('3'), draftOf('4', {room: b}));

			expect(texts({rooms: [a, b]})).toEqual(['1', '2', '3', '4']);
			expect(texts({rooms: [b, a], from: 'newest', limit: 3})).toEqual(['2', '3', '4']);
			expect(texts({rooms: [b]})).toEqual(['2', '4']);
			expect(texts({rooms: [], limit: 3})).toEqual([]);
			expect(texts({rooms: [roomOf('#silent')]})).toEqual([]);
		});

		test('a direct conversation is for the two who have it', async () => {
			await say(
				direct('hi bob', ada, bob),
				draftOf('hi all'),
				direct('hi ada', bob, ada),
				direct('hi eve', bob, eve),
				direct('note to myself', ada, ada),
			);

			const ofAda = ['hi bob', 'hi all', 'hi ada', 'note to myself'];
			expect(texts({direct: ada})).toEqual(ofAda);
			expect(texts({direct: ada, rooms: [a, directRoom(ada, bob)]})).toEqual(ofAda);
			expect(texts({direct: bob, rooms: []})).toEqual(['hi bob', 'hi ada', 'hi eve']);
			expect(texts({direct: eve, rooms: [], from: 'newest', limit: 1})).toEqual(['hi eve']);
			expect(texts({rooms: [directRoom(bob, ada)]})).toEqual(['hi bob', 'hi ada']);
		});

		test('reads one kind', async () => {
			const kinds = ['topic', 'message', 'topic', 'action'] as const;
			await say(...kinds.map((kind, index) => draftOf(`${index}`, {kind})));

			expect(texts({kind: 'topic'})).toEqual(['0', '2']);
			expect(texts({kind: 'topic', from: 'newest', limit: 1})).toEqual(['2']);
			expect(texts({kind: 'message'})).toEqual(['1']);
			expect(texts({kind: 'reply'})).toEqual([]);
		});

		test('reads what is about one entry, of one kind or all, in its room', async () => {
			const [one, two] = await say(draftOf('one'), draftOf('two'));
			const of = (text: string, kind: Draft['kind'], given: Partial<Draft> = {}) =>
				draftOf(text, {kind, re: one!.seq, ...given});
			await say(
				of('edit 1', 'edit'),
				of('of another', 'edit', {re: two!.seq}),
				of('answer', 'message'),
				of('elsewhere', 'edit', {room: b}),
				of('edit 2', 'edit'),
				draftOf('about nothing'),
			);
			const {seq: re} = one!;

			expect(texts({re})).toEqual(['edit 1', 'answer', 'edit 2']);
			expect(texts({re, kind: 'edit'})).toEqual(['edit 1', 'edit 2']);
			expect(texts({re, kind: 'message'})).toEqual(['answer']);
			expect(texts({re, kind: 'redact'})).toEqual([]);
			expect(texts({re, kind: 'edit', from: 'newest', limit: 1})).toEqual(['edit 2']);
			expect(texts({re, kind: 'edit', before: log.head, limit: 1})).toEqual(['edit 1']);
			expect(texts({re, rooms: [a, b], kind: 'edit'})).toHaveLength(3);
			expect(texts({re: 999 as Seq})).toEqual([]);
		});

		test('reads what is about a direct message for those who have it', async () => {
			const [hi] = await say(direct('hi', ada, bob));
			const re = hi!.seq;
			await say({...direct('hello', bob, ada), re}, {...direct('no', bob, eve), re: 99 as Seq});

			expect(texts({re, rooms: [], direct: ada})).toEqual(['hello']);
			expect(texts({re, rooms: [], direct: eve})).toEqual([]);
		});

		test('finds words whatever their case and accents, the last as a beginning, newest first', async () => {
			await say(
				...['Grüße, Welt', 'hello world', 'Hello, wide world', 'other'].map(t => draftOf(t)),
			);

			expect(await found('HELLO world')).toEqual(['Hello, wide world', 'hello world']);
			expect(await found('world hello')).toEqual(['Hello, wide world', 'hello world']);
			expect(await found('hello w')).toEqual(['Hello, wide world', 'hello world']);
			expect(await found('hell world')).toEqual([]);
			expect(await found('grüße we')).toEqual(['Grüße, Welt']);
			expect(await found('GRUSSE')).toEqual(['Grüße, Welt']);
			expect(await found('  ')).toEqual([]);
			expect(await found('?!')).toEqual([]);
		});

		test('finds words inside a sentence without spaces, and pictures', async () => {
			await say(
				...['私は漢字が好き', '字漢', '한국어를', 'ภาษาไทย', 'party🎉!'].map(t => draftOf(t)),
			);

			expect(await found('漢字')).toEqual(['私は漢字が好き']);
			expect(await found('好き')).toEqual(['私は漢字が好き']);
			expect(await found('국어')).toEqual(['한국어를']);
			expect(await found('ไทย')).toEqual(['ภาษาไทย']);
			expect(await found('🎉')).toEqual(['party🎉!']);
			expect(await found('party')).toEqual(['party🎉!']);
		});

		test('finds only where the one who asks may look, and below a mark', async () => {
			const [one] = await say(
				draftOf('word one'),
				draftOf('word two', {room: b}),
				direct('word three', bob, ada),
				direct('word four', bob, eve),
				draftOf('word five'),
			);

			expect(await found('word')).toEqual(['word five', 'word one']);
			expect(await found('word', {rooms: [b]})).toEqual(['word two']);
			expect(await found('word', {direct: ada})).toEqual(['word five', 'word three', 'word one']);
			expect(await found('word', {rooms: []})).toEqual([]);
			const query = {words: 'word', rooms: [a, b]};
			expect(await log.search({...query, before: (one!.seq + 1) as Seq, limit: 9})).toEqual([one]);
			expect((await log.search({...query, limit: 1})).map(({text}) => text)).toEqual(['word five']);
		});

		test('no words are too strange to search for', async () => {
			await say(draftOf('a AND b OR "c" NOT (d) NEAR *'));
			const syntax = fc.constantFrom(
				'"',
				'*',
				'(',
				')',
				':',
				'^',
				'+',
				'-',
				'{',
				' AND ',
				'a',
				'\0',
			);
			const strange = fc.oneof(
				fc.string({unit: 'binary'}),
				fc.array(syntax).map(parts => parts.join('')),
			);
			await fc.assert(
				fc.asyncProperty(strange, async words => {
					await log.search({words, rooms: [a], limit: 5});
				}),
				{numRuns: 200},
			);
			expect(await found('"c" near')).toHaveLength(1);
		});

		test('takes nothing more once closed', async () => {
			const last = log.append(draftOf('last'));
			const closed = log.close();
			await expect(log.append(draftOf('too late'))).rejects.toMatchObject({name: 'Refusal'});
			await expect(log.facts.put('ban', 'eve', '')).rejects.toMatchObject({name: 'Refusal'});
			await closed;
			expect((await last).entry.text).toBe('last');
		});
	});
}
