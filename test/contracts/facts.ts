import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {MessageLog} from '../../source/server/core/message-log.ts';
import {draftOf, roomOf} from '../helpers/drafts.ts';

/** What the facts of every MessageLog promise. */
export function describeFacts(name: string, open: () => MessageLog): void {
	describe(`${name} keeps the contract of facts:`, () => {
		let log: MessageLog;
		beforeEach(() => {
			log = open();
		});
		afterEach(() => log.close());

		test('keeps one value for each key of each kind, and forgets', async () => {
			const {facts} = log;
			expect(facts.get('ban', 'eve')).toBeUndefined();
			await facts.put('ban', 'eve', 'for a day');
			await facts.put('ban', 'eve', 'for good');
			await facts.put('name', 'eve', 'ours');
			await facts.put('ban', '', '');
			expect(facts.get('ban', 'eve')).toBe('for good');
			expect(facts.get('name', 'eve')).toBe('ours');
			expect(facts.get('ban', '')).toBe('');
			expect(facts.get('ban', 'EVE')).toBeUndefined();
			expect([facts.count('ban'), facts.count('name'), facts.count('none')]).toEqual([2, 1, 0]);

			await facts.put('ban', 'eve', undefined);
			await facts.put('ban', 'nobody', undefined);
			expect(facts.get('ban', 'eve')).toBeUndefined();
			expect(facts.get('name', 'eve')).toBe('ours');
			expect(facts.count('ban')).toBe(1);
			await facts.put('ban', 'eve', 'again');
			expect(facts.count('ban')).toBe(2);
		});

		test('tells facts of a kind by when they were changed, the oldest change first', async () => {
			const {facts} = log;
			const keys = (limit: number, under?: string) =>
				facts.all('read', limit, under).map(({key}) => key);
			for (const key of ['a 1', 'b 1', 'a 2', 'ab', 'a 3', 'a 1']) {
				await facts.put('read', key, key);
			}

			await facts.put('other', 'a 0', 'not of this kind');
			expect(keys(9)).toEqual(['b 1', 'a 2', 'ab', 'a 3', 'a 1']);
			expect(keys(2)).toEqual(['b 1', 'a 2']);
			expect(keys(9, 'a ')).toEqual(['a 2', 'a 3', 'a 1']);
			expect(keys(1, 'a ')).toEqual(['a 2']);
			expect(keys(9, 'c')).toEqual([]);
			expect(facts.all('read', 1, 'b')).toEqual([{key: 'b 1', value: 'b 1'}]);
			await facts.put('read', 'a 2', undefined);
			await facts.put('read', 'a 2', 'again');
			expect(keys(9, 'a ')).toEqual(['a 3', 'a 1', 'a 2']);
		});

		test('with many facts and entries in flight, both are answered in the order of the calls', async () => {
			const answered: string[] = [];
			const calls = Array.from({length: 600}, async (_, index) => {
				const isFact = index % 3 === 0;
				await (isFact
					? log.facts.put('kind', `${index % 7}`, `${index}`)
					: log.append(draftOf(`${index}`)));
				answered.push(`${index}`);
			});
			await Promise.all(calls);

			expect(answered).toEqual(calls.map((_, index) => `${index}`));
			expect(log.read({rooms: [roomOf('#a')], from: 'oldest', limit: 1000})).toHaveLength(400);
			const newest = new Map(
				Array.from({length: 200}, (_, index) => [`${(index * 3) % 7}`, `${index * 3}`]),
			);
			expect(new Map(log.facts.all('kind', 10).map(({key, value}) => [key, value]))).toEqual(
				newest,
			);
		});
	});
}
