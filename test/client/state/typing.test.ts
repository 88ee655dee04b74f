import {expect, test} from 'vitest';
import type {Action, Effect} from '../../../source/client/state/action.ts';
import {currentConversation} from '../../../source/client/state/state.ts';
import {typingLine} from '../../../source/client/state/typing.ts';
import {
	framesIn,
	heard,
	lobby,
	lost,
	noon,
	online,
	ops,
	play,
	received,
	submitted,
} from '../../helpers/client-fakes.ts';
import type {Nick} from '../../../source/protocol/ids.ts';

const typedAt = (text: string, at: number): Action => ({
	type: 'edited',
	operation: {type: 'insert', text},
	at: noon + at,
});
const clearedAt = (at: number): Action => ({
	type: 'edited',
	operation: {type: 'clear'},
	at: noon + at,
});
const signsIn = (effects: readonly Effect[]) =>
	framesIn(effects).flatMap(frame => (frame.type === 'typing' ? [frame.state] : []));
const writes = (nick: string, state: 'active' | 'paused' | 'done' = 'active', room = lobby) =>
	received({type: 'typing', room, nick: nick as Nick, state});
const passed = (ms: number): Action => ({type: 'passed', at: noon + ms});
const lineAfter = (...actions: readonly Action[]) => typingLine(play(online(), ...actions).state);

test('others are told that one writes, every three seconds at most', () => {
	const {effects} = play(
		online(),
		typedAt('a', 0),
		typedAt('b', 1000),
		typedAt('c', 2999),
		typedAt('d', 3000),
	);

	expect(signsIn(effects)).toEqual(['active', 'active']);
});

test('they are told once when the text is emptied or said', () => {
	expect(signsIn(play(online(), typedAt('a', 0), clearedAt(9), clearedAt(10)).effects)).toEqual([
		'active',
		'done',
	]);
	const {effects} = play(online(), typedAt('a', 0), submitted());
	expect(framesIn(effects).map(({type}) => type)).toEqual(['typing', 'say', 'typing']);
	expect(signsIn(effects)).toEqual(['active', 'done']);
});

test('they are told at once about the next message', () => {
	const {effects} = play(online(), typedAt('a', 0), clearedAt(9), typedAt('b', 10));

	expect(signsIn(effects)).toEqual(['active', 'done', 'active']);
});

test('commands and what is written without a connection are nobody else’s business', () => {
	expect(play(online(), typedAt('/w', 0), typedAt('ho', 1)).effects).toEqual([]);
	expect(play(online(), lost(), typedAt('a', 0)).effects).toEqual([]);
	expect(signsIn(play(online(), typedAt('//w', 0)).effects)).toEqual(['active']);
});

test('moving in the text does not say again that one writes', () => {
	const move = {type: 'edited', operation: {type: 'newline'}, at: noon + 10} as const;
	expect(signsIn(play(online(), typedAt('a', 0), move).effects)).toEqual(['active']);
});

test('who writes is read in words', () => {
	expect(lineAfter()).toBeUndefined();
	expect(lineAfter(writes('bob'))).toBe('bob is writing…');
	expect(lineAfter(writes('bob'), writes('carol'))).toBe('bob and carol are writing…');
	expect(lineAfter(writes('bob'), writes('carol'), writes('dan'))).toBe(
		'bob, carol and dan are writing…',
	);
	expect(lineAfter(...['a', 'b', 'c', 'd'].map(nick => writes(nick)))).toBe(
		'4 people are writing…',
	);
});

test('oneself, and who writes elsewhere, is not named', () => {
	expect(lineAfter(writes('ada'))).toBeUndefined();
	const {state} = play(online(), writes('bob', 'active', ops));
	expect(typingLine(state)).toBeUndefined();
	expect(state.conversations).toHaveLength(1);
});

test('whoever says so, says something or is not heard of for long writes no more', () => {
	expect(lineAfter(writes('bob'), writes('bob', 'done'))).toBeUndefined();
	expect(lineAfter(writes('bob'), heard(1, 'there'))).toBeUndefined();
	expect(lineAfter(writes('bob'), passed(5999))).toBe('bob is writing…');
	expect(lineAfter(writes('bob'), passed(6000))).toBeUndefined();
	expect(lineAfter(writes('bob', 'paused'), passed(29_999))).toBe('bob is writing…');
	expect(lineAfter(writes('bob', 'paused'), passed(30_000))).toBeUndefined();
});

test('a server that names everybody makes nobody hold them all', () => {
	const crowd = Array.from({length: 1000}, (_, index) => writes(`n${index}`));

	expect(currentConversation(play(online(), ...crowd).state).typists.length).toBeLessThan(100);
});
