import {beforeEach, describe, expect, test} from 'vitest';
import type {AuthorKey, Nick} from '../../../source/protocol/ids.ts';
import {House} from '../../../source/server/core/house.ts';
import {openFacts} from '../../helpers/facts.ts';

const keyOf = (name: string) => name.padEnd(22, '-') as AuthorKey;
const [host, ada, bob] = ['host', 'ada', 'bob'].map(keyOf) as [AuthorKey, AuthorKey, AuthorKey];
const who = (key: AuthorKey, given = {}) => ({key, isInvited: false, ...given});
const terms = {why: 'spam', by: 'host', at: 0};

let now = 0;
let {facts, disk} = openFacts();
let house: House;
const open = () => new House(facts, () => now, [host]);

beforeEach(() => {
	now = 0;
	({facts, disk} = openFacts());
	house = open();
});

describe('a locked server', () => {
	test('lets nobody new in, and says why; those who are within come back, the invited come in', async () => {
		await house.lock('it is late', [ada]);
		expect(house.mayEnter(who(bob))).toMatchObject({
			code: 'locked',
			message: 'Nobody new may come in at the moment: it is late.',
		});
		expect(house.mayEnter(who(ada))).toBeUndefined();
		expect(house.mayEnter(who(bob, {isInvited: true}))).toBeUndefined();
		expect(house.mayEnter(who(host))).toBeUndefined();
	});

	test('is locked after a restart, with the same people within', async () => {
		await house.lock('', [ada]);
		const later = open();
		expect([later.isLocked, later.mayEnter(who(ada)), later.mayEnter(who(bob))?.code]).toEqual([
			true,
			undefined,
			'locked',
		]);
		await later.unlock();
		expect([later.mayEnter(who(bob)), open().isLocked]).toEqual([undefined, false]);
	});

	test.each(['', '{', 'null', '[]', '{"why":{"toString":1},"within":["x",7,null]}'])(
		'whose lock is damaged, %j, stays locked',
		async value => {
			await facts.put('lock', 'lock', value);
			expect(open().mayEnter(who(bob))).toMatchObject({code: 'locked'});
			expect(open().mayEnter(who(host))).toBeUndefined();
		},
	);

	test('is neither locked nor unlocked when that cannot be kept', async () => {
		disk.isFull = true;
		await expect(house.lock('', [])).rejects.toMatchObject({code: 'storage-full'});
		expect(house.isLocked).toBe(false);
		disk.isFull = false;
		await house.lock('', []);
		disk.isFull = true;
		await expect(house.unlock()).rejects.toMatchObject({code: 'storage-full'});
		expect(house.isLocked).toBe(true);
	});
});

describe('who is banned', () => {
	test('does not come in, invited or not, and hears for how long and why', async () => {
		await house.bans.set({name: 'bob', key: bob, until: 3_600_000, ...terms});
		expect(house.mayEnter(who(bob, {isInvited: true}))).toMatchObject({
			code: 'put-out',
			message: 'You may not come in here for 1 hour: spam.',
		});
		now = 3_600_000;
		expect(house.mayEnter(who(bob))).toBeUndefined();
	});

	test('by address is not even connected; others of that address are, where only a device is meant', async () => {
		await house.bans.set({name: '10.0.0.7', address: '10.0.0.7', ...terms});
		await house.bans.set({name: 'bob', key: bob, address: '10.0.0.8', ...terms});
		expect(house.mayConnect('10.0.0.7')).toMatchObject({code: 'put-out'});
		expect(house.mayConnect('10.0.0.8')).toBeUndefined();
		expect(house.mayEnter(who(ada, {address: '10.0.0.8'}))).toMatchObject({code: 'put-out'});
		await house.makeOperator(ada, true);
		expect(house.mayEnter(who(ada, {address: '10.0.0.8'}))).toBeUndefined();
	});

	test('and looks after the server comes in all the same', async () => {
		await house.bans.set({name: 'host', key: host, ...terms});
		expect(house.mayEnter(who(host))).toBeUndefined();
	});
});

test('who is muted may not speak, under any name of that device', async () => {
	await house.mutes.set({name: 'bob', key: bob, ...terms, why: ''});
	expect(house.maySpeak(who(bob, {nick: 'rob' as Nick}))).toMatchObject({
		code: 'muted',
		message: 'You may not speak here.',
	});
	expect(house.maySpeak(who(ada))).toBeUndefined();
	expect(house.mayEnter(who(bob))).toBeUndefined();
});

describe('who looks after the server', () => {
	test('is the host, and whoever was made one, also after a restart', async () => {
		await house.makeOperator(ada, true);
		expect([host, ada, bob].map(key => open().isOperator(key))).toEqual([true, true, false]);
		expect([host, ada].map(key => open().isHost(key))).toEqual([true, false]);
		await house.makeOperator(ada, false);
		expect(open().isOperator(ada)).toBe(false);
	});

	test('stays so whatever the facts say, when it is the host', async () => {
		await house.makeOperator(host, false);
		expect(house.isOperator(host)).toBe(true);
	});

	test('is one of a hundred at most', async () => {
		for (let count = 0; count < 100; count++) {
			await house.makeOperator(keyOf(`n${count}`), true);
		}

		await expect(house.makeOperator(ada, true)).rejects.toThrow('as many');
		await house.makeOperator(keyOf('n0'), false);
		await house.makeOperator(ada, true);
	});
});
