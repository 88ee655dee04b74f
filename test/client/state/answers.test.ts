import {expect, test} from 'vitest';
import {describeFound} from '../../../source/client/state/answers.ts';
import {
	bob,
	entryOf,
	lobby,
	online,
	ops,
	personOf,
	play,
	readingOf,
	received,
} from '../../helpers/client-fakes.ts';

test('answers are read in words', () => {
	const people = [
		personOf('ada'),
		{...personOf('nc'), dialect: 'plain'},
		{...personOf('helper'), bot: true},
		{...personOf('irssi'), dialect: 'irc', away: 'lunch'},
		{...personOf('carol'), away: ''},
	];
	const {state} = play(
		online(),
		received({type: 'people', people, visitors: 1}),
		received({
			type: 'rooms',
			rooms: [
				{room: lobby, people: 3},
				{room: ops, topic: 'pagers', people: 1},
			],
		}),
	);

	expect(readingOf(state)).toEqual([
		'· 5 here: ada, nc (plain text), helper (bot), irssi (IRC, away: lunch), carol (away); 1 only looking',
		'· Rooms:\n#lobby  3 here\n#ops  1 here  pagers',
	]);
});

test('an answer that is not whole says so', () => {
	const {state} = play(
		online(),
		received({type: 'people', people: [personOf('ada')], visitors: 0, more: true}),
		received({type: 'rooms', rooms: [{room: lobby, people: 3}], more: true}),
	);

	expect(readingOf(state)).toEqual([
		'· More than 1 here: ada and more',
		'· Rooms:\n#lobby  3 here\nand more',
	]);
});

test('what was found can be told as lines, the newest last', () => {
	const hits = [entryOf(2, 'b\nc'), entryOf(1, 'a', {room: ops, author: bob})];
	const found = {text: 'x', hits, chosen: 0, more: true, isFetching: false};

	expect(describeFound(found, lobby)).toBe(
		'The newest 2 found:\n2026-11-22 12:01  #ops bob: a\n2026-11-22 12:02  bob: b c',
	);
});
