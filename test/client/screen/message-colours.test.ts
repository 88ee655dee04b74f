import {afterEach, expect, test, vi} from 'vitest';
import {createMessageRows} from '../../../source/client/screen/message-rows.ts';
import {setTheme} from '../../../source/client/screen/theme.ts';
import {isSyntaxLoaded} from '../../../source/client/text/syntax.ts';
import {entryOf, online} from '../../helpers/client-fakes.ts';

const size = {columns: 80, rows: 4};

afterEach(() => setTheme('either'));

test('the same state is painted anew in another theme, and otherwise not', () => {
	const rowsOf = createMessageRows();
	const state = online([entryOf(1, 'hello')]);
	setTheme('dark');
	const dark = rowsOf(state, size);
	expect(rowsOf(state, size)).toBe(dark);

	setTheme('light');
	expect(rowsOf(state, size)).not.toEqual(dark);
	setTheme('dark');
	expect(rowsOf(state, size)).toEqual(dark);
});

test('code is painted plainly at once, and in colours as soon as it can be', async () => {
	setTheme('dark');
	const rowsOf = createMessageRows();
	const state = online([entryOf(1, '```ts\nlet a;\n```')]);
	const letters = /\u001B\[38;2;[\d;]+mlet/;
	expect(rowsOf(state, size).at(-1)).not.toMatch(letters);

	await vi.waitUntil(isSyntaxLoaded, {timeout: 10_000});
	expect(rowsOf(state, size).at(-1)).toMatch(letters);
});
