import {expect, test} from 'vitest';
import unhomoglyph from 'unhomoglyph';
import type {Nick} from '../../../source/protocol/ids.ts';
import {parseNick} from '../../../source/protocol/nick.ts';
import {NickRegistry} from '../../../source/server/core/nick-registry.ts';
import {skeletonsOf} from '../../../source/server/core/skeleton.ts';

const taken = expect.objectContaining({name: 'Refusal', code: 'nick-taken'});
const reserved = expect.objectContaining({name: 'Refusal', code: 'nick-reserved'});

function nick(text: string): Nick {
	const parsed = parseNick(text);
	if (typeof parsed !== 'string') {
		throw parsed;
	}

	return parsed;
}

test.each([
	['evan', 'Evan'],
	['сосо', 'coco'],
	['l1am', 'lIam'],
	['rnike', 'mike'],
	['Mike', 'rnike'],
	['jose', 'José'],
	['paul', 'pau1'],
	['Alice', 'A1ice'],
	['0lga', 'Olga'],
	['ян', 'Ян'],
	['Ώρα', 'Ωρα'],
	['ӝук', 'жук'],
	['x2\u0308', 'x2'],
	['ΝΙΚΟΣ', 'νικος'],
	['น้ำ', 'น\u0E49\u0E4D\u0E32'],
])('%s and %s cannot be here together, whoever comes first', (one, other) => {
	for (const [first, second] of [
		[one, other],
		[other, one],
	]) {
		const nicks = new NickRegistry<string>();
		expect(nicks.claim(nick(first!), 'first')).toBeUndefined();
		expect(nicks.claim(nick(second!), 'second')).toEqual(taken);
		expect(nicks.holder(nick(first!))).toBe('first');
	}
});

test.each([
	['alice', 'bob'],
	['anna', 'анна'],
	['ian', 'lan'],
	['राम', 'रमा'],
	['か', 'が'],
	['user1', 'user2'],
])('%s and %s can', (one, other) => {
	const nicks = new NickRegistry<string>();
	expect(nicks.claim(nick(one), 'first')).toBeUndefined();
	expect(nicks.claim(nick(other), 'second')).toBeUndefined();
	expect(nicks.holder(nick(one))).toBe('first');
	expect(nicks.holder(nick(other))).toBe('second');
});

test.each([
	'admin',
	'ADMIN',
	'Adm\u0131n',
	'adrnin',
	'server',
	'Server',
	'op',
	'me',
	'aII',
	'r00t',
])('%s looks like a name that would be believed', name => {
	const nicks = new NickRegistry<string>();
	expect(nicks.claim(nick(name), 'owner')).toEqual(reserved);
	expect(nicks.holder(nick(name))).toBeUndefined();
});

test('nobody takes the name of the server', () => {
	const nicks = new NickRegistry<string>(['Harbour']);
	expect(nicks.claim(nick('harb0ur'), 'owner')).toEqual(reserved);
	expect(nicks.holder(nick('Harbour'))).toBeUndefined();
});

test('an owner claims its own name again, and in another spelling', () => {
	const nicks = new NickRegistry<string>();
	nicks.claim(nick('ada'), 'owner');
	expect(nicks.claim(nick('ada'), 'owner')).toBeUndefined();
	expect(nicks.claim(nick('Ada'), 'owner')).toBeUndefined();
	nicks.release(nick('ada'), 'owner');
	expect(nicks.holder(nick('Ada'))).toBe('owner');
	expect(nicks.claim(nick('ada'), 'other')).toEqual(taken);
});

test('a name is found in any case', () => {
	const nicks = new NickRegistry<string>();
	nicks.claim(nick('Ada'), 'owner');
	expect(nicks.holder(nick('ADA'))).toBe('owner');
	expect(nicks.holder(nick('adam'))).toBeUndefined();
});

test('of two look-alikes, the one that differs only in case is meant', () => {
	const nicks = new NickRegistry<string>();
	nicks.claim(nick('lan'), 'Lan');
	nicks.claim(nick('ian'), 'Ian');
	expect(nicks.holder(nick('Ian'))).toBe('Ian');
});

test('a refused claim leaves nothing behind', () => {
	const nicks = new NickRegistry<string>();
	nicks.claim(nick('lan'), 'first');
	expect(nicks.claim(nick('Ian'), 'second')).toEqual(taken);
	expect(nicks.claim(nick('ian'), 'third')).toBeUndefined();
});

test('a released name is free, under every look', () => {
	const nicks = new NickRegistry<string>();
	nicks.claim(nick('Ian'), 'owner');
	nicks.release(nick('Ian'), 'owner');
	expect(nicks.holder(nick('Ian'))).toBeUndefined();
	expect(nicks.claim(nick('lan'), 'one')).toBeUndefined();
	expect(nicks.claim(nick('ian'), 'other')).toBeUndefined();
});

test('nobody releases the name of another', () => {
	const nicks = new NickRegistry<string>();
	nicks.claim(nick('ada'), 'owner');
	nicks.release(nick('ada'), 'other');
	nicks.release(nick('Ada'), 'owner');
	expect(nicks.holder(nick('ada'))).toBe('owner');
	expect(nicks.claim(nick('ada'), 'other')).toEqual(taken);
});

test('look-alikes are those of the package, for every letter and digit', () => {
	const characters = Array.from({length: 0x2_0000}, (_, code) => String.fromCodePoint(code));
	const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	for (const character of characters.filter(each => /\p{L}|\p{Nd}/u.test(each))) {
		const [asSpelt] = skeletonsOf(character);
		expect(bare(asSpelt)).toBe(bare(unhomoglyph(character.normalize('NFD'))));
	}
});
