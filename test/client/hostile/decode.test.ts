import fc from 'fast-check';
import {expect, test} from 'vitest';
import {decodeServerFrame} from '../../../source/protocol/codec.ts';
import {hostileFrame, hostileLine} from './frames.ts';
import {
	placesOfBars,
	placesOfBoth,
	placesOfMessages,
	placesOfWelcome,
} from '../../helpers/hostile-places.ts';
import {hostileStrings, isClean} from '../../helpers/hostile-strings.ts';

// What never reaches a screen: ours given back, and what a frame is called.
const unseen = new Set(['type', 'code', 'kind', 'resumed']);

function stringsIn(value: unknown, isTop = true): readonly string[] {
	if (typeof value === 'string') {
		return [value];
	}

	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, inner]) =>
				unseen.has(key) || (isTop && key === 'tag') ? [] : stringsIn(inner, false),
			)
		: [];
}

test('whatever the bytes, they are a frame that is clean, or nothing', () => {
	fc.assert(
		fc.property(hostileLine, line => {
			const frame = decodeServerFrame(line);
			expect(stringsIn(frame).filter(text => !isClean(text))).toEqual([]);
		}),
		{numRuns: 2000},
	);
}, 30_000);

test('among what is tried many are frames, or nothing would be shown by it', () => {
	const lines = fc.sample(hostileFrame, {numRuns: 2000, seed: 1});
	const frames = lines.filter(line => decodeServerFrame(Buffer.from(line)));

	expect(frames.length).toBeGreaterThan(200);
});

const places = {...placesOfMessages, ...placesOfBars, ...placesOfBoth, ...placesOfWelcome};

test.each(Object.entries(hostileStrings))('text is clean once it is read: %s', (_, text) => {
	const frames = Object.values(places)
		.flatMap(place => place(text, 10))
		.map(frame => decodeServerFrame(Buffer.from(JSON.stringify(frame))));

	expect(frames.flatMap(frame => stringsIn(frame)).filter(found => !isClean(found))).toEqual([]);
});

test('fields and types that are not known yet change nothing of those that are', () => {
	const bye = {type: 'bye', why: 'Later.'};
	const line = JSON.stringify({...bye, since: 'tomorrow', __proto__: null, nested: {type: 'ack'}});

	expect(decodeServerFrame(Buffer.from(line))).toEqual(bye);
	expect(decodeServerFrame(Buffer.from('{"type":"hologram","why":"Later."}'))).toBeUndefined();
});
