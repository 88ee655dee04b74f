import xterm from '@xterm/headless';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createPainting} from '../../../source/client/painter/painting.ts';

const columns = 40;
const height = 14;
const look = fc.constantFrom('', '\x1b[1m', '\x1b[2m', '\x1b[31m', '\x1b[7m');
const words = fc.constantFrom(
	'',
	'hello',
	'hello there',
	'漢字',
	'e\u0301te\u0301',
	'and so on',
	'> x',
);
const row = fc
	.array(fc.tuple(look, words), {maxLength: 3})
	.map(parts => parts.map(([code, text]) => code + text + (code && '\x1b[0m')).join(' '));
// A window onto many rows, which moves as one scrolls and as new ones come.
const step = fc.record({
	top: fc.integer({min: 0, max: 3}),
	rows: fc.integer({min: 1, max: 10}),
	from: fc.nat(30),
	isForgotten: fc.nat(9).map(number => number === 0),
	changed: fc.option(fc.tuple(fc.nat(39), row), {nil: undefined}),
});

const open = () => new xterm.Terminal({cols: columns, rows: height, allowProposedApi: true});

const seen = (terminal: xterm.Terminal) =>
	Array.from({length: height}, (_, y) => {
		const line = terminal.buffer.active.getLine(y)!;
		return Array.from({length: columns}, (_, x) => {
			const cell = line.getCell(x)!;
			const attributes = [cell.isBold(), cell.isDim(), cell.isInverse(), cell.getFgColor()];
			return cell.getChars().trim() ? `${cell.getChars()}${attributes.join()}` : '';
		}).join('|');
	});

const written = (terminal: xterm.Terminal, text: string) =>
	new Promise<void>(resolve => terminal.write(text, resolve));

test('whatever was painted before, the area shows its rows and nothing else is touched', async () => {
	const paints = fc.asyncProperty(
		fc.array(row, {minLength: 40, maxLength: 40}),
		fc.array(step, {minLength: 1, maxLength: 12}),
		async (all, steps) => {
			const terminal = open();
			const painting = createPainting();
			for (const {top, rows, from, isForgotten, changed} of steps) {
				if (isForgotten) {
					painting.forget();
					await written(terminal, '\x1b[H\x1b[2J');
				}

				if (changed) {
					all[changed[0]] = changed[1];
				}

				const area = {top, columns, rows};
				const shown = all.slice(from, from + rows);
				while (shown.length < rows) {
					shown.push('');
				}

				await written(terminal, '\x1b[14;3H');
				await written(terminal, `\x1b7${painting.leave(area)}${painting.show(area, shown)}\x1b8`);
				const {cursorX, cursorY} = terminal.buffer.active;
				expect([cursorX, cursorY]).toEqual([2, 13]);
				const other = open();
				await written(other, shown.map((text, y) => `\x1b[${top + y + 1};1H${text}`).join(''));
				expect(seen(terminal)).toEqual(seen(other));
				other.dispose();
			}

			terminal.dispose();
		},
	);
	await fc.assert(paints, {numRuns: 60});
}, 20_000);

const numbered = (from: number, count: number) =>
	Array.from({length: count}, (_, index) => `message ${from + index} of so many that fill it`);
const area = {top: 1, columns: 80, rows: 40};

test('one new message moves the others, and only the new one is written', () => {
	const painting = createPainting();
	painting.show(area, numbered(0, 40));

	const up = painting.show(area, numbered(1, 40));
	expect(up).toContain('message 40 ');
	expect(up.length).toBeLessThan(100);
	const back = painting.show(area, numbered(0, 40));
	expect(back).toContain('message 0 ');
	expect(back.length).toBeLessThan(100);
});

test('the same rows again are not written', () => {
	const painting = createPainting();
	painting.show(area, numbered(0, 40));

	expect(painting.show(area, numbered(0, 40))).toBe('');
	painting.forget();
	expect(painting.show(area, numbered(0, 40))).toContain('message 39');
});

test('rows that are not in the area any more are emptied, and only those that had something in them', () => {
	const painting = createPainting();
	painting.show({...area, rows: 3}, ['', 'two', 'three']);

	expect(painting.leave({...area, rows: 2})).toBe('\x1b[0m\x1b[4;1H\x1b[K');
	expect(painting.leave(undefined)).toBe('\x1b[0m\x1b[3;1H\x1b[K');
	expect(painting.leave(undefined)).toBe('');
});
