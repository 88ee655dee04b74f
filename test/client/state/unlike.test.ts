import {expect, test} from 'vitest';
import {currentConversation} from '../../../source/client/state/state.ts';
import {notices} from '../../../source/client/words/notices.ts';
import type {Nick} from '../../../source/protocol/ids.ts';
import {
	ada,
	bob,
	carol,
	lobby,
	online,
	ops,
	personOf,
	play,
	readingOf,
	received,
	roomFrame,
	tagFor,
} from '../../helpers/client-fakes.ts';

const before = tagFor('before');
const impostor = (nick: Nick) => ({...personOf(nick), unlike: before});
const comes = (nick: Nick, room = lobby) =>
	received({type: 'joined', room, person: impostor(nick)});
const words = (nick: Nick, is = tagFor(nick)) => `· ${notices.isUnlike({nick, was: before, is})}`;

test('whoever comes under a name that another device had is told as such, once for all rooms', () => {
	const inTwo = play(online(), received(roomFrame({room: ops}))).state;
	const {state} = play(inTwo, comes(carol), comes(carol, ops), comes(carol));
	expect([...readingOf(state, lobby), ...readingOf(state, ops)].filter(isAboutDevices)).toEqual([
		words(carol),
	]);
});

const isAboutDevices = (line: string): boolean => line.includes('is not on the device');

test('so is whoever takes such a name while being here, and /who says it of the new name alone', () => {
	const renamed = received({type: 'renamed', from: bob, to: carol, unlike: before});
	const {state} = play(online(), renamed);
	expect(readingOf(state)).toEqual(['· bob is carol now.', words(carol, tagFor('bob'))]);
	const back = play(state, received({type: 'renamed', from: carol, to: bob})).state;
	expect(currentConversation(back).people.some(({unlike}) => unlike)).toBe(false);
});

test('another device under that name is news again', () => {
	const other = {...impostor(carol), tag: tagFor('third')};
	const {state} = play(
		online(),
		comes(carol),
		received({type: 'joined', room: lobby, person: other}),
	);
	expect(readingOf(state).filter(isAboutDevices)).toEqual([
		words(carol),
		words(carol, tagFor('third')),
	]);
});

test('nobody is told of oneself, nor of whoever is on the device of before', () => {
	const joined = received({type: 'joined', room: lobby, person: personOf('carol')});
	const me = received({type: 'renamed', from: ada, to: 'lou' as Nick, unlike: before});
	expect(readingOf(play(online(), joined, me).state).some(isAboutDevices)).toBe(false);
});

test('/who says it, too', () => {
	const people = [personOf('ada'), impostor(carol)];
	const {state} = play(online(), received({type: 'people', room: lobby, people, visitors: 0}));
	expect(readingOf(state).at(-1)).toBe(
		`· 2 here: ada, carol (not on the device that was carol before, ${before})`,
	);
});
