import {expect, test} from 'vitest';
import type {Action} from '../../../source/client/state/action.ts';
import {inRoom} from '../../../source/client/state/change.ts';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {codeIn, firstLink} from '../../../source/client/state/take-out.ts';
import {itemsOf} from '../../../source/client/state/timeline.ts';
import {entryOf, idOf, noon, online, play, readingOf} from '../../helpers/client-fakes.ts';

type Taken = 'copy' | 'copy-code' | 'open-link';
const takenOut = (does: Taken): Action => ({type: 'acted', does, id: idOf(1), at: noon});

/** Somebody in the lobby has selected what was said last. */
function selecting(text: string): State {
	const state = online([entryOf(1, 'before'), entryOf(2, text)]);
	const selected = itemsOf(currentConversation(state).timeline).at(-1)!.key;
	return inRoom(state, state.current, conversation => ({...conversation, selected}));
}

const take = (text: string, what: Taken) => {
	const {state, effects} = play(selecting(text), takenOut(what));
	return {effects, told: state.outcome?.text};
};

test('the selected message is copied exactly', () => {
	const text = 'so  many\n\tspaces 👍🏽';
	expect(take(text, 'copy')).toEqual({
		effects: [{type: 'copy', text}],
		told: `copied ${Array.from(text).length} characters`,
	});
	expect(take('x', 'copy').told).toBe('copied 1 character');
});

test('of code blocks only what is in them is copied', () => {
	const text = 'try this:\n```sh\nnpm ci\nnpm test\n```\nor\n```\nmake\n```\nthat is all';
	expect(take(text, 'copy-code').effects).toEqual([
		{type: 'copy', text: 'npm ci\nnpm test\n\nmake'},
	]);
	expect(take('no code', 'copy-code')).toEqual({
		effects: [],
		told: 'There is no code block in this message.',
	});
});

test('a block that nobody ended goes on to the end', () => {
	expect(codeIn('```\none\ntwo')).toBe('one\ntwo');
	expect(codeIn('a ```b``` c')).toBeUndefined();
});

test('the first link is opened', () => {
	const link = 'https://example.org/a?b=c#d';
	expect(take(`see ${link}, and http://b.example`, 'open-link')).toEqual({
		effects: [{type: 'open-link', link}],
		told: `opening ${link}`,
	});
	expect(take('no link', 'open-link').told).toBe('There is no link in this message.');
});

test.each([
	['(https://a.example/x)', 'https://a.example/x'],
	['https://a.example/x_(y)', 'https://a.example/x_(y)'],
	['<https://a.example>.', 'https://a.example'],
	['javascript:alert(1) file:///etc/passwd', undefined],
	['--help https://', undefined],
])('of %j the link is %j', (text, link) => expect(firstLink(text)).toBe(link));

test('without a selection nothing is taken out', () => {
	const {state, effects} = play(online([entryOf(1, 'text')]), takenOut('copy'));
	expect(effects).toEqual([]);
	expect(readingOf(state)).toEqual(['bob: text']);
});
