import {expect, test} from 'vitest';
import type {Nick, RoomName} from '../../../source/protocol/ids.ts';
import type {Effect} from '../../../source/client/state/action.ts';
import {currentConversation} from '../../../source/client/state/state.ts';
import {titleOf} from '../../../source/client/state/title.ts';
import {
	came,
	conversationOf,
	entryOf,
	heard,
	online,
	play,
	readingOf,
	received,
	roomFrame,
	said,
	seqOf,
	tagFor,
} from '../../helpers/client-fakes.ts';

const keptIn = (effects: readonly Effect[]) =>
	effects
		.flatMap(effect => (effect.type === 'keep-preferences' ? [effect.preferences] : []))
		.at(-1);

const direct = '@bob' as RoomName;

test('what an ignored person says is neither shown nor counted, before and after', () => {
	const {state, effects} = play(
		online([entryOf(1, 'before'), entryOf(2, 'me too', {author: 'carol' as Nick})]),
		...said('/ignore BOB'),
		heard(3, 'after'),
		heard(4, 'alone', {room: direct, prev: seqOf(0)}),
		heard(5, 'still here', {author: 'carol' as Nick, prev: seqOf(3)}),
	);
	expect(readingOf(state)).toEqual([
		'carol: me too',
		'· You do not see what bob says any more. /unignore bob ends that.',
		'carol: still here',
	]);
	expect(conversationOf(state, direct)).toBeUndefined();
	expect(currentConversation(state).lastSeq).toBe(5);
	expect(state.log?.seq).toBe(5);
	expect(keptIn(effects)?.ignored).toEqual([{tag: tagFor('bob'), nick: 'bob'}]);
});

test('whoever is ignored is known by the tag, whatever the name', () => {
	const {state} = play(
		online(),
		...said('/ignore bob'),
		heard(1, 'it is me', {author: 'bobby' as Nick, tag: tagFor('bob')}),
		heard(2, 'I am another', {tag: tagFor('other')}),
	);
	expect(readingOf(state).slice(1)).toEqual(['bob: I am another']);
});

test('/unignore shows again what is said from then on', () => {
	const {state, effects} = play(
		online(),
		...said('/ignore bob'),
		heard(1, 'unheard'),
		...said('/unignore bob', 2),
		heard(2, 'hello again'),
	);
	expect(readingOf(state).at(-1)).toBe('bob: hello again');
	expect(readingOf(state)).not.toContain('bob: unheard');
	expect(keptIn(effects)?.ignored).toEqual([]);
});

test('/ignore alone lists who is ignored and what is muted', () => {
	expect(readingOf(play(online(), ...said('/ignore')).state)).toEqual([
		'· Ignored: nobody. Muted: no room.',
	]);
	const {state} = play(
		online(),
		...said('/ignore bob'),
		...said('/mute', 2),
		...said('/ignore', 3),
	);
	expect(readingOf(state).at(-1)).toBe('· Ignored: bob. Muted: #lobby.');
});

test.each([
	['/ignore nobody', '! Nobody here is called nobody.'],
	['/ignore ada', '! You cannot ignore yourself.'],
	['/unignore bob', '· You do not ignore anybody called bob.'],
	['/notify sometimes', '! Like this: /notify all, /notify mentions or /notify off'],
	['/unmute #ops', '· #ops is not muted.'],
	['/back', '· You were not away.'],
])('%s says what is wrong with it', (line, answer) => {
	const {state, effects} = play(online(), ...said(line));
	expect(readingOf(state)).toEqual([answer]);
	expect(effects).toEqual([]);
});

test('a muted room does not count, in the title either', () => {
	const ops = '#ops' as RoomName;
	const {state} = play(
		online(),
		received(roomFrame({room: ops})),
		heard(1, 'one', {room: ops, prev: seqOf(0)}),
		...said('/mute #ops'),
		heard(2, 'ada!', {room: ops, prev: seqOf(1)}),
	);
	expect(conversationOf(state, ops)).toMatchObject({unread: 0, mentions: 0});
	expect(titleOf(state)).toEqual({unread: 0, room: '#lobby'});
	const again = play(state, ...said('/unmute #ops'), heard(3, 'two', {room: ops, prev: seqOf(2)}));
	expect(titleOf(again.state)).toEqual({unread: 1, room: '#lobby'});
});

test('what is said while nobody looks is counted in the title until somebody does', () => {
	const away = play(online(), {type: 'focus-changed', hasFocus: false}, heard(1, 'hello')).state;
	expect(titleOf(away)).toEqual({unread: 1, room: '#lobby'});
	const back = play(away, {type: 'focus-changed', hasFocus: true}).state;
	expect(titleOf(back)).toEqual({unread: 0, room: '#lobby'});
	expect(play(back, came('carol'), heard(2, 'hello')).state).toSatisfy(
		state => titleOf(state).unread === 0,
	);
});
