import fc from 'fast-check';
import {expect, test} from 'vitest';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {itemsOf} from '../../../source/client/state/timeline.ts';
import type {Entry} from '../../../source/protocol/entry.ts';
import {
	ada,
	bob,
	entryOf,
	heard,
	lobby,
	online,
	play,
	received,
	seqOf,
} from '../../helpers/client-fakes.ts';

const said = fc.record({
	kind: fc.constantFrom('message', 'message', 'message', 'edit', 'react', 'redact'),
	author: fc.constantFrom(ada, bob),
	text: fc.constantFrom('a', 'b'),
	/** How far back it is about; 0 for what is about nothing. */
	back: fc.nat(8),
});

const history = fc.array(said, {minLength: 1, maxLength: 30}).map(all =>
	all.map(({kind, author, text, back}, index) => {
		const seq = index + 1;
		const re = Math.max(0, seq - back);
		const isAbout = back > 0 && re > 0;
		const what = isAbout || kind === 'message' ? kind : 'message';
		return entryOf(seq, text, {kind: what, author, ...(isAbout && {re: seqOf(re)})});
	}),
);

const read = (state: State) =>
	itemsOf(currentConversation(state).timeline).map(item =>
		item.type === 'said' ? {seq: item.entry.seq, fate: item.fate, answers: item.answers} : item,
	);

const page = (entries: readonly Entry[], more: boolean) =>
	received({type: 'page', room: lobby, entries: [...entries], more});
const scrolledUp = {type: 'scrolled', anchor: undefined, nearTop: true} as const;

test('live, in a backlog and in pages, the same becomes of the same messages', () => {
	fc.assert(
		fc.property(history, fc.nat(30), fc.nat(30), (entries, one, other) => {
			const [early, late] = [Math.min(one, other), Math.max(one, other)];
			const live = play(
				online(),
				...entries.map(entry => heard(entry.seq, entry.text, entry)),
			).state;
			const backlog = online(entries);
			const newest = entries.slice(late);
			const paged = play(
				online(newest, true),
				scrolledUp,
				page(entries.slice(early, late), true),
				scrolledUp,
				page(entries.slice(0, early), false),
			).state;

			expect(read(backlog)).toEqual(read(live));
			expect(newest.length === 0 ? read(live) : read(paged)).toEqual(read(live));
		}),
		{numRuns: 400},
	);
});
