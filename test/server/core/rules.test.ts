import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {Nick} from '../../../source/protocol/ids.ts';
import type {Face} from '../../../source/server/core/face.ts';
import {completeMask, matches} from '../../../source/server/core/rules.ts';

const face = (nick: string, user = 'user', tag = 'tag'): Face => ({
	nick: nick as Nick,
	person: {nick: nick as Nick, tag: tag as Face['person']['tag'], dialect: 'irc'},
	user,
	realName: nick,
	away: undefined,
});

test.each([
	['bob', 'bob!*@*'],
	['bob!b', 'bob!b@*'],
	['*@tag', '*!*@tag'],
	['bob!b@tag', 'bob!b@tag'],
	['', '*!*@*'],
	['!@', '*!*@*'],
])('the mask %j means %s', (given, complete) => {
	expect(completeMask(given)).toBe(complete);
	expect(completeMask(complete)).toBe(complete);
});

test.each([
	['*', true],
	['bob!*@*', true],
	['BOB!*@*', true],
	['b?b!*@*', true],
	['b?!*@*', false],
	['*!user@t*g', true],
	['*!other@*', false],
	['bob', false],
	['*b*b*!*', true],
])('%s is about bob: %s', (mask, is) => {
	expect(matches(mask, face('bob'))).toBe(is);
});

const word = fc.string({unit: fc.constantFrom('a', 'b', 'ä', '.'), minLength: 1, maxLength: 8});

test('a mask means what the regular expression of its parts means', () => {
	const mask = fc.string({unit: fc.constantFrom('a', 'b', 'ä', '.', '*', '?', '!', '@')});
	fc.assert(
		fc.property(mask, word, word, word, (pattern, nick, user, tag) => {
			const source = Array.from(pattern, character =>
				character === '*' ? '.*' : character === '?' ? '.' : character.replace('.', '\\.'),
			).join('');
			const isMeant = new RegExp(`^${source}$`, 'su').test(`${nick}!${user}@${tag}`);
			expect(matches(pattern, face(nick, user, tag))).toBe(isMeant);
		}),
	);
});

test('whoever is named in full is meant, and no mask takes long', () => {
	fc.assert(
		fc.property(word, word, word, (nick, user, tag) => {
			expect(matches(completeMask(`${nick}!${user}@${tag}`), face(nick, user, tag))).toBe(true);
		}),
	);
	expect(matches(`${'*a'.repeat(60)}b`, face('a'.repeat(32)))).toBe(false);
});
