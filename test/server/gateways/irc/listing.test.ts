import {describe, expect, test} from 'vitest';
import {isListed} from '../../../../source/server/gateways/irc/list-filter.ts';
import type {RoomName} from '../../../../source/protocol/ids.ts';
import {Room} from '../../../../source/server/core/room.ts';
import {converseInIrc as converse} from '../../../helpers/converse-irc.ts';

describe('LIST', () => {
	test('tells those that fit a mask, and not those that fit one with !', () =>
		converse(`
			> (comes)
			> (aside) JOIN #tea,#teapot,#coffee
			> LIST #TEA*
			< 321 ada ...
			< 322 ada #tea 1 ...
			< 322 ada #teapot 1 ...
			< 323 ada ...
			> LIST !#tea*,!#lobby
			< 321 ada ...
			< 322 ada #coffee 1 ...
			< 323 ada ...
		`));

	const minute = 60_000;
	const room = new Room('#tea' as RoomName, undefined, 10 * minute);

	test.each([
		['C<4', false],
		['C>4', true],
		['c<6', true],
		['C>6', false],
		['T<6', false],
		['T>6', false],
		['<1', true],
		['>0', false],
		['C>4,<1', true],
		['C>4,>0', false],
	])('%s of a room that is five minutes old, without people or topic: %s', (words, isExpected) => {
		expect(isListed(room, words.split(','), 15 * minute)).toBe(isExpected);
	});
});

test('NAMES tells of several channels, with one end', () =>
	converse(`
		> (comes)
		bob> (comes)
		bob> (aside) JOIN #tea
		> NAMES #lobby,#tea,#none
		< 353 ada = #lobby :ada bob
		< 353 ada = #tea @bob
		< 366 ada #lobby,#tea,#none :End of /NAMES list
	`));

test('who wants no names when it comes in gets none', () =>
	converse(`
		> (comes with no-implicit-names)
		> JOIN #tea
		< :ada JOIN #tea
		> NAMES #tea
		< 353 ada = #tea @ada
		< 366 ada #tea :End of /NAMES list
	`));

test('a topic that stays the same is told to nobody', () =>
	converse(`
		> (comes with labeled-response)
		bob> (comes)
		> TOPIC #lobby :lunch
		< :ada TOPIC #lobby lunch
		bob< :ada TOPIC #lobby lunch
		> @label=a TOPIC #lobby :lunch
		< @label=a ACK
	`));

test('who asked for it hears who is invited', () =>
	converse(`
		> (comes with invite-notify)
		bob> (comes)
		eve> (comes with invite-notify)
		eve> (aside) JOIN #tea
		> (aside) JOIN #tea
		> INVITE bob #tea
		< 341 ada bob #tea
		bob< :ada INVITE bob #tea
		eve< :ada INVITE bob #tea
	`));
