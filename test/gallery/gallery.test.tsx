import {describe, expect, test} from 'vitest';
import {fakeTerminal, openScreen} from '../helpers/screen.tsx';
import {allStories} from './all-stories.ts';
import {pageThrough, printStories} from './pager.tsx';

const sizes = [
	{columns: 80, rows: 24},
	{columns: 40, rows: 12},
	{columns: 20, rows: 6},
];

// A frame around it shows where rows end.
const framed = (rows: readonly string[], columns: number): string =>
	['', ...rows, ''].map(row => (row === '' ? '' : `│${row}`)).join('\n') +
	`└${'─'.repeat(columns)}`;

describe.each(sizes)('at $columns x $rows', size => {
	test.each(allStories)('$name', async ({story}) => {
		using screen = openScreen(story, size);
		await screen.flush();

		expect(framed(screen.rows(), size.columns)).toMatchSnapshot();
	});
});

test('no two stories have one name', () => {
	const names = allStories.map(({name}) => name);

	expect(names).toEqual([...new Set(names)]);
});

test('without a terminal all stories are printed under their names', () => {
	let printed = '';
	printStories(text => (printed += text), {columns: 80, rows: 24});

	for (const {name} of allStories) {
		expect(printed).toContain(`── ${name} ──\n`);
	}
});

test('the arrow keys page through the stories, q leaves, and the terminal is as it was before', async () => {
	const fake = fakeTerminal();
	const {terminal, stdin, stdout, press, rows, shown} = fake;
	const modesBefore = {...terminal.modes};
	const title = async () => {
		await shown();
		return rows().at(-1)!.trim();
	};
	const first = allStories[0]!.name;
	const second = allStories[1]!.name;
	const left = pageThrough(stdin, stdout);

	await expect.poll(title).toContain(`1/${allStories.length} ${first} ·`);
	expect(terminal.buffer.active.type).toBe('alternate');
	press('\x1b[C');
	await expect.poll(title).toContain(`2/${allStories.length} ${second} ·`);
	press('\x1b[D\x1b[D');
	await expect.poll(title).toContain(allStories.at(-1)!.name);
	press('\x1b[B');
	fake.changeSize({columns: 60, rows: 20});
	await expect.poll(title).toContain(first);

	press('q');
	await left;
	await shown();
	expect(terminal.buffer.active.type).toBe('normal');
	expect(terminal.modes).toEqual(modesBefore);
	expect(stdin.isRaw).toBe(false);
	expect(rows().join('')).toBe('');
});
