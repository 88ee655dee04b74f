import {beforeEach, describe, expect, test} from 'vitest';
import type {AuthorKey, Nick} from '../../../source/protocol/ids.ts';
import {type Mark, Marks} from '../../../source/server/core/marks.ts';
import {openFacts} from '../../helpers/facts.ts';

const keyOf = (name: string) => name.padEnd(22, '-') as AuthorKey;
const mark = (name: string, given: Partial<Mark> = {}): Mark => ({
	name,
	why: 'spam',
	by: 'host',
	at: 0,
	...given,
});

let now = 0;
let {facts, disk} = openFacts();
let marks: Marks;
const open = () => new Marks(facts, 'ban', () => now);

beforeEach(() => {
	now = 1000;
	({facts, disk} = openFacts());
	marks = open();
});

describe('somebody is known again', () => {
	test('by the device, whatever the name', async () => {
		await marks.set(mark('ada', {key: keyOf('a')}));
		expect(marks.find({nick: 'bob' as Nick, key: keyOf('a')})).toMatchObject({name: 'ada'});
		expect(marks.find({nick: 'bob' as Nick, key: keyOf('b')})).toBeUndefined();
	});

	test('by the address, whatever the device', async () => {
		await marks.set(mark('10.0.0.7', {address: '10.0.0.7'}));
		expect(marks.find({key: keyOf('x'), address: '10.0.0.7'})).toMatchObject({name: '10.0.0.7'});
		expect(marks.find({key: keyOf('x'), address: '10.0.0.8'})).toBeUndefined();
		// This machine has none, and is not everybody who has none.
		expect(marks.find({key: keyOf('x')})).toBeUndefined();
	});

	test.each(['eve', 'EVE', 'Еvе', 'ëve', 'eνe'])('by the look of the name: %s', async nick => {
		await marks.set(mark('Eve'));
		expect(marks.find({nick: nick as Nick})).toMatchObject({name: 'Eve'});
		expect(marks.find({nick: 'eva' as Nick})).toBeUndefined();
	});

	test('not by nothing', async () => {
		await marks.set(mark('10.0.0.7', {address: '10.0.0.7'}));
		expect(marks.find({})).toBeUndefined();
	});
});

test('what is for a while holds until then, and not a moment longer', async () => {
	await marks.set(mark('eve', {until: 2000}));
	now = 1999;
	expect(marks.find({nick: 'eve' as Nick})).toBeDefined();
	expect(marks.all).toHaveLength(1);
	now = 2000;
	expect(marks.find({nick: 'eve' as Nick})).toBeUndefined();
	expect(marks.all).toEqual([]);
});

test('what is set again counts as it was set last', async () => {
	await marks.set(mark('eve', {until: 2000, why: 'first'}));
	await marks.set(mark('EVE', {why: 'second'}));
	expect(marks.all.map(({why}) => why)).toEqual(['second']);
	expect(open().all.map(({why}) => why)).toEqual(['second']);
});

test('what was lifted is lifted, also after a restart, and only once', async () => {
	await marks.set(mark('eve'));
	await marks.set(mark('2001:db8::7', {address: '2001:db8:0:0'}));
	expect(await marks.lift('EVE')).toBe(true);
	expect(await marks.lift('eve')).toBe(false);
	expect(await marks.lift('2001:db8:0:0')).toBe(true);
	expect([marks.all, open().all]).toEqual([[], []]);
});

test('a restart changes nothing', async () => {
	const all = [
		mark('eve', {key: keyOf('e'), address: '10.0.0.7', until: 5000, at: 7, by: 'ada'}),
		mark('10.0.0.8', {address: '10.0.0.8', why: ''}),
	];
	for (const each of all) {
		await marks.set(each);
	}

	expect(open().all).toMatchObject(all);
	expect(open().find({nick: 'Eve' as Nick})).toMatchObject({by: 'ada'});
});

test.each([
	'',
	'{',
	'null',
	'7',
	'"eve"',
	'[]',
	'{}',
	'{"name":7}',
	'{"name":null,"key":"x"}',
	'\u0000',
])('a damaged one, %j, is passed over', async value => {
	await marks.set(mark('eve'));
	await facts.put('ban', 'bad', value);
	expect(open().all.map(({name}) => name)).toEqual(['eve']);
});

test('fields that are damaged are left out, so that the rest still holds', async () => {
	const value = {
		name: 'eve',
		key: 'short',
		address: 7,
		until: '9',
		why: {toString: 1},
		by: [],
		at: {},
	};
	await facts.put('ban', 'eve', JSON.stringify(value));
	expect(open().find({nick: 'eve' as Nick})).toMatchObject({name: 'eve', why: '', by: '', at: 0});
});

test('what cannot be kept does not hold, and what cannot be lifted stays', async () => {
	await marks.set(mark('eve'));
	disk.isFull = true;
	await expect(marks.set(mark('ada'))).rejects.toMatchObject({code: 'storage-full'});
	await expect(marks.lift('eve')).rejects.toMatchObject({code: 'storage-full'});
	expect(marks.all.map(({name}) => name)).toEqual(['eve']);
});

test('of more than a thousand the oldest go, also from the disk', async () => {
	for (let count = 0; count < 1003; count++) {
		await marks.set(mark(`n${count}`));
	}

	expect(marks.all).toHaveLength(1000);
	expect(marks.find({nick: 'n2' as Nick})).toBeUndefined();
	expect(marks.find({nick: 'n3' as Nick})).toBeDefined();
	await expect.poll(() => facts.count('ban')).toBe(1000);
	expect(open().all.map(({name}) => name)).toEqual(marks.all.map(({name}) => name));
});
