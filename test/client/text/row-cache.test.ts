import {expect, test} from 'vitest';
import {createRowCache} from '../../../source/client/text/row-cache.ts';
import {wrap} from '../../../source/client/text/wrap.ts';

test('a thing is laid out once per width', () => {
	let count = 0;
	const rowsOf = createRowCache((message: {readonly text: string}, width) => {
		count++;
		return wrap(message.text, width);
	});
	const message = {text: 'hello there'};

	const first = rowsOf(message, 5);

	expect(first).toEqual(['hello', 'there']);
	expect(rowsOf(message, 5)).toBe(first);
	expect(count).toBe(1);
	expect(rowsOf(message, 20)).toEqual(['hello there']);
	expect(rowsOf(message, 5)).toEqual(['hello', 'there']);
});

test('two things that look the same are two', () => {
	const rowsOf = createRowCache((thing: {readonly text: string}) => [thing.text]);

	expect(rowsOf({text: 'a'}, 5)).not.toBe(rowsOf({text: 'a'}, 5));
});
