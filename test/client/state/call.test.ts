import {expect, test} from 'vitest';
import type {Nick, RoomName} from '../../../source/protocol/ids.ts';
import type {Action, Effect} from '../../../source/client/state/action.ts';
import {longestCall} from '../../../source/client/state/call.ts';
import type {State} from '../../../source/client/state/state.ts';
import {
	heard,
	noon,
	online,
	play,
	received,
	entryOf,
	roomFrame,
	said,
	seqOf,
	tagFor,
} from '../../helpers/client-fakes.ts';

const elsewhere: Action = {type: 'focus-changed', hasFocus: false};
const here: Action = {type: 'focus-changed', hasFocus: true};
const callsIn = (effects: readonly Effect[]): readonly string[] =>
	effects.flatMap(effect => (effect.type === 'call' ? [effect.text] : []));
const calls = (begin: State, ...actions: readonly Action[]): readonly string[] =>
	callsIn(play(begin, ...actions).effects);

const at = (seq: number, text: string, time: number, given = {}): Action =>
	received({type: 'entry', ...entryOf(seq, text, given)}, time);
const toMeAlone = {room: '@bob' as RoomName, prev: seqOf(0)};

test('who is not looking is called by name, and when spoken to alone', () => {
	expect(calls(online(), elsewhere, heard(1, 'hello'))).toEqual([]);
	expect(calls(online(), elsewhere, heard(1, 'Ada, look'))).toEqual(['bob in #lobby: Ada, look']);
	expect(calls(online(), elsewhere, heard(1, 'hello', toMeAlone))).toEqual(['bob: hello']);
	expect(calls(online(), elsewhere, heard(1, 'waves at ada', {kind: 'action'}))).toEqual([
		'* bob in #lobby waves at ada',
	]);
});

test('who is looking is not called', () => {
	expect(calls(online(), here, heard(1, 'ada!'), heard(2, 'hello', toMeAlone))).toEqual([]);
	expect(calls(online(), elsewhere, here, heard(1, 'ada!'))).toEqual([]);
});

test('where nobody knows who looks, only what is not on the screen calls', () => {
	expect(calls(online(), heard(1, 'ada!'))).toEqual([]);
	expect(calls(online(), heard(1, 'hello', toMeAlone))).toEqual(['bob: hello']);
});

test('nobody is called by their own words, nor by the same words twice', () => {
	const mine = {author: 'ada' as Nick};
	expect(calls(online(), elsewhere, heard(1, 'I am ada', mine))).toEqual([]);
	const again = at(1, 'ada!', noon + 60_000);
	expect(calls(online(), elsewhere, at(1, 'ada!', noon), again)).toHaveLength(1);
	expect(calls(online([entryOf(1, 'ada!')]), elsewhere, again)).toEqual([]);
});

test('what a room brings when one comes does not call', () => {
	const frame = roomFrame({room: '#ops' as RoomName, entries: [entryOf(4, 'ada!')]});
	expect(calls(online(), elsewhere, received(frame))).toEqual([]);
});

test('there are three seconds between two calls, whatever the clock does', () => {
	const many = [0, 1000, 2999, 3000, 5999, 6000].map((after, index) =>
		at(index + 1, `ada ${after}`, noon + after),
	);
	const times = calls(online(), elsewhere, ...many).map(text => text.split(' ').at(-1));
	expect(times).toEqual(['0', '3000', '6000']);

	const backwards = [at(1, 'ada one', noon), at(2, 'ada two', noon - 3_600_000)];
	expect(calls(online(), elsewhere, ...backwards)).toHaveLength(2);
});

test('/notify says what calls, and is kept', () => {
	const all = play(online(), ...said('/notify all'), elsewhere, heard(1, 'hello'));
	expect(callsIn(all.effects)).toEqual(['bob in #lobby: hello']);
	expect(all.effects).toContainEqual({
		type: 'keep-preferences',
		preferences: {notify: 'all', ignored: [], muted: []},
	});
	expect(calls(online(), ...said('/notify off'), elsewhere, heard(1, 'ada!'))).toEqual([]);
	const muted = calls(online(), ...said('/mute #lobby'), elsewhere, heard(1, 'ada!'));
	expect(muted).toEqual([]);
});

test('a call is one short line', () => {
	const [text] = calls(online(), elsewhere, heard(1, `ada\n${'long '.repeat(100)}`));
	expect(Array.from(text!)).toHaveLength(longestCall);
	expect(text).toMatch(/^bob in #lobby: ada long .*…$/);
});

test('what an ignored person says calls nobody', () => {
	const begin = play(online(), ...said('/ignore bob')).state;
	expect(begin.preferences.ignored).toEqual([{tag: tagFor('bob'), nick: 'bob'}]);
	expect(calls(begin, elsewhere, heard(1, 'ada!'), heard(2, 'psst', toMeAlone))).toEqual([]);
});
