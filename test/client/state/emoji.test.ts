import {expect, test} from 'vitest';
import {complete} from '../../../source/client/state/complete.ts';
import {
	emojiNamesFrom,
	emojiOf,
	parseReaction,
	quickReactions,
	withEmoji,
} from '../../../source/client/state/emoji.ts';
import {composerHint} from '../../../source/client/state/composer-hint.ts';
import {currentConversation} from '../../../source/client/state/state.ts';
import {online, play, typed} from '../../helpers/client-fakes.ts';

test.each([
	[':tada:', '🎉'],
	['a :+1: b', 'a 👍 b'],
	[':TADA::tada:', '🎉🎉'],
	['(:e-mail:)', '(📧)'],
	['10:30:45', '10:30:45'],
	['a:tada:', 'a:tada:'],
	['`:tada:`', '`:tada:`'],
	[':nothing_like_it:', ':nothing_like_it:'],
	[':constructor:', ':constructor:'],
])('%s is said as %s', (typedText, saidText) => {
	expect(withEmoji(typedText)).toBe(saidText);
});

test('every quick reaction is one emoji', () => {
	expect(quickReactions.map(parseReaction)).toEqual(quickReactions);
	expect(parseReaction('6')).toBe('😢');
	expect(parseReaction('7')).toBeUndefined();
	expect(parseReaction('ok then')).toBeUndefined();
	expect(parseReaction('')).toBeUndefined();
});

test('Tab completes the name of an emoji, and goes on to the next', () => {
	const candidates = {nicks: [], commands: [], rooms: [], emoji: emojiNamesFrom};
	const first = complete('so :tad', 7, candidates)!;
	expect(first).toMatchObject({start: 3, end: 7, text: ':tada: '});

	const heart = complete(':hea', 4, candidates)!;
	const text = heart.text;
	expect(complete(text, text.length, candidates, heart)!.text).not.toBe(text);
	expect(complete('10:3', 4, candidates)?.text).toBeUndefined();
});

test('while one completes, the status says what it is', () => {
	const tab = {type: 'completed', backwards: false} as const;
	const emoji = play(online(), typed(':tad'), tab).state;
	expect(currentConversation(emoji).editor.text).toBe(':tada: ');
	expect(composerHint(emoji)).toBe('🎉 :tada:');

	expect(composerHint(play(online(), typed('/sea'), tab).state)).toMatch(/^\/search WORDS: /);
	expect(emojiOf('tada')).toBe('🎉');
});
