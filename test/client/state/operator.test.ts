import {describe, expect, test} from 'vitest';
import {composerHint} from '../../../source/client/state/composer-hint.ts';
import type {State} from '../../../source/client/state/state.ts';
import type {Body} from '../../../source/protocol/body.ts';
import {amending} from '../../../source/client/words/messages.ts';
import {
	ada,
	entryOf,
	idOf,
	lost,
	noon,
	online,
	opened,
	play,
	received,
	saysIn,
	said,
	seqOf,
	welcomeFrame,
	withBob,
} from '../../helpers/client-fakes.ts';

const select = {type: 'selected', direction: 'previous'} as const;
const act = (does: 'delete' | 'reply' | 'react' | 'edit') =>
	({type: 'acted', does, id: idOf(1), at: noon}) as const;
const told = (operator: boolean) =>
	received({type: 'told', text: 'That changed.' as Body, operator});
const comeIn = (operator: boolean) => [
	lost(),
	opened,
	received(welcomeFrame({resumed: 'resumed', ...(operator && {operator})})),
];

const before = () => online([entryOf(1, 'rude words')]);
const selected = (state: State) => play(state, select).state;

describe('whoever looks after the server', () => {
	test.each([
		['as it says on the way in', comeIn(true)],
		['as it says later', [told(true)]],
	])('%s, takes back what others said', (_, news) => {
		const state = selected(play(before(), ...news).state);
		expect(composerHint(state)).toContain('d delete');
		expect(composerHint(state)).not.toContain('e edit');
		expect(saysIn(play(state, act('delete'), act('delete')).effects)).toEqual([
			expect.objectContaining({kind: 'redact', re: 1}),
		]);
		expect(saysIn(play(state, ...said('/delete')).effects)).toEqual([
			expect.objectContaining({kind: 'redact', re: 1}),
		]);
	});

	test('takes back only its own where nothing is selected', () => {
		const {state} = play(
			online([entryOf(1, 'mine', {author: ada}), entryOf(2, 'theirs')]),
			told(true),
		);
		expect(saysIn(play(state, ...said('/delete')).effects)).toEqual([
			expect.objectContaining({kind: 'redact', re: 1}),
		]);
	});

	test('does not do it in a direct conversation', () => {
		const alone = play(before(), told(true), ...said('/msg bob')).state;
		const heard = received({type: 'entry', ...entryOf(2, 'psst', {room: withBob, prev: seqOf(0)})});
		const state = selected(play(alone, heard).state);
		expect(composerHint(state)).not.toContain('d delete');
		expect(saysIn(play(state, act('delete'), act('delete')).effects)).toEqual([]);
	});
});

test.each([
	['never did', []],
	['does no more', [told(true), told(false)]],
	['does not at the next coming', [told(true), ...comeIn(false)]],
])('whoever %s takes back nothing of others', (_, news) => {
	const state = selected(play(before(), ...news).state);
	expect(composerHint(state)).not.toContain('d delete');
	const {state: after, effects} = play(state, act('delete'), act('delete'));
	expect(saysIn(effects)).toEqual([]);
	expect(after.outcome?.text).toBe(amending.onlyOwnTakenBack);
});

describe('what those did who look after the room', () => {
	const record = () =>
		selected(
			play(online([entryOf(1, 'banned bob: spam', {author: ada, kind: 'moderation'})]), told(true))
				.state,
		);

	test('can only be copied, and the hint says so', () => {
		expect(composerHint(record())).toBe('y copies · Esc');
	});

	test.each([
		['reply', amending.isRecord],
		['react', amending.isRecord],
		['edit', amending.onlyOwnChanged],
		['delete', amending.onlyOwnTakenBack],
	] as const)('%s does nothing to it', (does, words) => {
		const {state, effects} = play(record(), act(does), act(does));
		expect(saysIn(effects)).toEqual([]);
		expect(state.outcome?.text).toBe(words);
	});
});
