import {expect, test} from 'vitest';
import {settle} from '../../../source/client/screen/settle.ts';
import {measured} from '../../../source/client/screen/view-of.ts';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {createStore} from '../../../source/client/state/store.ts';
import {entryOf, lobby, noon, online, seqOf} from '../../helpers/client-fakes.ts';

const area = {columns: 80, rows: 11};
const entries = Array.from({length: 50}, (_, index) => entryOf(index + 1, `number ${index + 1}.`));

/** What is on screen after a jump to a message, or to the oldest. */
function rowsAfter(begin: State, seq?: number): readonly string[] {
	const store = createStore(begin, () => {});
	const to = seq === undefined ? 'oldest' : {room: lobby, seq: seqOf(seq)};
	store.dispatch({type: 'jumped', to, at: noon});
	settle(store, () => area);
	expect(currentConversation(store.getState()).anchor?.place).toBeUndefined();
	const {layout, view} = measured(store.getState(), area);
	return layout.layoutRows(view);
}

test('what one jumps to stands in the middle of the screen', () => {
	expect(rowsAfter(online(entries), 25)[5]).toMatch(/number 25\.$/);
});

test('what is near the beginning leaves no row empty', () => {
	const rows = rowsAfter(online(entries), 2);
	expect(rows[0]).toMatch(/^── /);
	expect(rows[2]).toMatch(/number 2\.$/);
	expect(rows.at(-1)).toMatch(/number 10\.$/);
});

test('what is near the end stands where it can, with the newest at the bottom', () => {
	const rows = rowsAfter(online(entries), 48);
	expect(rows[8]).toMatch(/number 48\.$/);
	expect(rows.at(-1)).toMatch(/number 50\.$/);
});

test('what is high is read from its beginning', () => {
	const lines = Array.from({length: 9}, (_, index) => `line ${index}`).join('\n');
	const high = entries.with(24, entryOf(25, lines));
	const rows = rowsAfter(online(high), 25);
	expect(rows[0]).toMatch(/line 0$/);
	expect(rows[9]).toMatch(/number 26\.$/);
});

test('the oldest message stands at the top, below the line of its day', () => {
	const rows = rowsAfter(online(entries));
	expect(rows[0]).toMatch(/^── /);
	expect(rows[1]).toMatch(/number 1\.$/);
	expect(rows.at(-1)).toMatch(/number 10\.$/);
});

test('in a short conversation the oldest is where it was', () => {
	const rows = rowsAfter(online(entries.slice(0, 3)));
	expect(rows.at(-1)).toMatch(/number 3\.$/);
});
