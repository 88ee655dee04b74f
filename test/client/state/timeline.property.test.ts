import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
	append,
	emptyTimeline,
	type Item,
	itemsOf,
	mostItems,
	newest,
	prepend,
	replaceNewest,
	type Timeline,
} from '../../../source/client/state/timeline.ts';

const itemOf = (key: number): Item => ({
	type: 'notice',
	key,
	at: 0,
	tone: 'info',
	text: String(key),
});

type Step = {readonly type: 'append' | 'replace' | 'prepend' | 'back'; readonly at: number};
const step: fc.Arbitrary<Step> = fc.record({
	type: fc.constantFrom('append', 'append', 'append', 'replace', 'prepend', 'back'),
	at: fc.nat(),
});

function take(timeline: Timeline, {type}: Step, key: number): Timeline {
	switch (type) {
		case 'append': {
			return append(timeline, itemOf(key));
		}

		case 'replace': {
			return timeline.length > 0 ? replaceNewest(timeline, itemOf(key)) : timeline;
		}

		case 'prepend': {
			return prepend(timeline, [itemOf(key), itemOf(key + 0.5)]);
		}

		case 'back': {
			return timeline;
		}
	}
}

test('whatever is done to a timeline, every earlier value stays as it was', () => {
	fc.assert(
		fc.property(fc.array(step, {maxLength: 60}), steps => {
			const values: {readonly timeline: Timeline; readonly items: readonly Item[]}[] = [
				{timeline: emptyTimeline, items: []},
			];
			for (const [key, chosen] of steps.entries()) {
				// `back` goes on from an earlier value, as a second branch of history.
				const from = chosen.type === 'back' ? values[chosen.at % values.length]! : values.at(-1)!;
				const timeline = take(from.timeline, chosen, key);
				values.push({timeline, items: [...itemsOf(timeline)]});
			}

			for (const {timeline, items} of values) {
				expect(itemsOf(timeline)).toEqual(items);
				expect(newest(timeline)).toBe(items.at(-1));
			}
		}),
	);
});

test('adding to one value twice makes two timelines that do not know each other', () => {
	const one = append(append(emptyTimeline, itemOf(1)), itemOf(2));
	const left = append(one, itemOf(3));
	const right = append(one, itemOf(4));

	expect(itemsOf(left).map(({key}) => key)).toEqual([1, 2, 3]);
	expect(itemsOf(right).map(({key}) => key)).toEqual([1, 2, 4]);
	expect(emptyTimeline.items).toEqual([]);
});

test('adding shares the array with the value before', () => {
	const one = append(append(emptyTimeline, itemOf(1)), itemOf(2));

	expect(append(one, itemOf(3)).items).toBe(one.items);
});

test('a very long timeline drops its oldest, many at a time', () => {
	let timeline = emptyTimeline;
	const lengths = new Set<number>();
	for (let key = 0; key < mostItems + 3000; key++) {
		timeline = append(timeline, itemOf(key));
		lengths.add(timeline.length);
	}

	expect(Math.max(...lengths)).toBe(mostItems + 1000);
	expect(newest(timeline)?.key).toBe(mostItems + 2999);
	expect(itemsOf(timeline)).toHaveLength(timeline.length);
	expect(timeline.items[0]?.key).toBe(mostItems + 3000 - timeline.length);
});
