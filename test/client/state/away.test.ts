import {expect, test} from 'vitest';
import type {Nick} from '../../../source/protocol/ids.ts';
import type {Action} from '../../../source/client/state/action.ts';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {
	framesIn,
	lost,
	noon,
	online,
	opened,
	play,
	readingOf,
	received,
	said,
	welcomeFrame,
} from '../../helpers/client-fakes.ts';

const idle = (isIdle: boolean): Action => ({type: 'idle-changed', isIdle, at: noon});
const bobIs = (why?: string): Action =>
	received({type: 'away', nick: 'bob' as Nick, ...(why !== undefined && {why})});
const awayFrames = (begin: State, ...actions: readonly Action[]) =>
	framesIn(play(begin, ...actions).effects).filter(({type}) => type === 'away');

test('/away and /back are told to the server', () => {
	expect(awayFrames(online(), ...said('/away lunch'), ...said('/back', 2))).toEqual([
		{type: 'away', why: 'lunch'},
		{type: 'away'},
	]);
	expect(awayFrames(online(), ...said('/away'))).toEqual([{type: 'away', why: 'away'}]);
	expect(readingOf(play(online(), ...said('/away lunch')).state)).toEqual([
		'· You are away: lunch. /back says that you are here again.',
	]);
});

test('who presses no key for long is away until the next one', () => {
	expect(awayFrames(online(), idle(true), idle(false))).toEqual([
		{type: 'away', why: 'idle'},
		{type: 'away'},
	]);
	expect(readingOf(play(online(), idle(true), idle(false)).state)).toEqual([]);
});

test('a key does not end what somebody said about being away', () => {
	expect(awayFrames(online(), ...said('/away lunch'), idle(true), idle(false))).toHaveLength(1);
});

test('a new connection is told again', () => {
	const gone = play(online(), ...said('/away lunch'), lost()).state;
	expect(awayFrames(gone, opened, received(welcomeFrame({resumed: 'resumed'})))).toEqual([
		{type: 'away', why: 'lunch'},
	]);
	expect(awayFrames(play(online(), lost()).state, idle(true))).toEqual([]);
});

test('who is away is known to be so', () => {
	const awayOf = (state: State) =>
		currentConversation(state).people.map(({nick, away}) => [nick, away]);
	const away = play(online(), bobIs('lunch')).state;
	expect(awayOf(away)).toEqual([
		['ada', undefined],
		['bob', 'lunch'],
	]);
	const [, bob] = currentConversation(play(away, bobIs()).state).people;
	expect(bob).not.toHaveProperty('away');
});

test('who writes to somebody away alone is told so once, and again when they went again', () => {
	const told = (...actions: readonly Action[]) =>
		readingOf(play(online(), ...actions).state).filter(line => line.startsWith('·'));
	expect(told(bobIs('lunch'), ...said('/msg Bob hi'), ...said('hello?', 2))).toEqual([
		'· bob is away: lunch',
	]);
	const again = [bobIs('lunch'), ...said('/msg bob hi'), bobIs(), bobIs('away'), ...said('ho', 2)];
	expect(told(...again)).toEqual(['· bob is away: lunch', '· bob is away']);
	expect(told(...said('/msg bob hi'))).toEqual([]);
});
