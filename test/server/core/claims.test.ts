import {beforeEach, describe, expect, test} from 'vitest';
import type {AuthorKey, Nick} from '../../../source/protocol/ids.ts';
import {Claims} from '../../../source/server/core/claims.ts';
import {openFacts} from '../../helpers/facts.ts';

const nick = (name: string) => name as Nick;
const keyOf = (name: string) => name.padEnd(22, '-') as AuthorKey;
const [a, b] = [keyOf('a'), keyOf('b')];

let {facts, disk} = openFacts();
let claims: Claims;

beforeEach(() => {
	({facts, disk} = openFacts());
	claims = new Claims(facts);
});

describe('a name that is kept', () => {
	test('is nobody else’s, also after a restart', async () => {
		await claims.keep(nick('ada'), a);
		for (const each of [claims, new Claims(facts)]) {
			expect(each.objection(nick('ada'), b)).toMatchObject({code: 'nick-kept'});
			expect(each.objection(nick('ada'), a)).toBeUndefined();
			expect(each.objection(nick('adam'), b)).toBeUndefined();
			expect(each.keeperOf(nick('ada'))).toBe(a);
		}
	});

	test.each([
		['Ilse', 'llse'],
		['llse', 'Ilse'],
		['Ilse', 'ilse'],
		['Ilse', '1lse'],
		['ada', 'аdа'],
		['ada', 'ÁDA'],
		['modern', 'rnodern'],
		['mIce', 'm1ce'],
	])('%s keeps away %s, which looks like it', async (kept, other) => {
		await claims.keep(nick(kept), a);
		expect(claims.objection(nick(other), b)).toMatchObject({code: 'nick-kept'});
		expect(claims.objection(nick(other), a)).toBeUndefined();
		await expect(claims.keep(nick(other), b)).rejects.toMatchObject({code: 'nick-kept'});
	});

	test.each(['Ilse', 'ilse', 'llse'])('is let go of under any name like it: %s', async name => {
		await claims.keep(nick('Ilse'), a);
		expect(await claims.release(nick(name))).toBe(true);
		expect(await claims.release(nick(name))).toBe(false);
		expect(['Ilse', 'llse', 'ilse'].map(each => claims.objection(nick(each), b))).toEqual([
			undefined,
			undefined,
			undefined,
		]);
		expect(facts.count('kept-name')).toBe(0);
	});
});

describe('a device', () => {
	test('keeps three names at most, and another when one is given back', async () => {
		for (const name of ['one', 'two', 'three', 'two']) {
			await claims.keep(nick(name), a);
		}

		await expect(claims.keep(nick('four'), a)).rejects.toMatchObject({code: 'nick-kept'});
		await claims.keep(nick('four'), b);
		await claims.release(nick('one'));
		await claims.keep(nick('five'), a);
	});

	test('keeps no more when it asks for all at once', async () => {
		const names = ['one', 'two', 'three', 'four', 'five'];
		const asked = await Promise.allSettled(names.map(name => claims.keep(nick(name), a)));
		expect(asked.map(({status}) => status)).toEqual([
			'fulfilled',
			'fulfilled',
			'fulfilled',
			'rejected',
			'rejected',
		]);
	});

	test('gets a name that another asks for in the same moment, if it was first', async () => {
		const asked = await Promise.allSettled([
			claims.keep(nick('ada'), a),
			claims.keep(nick('Ada'), b),
		]);
		expect(asked.map(({status}) => status)).toEqual(['fulfilled', 'rejected']);
		expect(claims.keeperOf(nick('ada'))).toBe(a);
	});

	test('that cannot be written down keeps nothing, and can try again', async () => {
		disk.isFull = true;
		await expect(claims.keep(nick('ada'), a)).rejects.toMatchObject({code: 'storage-full'});
		expect(claims.objection(nick('ada'), b)).toBeUndefined();
		disk.isFull = false;
		await claims.keep(nick('ada'), a);
		expect(claims.keeperOf(nick('ada'))).toBe(a);
	});
});

describe('a name that was seen', () => {
	test('is remembered with its last device, also after a restart', async () => {
		expect(claims.use(nick('ada'), a, {lasts: true})).toBeUndefined();
		await expect.poll(() => claims.userOf(nick('Ada'))).toBe(a);
		expect(claims.use(nick('ada'), a, {lasts: true})).toBeUndefined();
		expect(new Claims(facts).use(nick('ADA'), b, {lasts: true})).toBe(a);
		await expect.poll(() => claims.userOf(nick('ada'))).toBe(b);
	});

	test('by somebody who cannot be known again is told, and not remembered', async () => {
		claims.use(nick('ada'), a, {lasts: true});
		await expect.poll(() => claims.userOf(nick('ada'))).toBe(a);
		expect(claims.use(nick('ada'), b, {lasts: false})).toBe(a);
		await Promise.resolve();
		expect(claims.userOf(nick('ada'))).toBe(a);
	});

	test('is forgotten only when fifty thousand others came after it', async () => {
		for (let count = 0; count < 50_001; count++) {
			claims.use(nick(`n${count}`), a, {lasts: true});
			await Promise.resolve();
		}

		await expect.poll(() => facts.count('name')).toBeLessThanOrEqual(50_001);
		claims.use(nick('last'), a, {lasts: true});
		await expect.poll(() => claims.userOf(nick('last'))).toBe(a);
		expect(facts.count('name')).toBeLessThanOrEqual(50_001);
		expect(claims.userOf(nick('n0'))).toBeUndefined();
	});
});

test.each(['', 'short', '{}', `${a}x`, a])(
	'a damaged claim, %j, keeps nobody away',
	async value => {
		await facts.put('kept-name', 'ada', value);
		await facts.put('name', 'ada', 'damaged');
		expect(claims.objection(nick('ada'), b)).toBeUndefined();
		expect(claims.use(nick('ada'), b, {lasts: true})).toBeUndefined();
		await claims.keep(nick('ada'), b);
		expect(claims.keeperOf(nick('ada'))).toBe(b);
	},
);
