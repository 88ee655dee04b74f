import {expect, test} from 'vitest';
import {createMessageRows} from '../../../source/client/screen/message-rows.ts';
import {currentConversation, type State} from '../../../source/client/state/state.ts';
import {timelineOf} from '../../../source/client/state/timeline.ts';
import {entryOf, heard, online, play, said} from '../../helpers/client-fakes.ts';

const size = {columns: 80, rows: 24};

/** The state with a history of that many messages, and how often something of it was looked at. */
function withHistory(count: number) {
	const state = online([entryOf(1, 'hello')]);
	const conversation = currentConversation(state);
	const [item] = conversation.timeline.items.filter(({type}) => type === 'said');
	const items = Array.from({length: count}, (_, index) => ({...item!, key: index + 1}));
	let looks = 0;
	const timeline = {
		...timelineOf(items),
		items: new Proxy(items, {
			get(target, name, receiver) {
				looks++;
				return Reflect.get(target, name, receiver);
			},
		}),
	};
	const conversations = [{...conversation, timeline}];
	return {
		state: {...state, conversations, nextKey: count + 1} as State,
		looks: () => looks,
	};
}

test('drawing costs the same with 100,000 messages as with 100', () => {
	const costs = [100, 100_000].map(count => {
		const {state, looks} = withHistory(count);
		const before = looks();
		expect(createMessageRows()(state, size)).toHaveLength(24);
		return looks() - before;
	});
	expect(costs[1]).toBe(costs[0]);
	expect(costs[0]).toBeLessThan(200);
});

test('what changes no row leaves the very same rows', () => {
	const rowsOf = createMessageRows();
	const state = online([entryOf(1, 'hello')]);
	const rows = rowsOf(state, size);

	expect(rowsOf({...state, nextKey: 1000}, size)).toBe(rows);
	expect(rowsOf(state, {...size})).toBe(rows);
	expect(rowsOf(play(state, heard(2, 'news')).state, size)).not.toBe(rows);
});

test('only what is on its way in this conversation is shown', () => {
	const {state} = play(online(), ...said('on its way'));
	const rowsIn = (of: State) => createMessageRows()(of, size).join('\n');

	expect(rowsIn(state)).toContain('on its way');
	const elsewhere = state.pending.map(message => ({...message, room: '#ops' as never}));
	expect(rowsIn({...state, pending: elsewhere})).not.toContain('on its way');
});
