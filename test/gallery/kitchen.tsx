import type {Nick} from '../../source/protocol/ids.ts';
import type {State} from '../../source/client/state/state.ts';
import {
	ada,
	entryOf,
	heard,
	lobby,
	minute,
	noon,
	ops,
	personOf,
	play,
	received,
	roomFrame,
	atStart,
	opened,
	seqOf,
	started,
	typed,
	welcomeFrame,
} from '../helpers/client-fakes.ts';
import {screenIn, type Stories} from './story.tsx';

const mika = 'mika' as Nick;
const lin = '小林' as Nick;
const eva = 'eva' as Nick;
const at = (minutes: number): number => noon + minutes * minute;

const before = [
	entryOf(1, 'good morning! the coffee machine works again', {author: eva, at: at(-152)}),
	entryOf(2, '> works again\nuntil somebody asks it for tea', {author: mika, at: at(-150)}),
	entryOf(3, '今日の会議は午後三時からです。資料は昨日共有しました 📎', {
		author: lin,
		at: at(-9),
	}),
	entryOf(4, 'I found it: a missing comma. It is *always* a missing comma.', {
		author: mika,
		at: at(-8),
	}),
	entryOf(5, 'goes to make tea', {author: mika, kind: 'action', at: at(-7)}),
	entryOf(6, 'thank you, I read them on the train', {author: ada, re: seqOf(3), at: at(-6)}),
	entryOf(7, 'has anyone tried the new deploy script? It took 40 secnds', {
		author: mika,
		at: at(-5),
	}),
	entryOf(8, 'the new names are in https://wiki.kitchen/names', {author: eva, at: at(-5)}),
];

/** An ordinary day in a room, as the README shows it. */
export const kitchen = (): State =>
	play(
		atStart(),
		started,
		opened,
		received(welcomeFrame({head: seqOf(8), server: {name: 'the kitchen', software: 'chatroom'}})),
		received(
			roomFrame({
				topic: 'lunch at half past twelve',
				people: ['mika', '小林', 'ada', 'eva'].map(personOf),
				entries: before,
			}),
		),
		received({type: 'caught-up', seq: seqOf(8)}),
		received(roomFrame({room: ops, people: ['ada', 'mika'].map(personOf)})),
		heard(
			9,
			'has anyone tried the new deploy script? It took 40 seconds here, down from six minutes',
			{
				author: mika,
				kind: 'edit',
				re: seqOf(7),
				at: at(-4),
			},
		),
		heard(10, '🎉', {author: lin, kind: 'react', re: seqOf(7), at: at(-4)}),
		heard(11, '🎉', {author: eva, kind: 'react', re: seqOf(7), at: at(-4)}),
		{type: 'focus-changed', hasFocus: false},
		heard(
			12,
			'yes: `deploy --dry-run` first, it says\n```sh\nwould restart 3 of 12 machines\n```',
			{
				author: eva,
				at: at(-2),
			},
		),
		heard(13, 'ada: tea?', {author: mika, at: at(-1)}),
		heard(14, 'all green', {room: ops, author: mika, prev: seqOf(0), at: at(-1)}),
		{type: 'focus-changed', hasFocus: true},
		received({type: 'typing', room: lobby, nick: lin, state: 'active'}),
		typed('yes please, black'),
	).state;

export const stories: Stories = {'an ordinary day': screenIn(kitchen())};
