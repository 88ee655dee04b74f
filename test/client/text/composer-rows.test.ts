import fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {visibleComposer} from '../../../source/client/text/composer-rows.ts';

// The place of the cursor is marked by a bar in the text, and in the rows.
function draw(marked: string, columns: number, maxRows: number): readonly string[] {
	const cursor = marked.indexOf('|');
	const text = marked.replace('|', '');
	const {rows, cursorRow, cursorColumn} = visibleComposer({text, cursor}, columns, maxRows);
	return rows.map((row, index) => {
		let before = '';
		for (const character of row) {
			if (stringWidth(before + character) > cursorColumn) {
				break;
			}

			before += character;
		}

		return index === cursorRow ? `${before}|${row.slice(before.length)}` : row;
	});
}

test('an empty composer is one row with the cursor at its start', () => {
	expect(visibleComposer({text: '', cursor: 0}, 10, 3)).toEqual({
		rows: [''],
		cursorRow: 0,
		cursorColumn: 0,
		above: 0,
		below: 0,
	});
});

test('rows break where they are full', () => {
	expect(draw('hello there|', 8, 3)).toEqual(['hello th', 'ere|']);
	expect(draw('漢字|漢字', 5, 3)).toEqual(['漢字', '|漢字']);
	expect(draw('one\ntw|o', 8, 3)).toEqual(['one', 'tw|o']);
});

test('the cursor behind a full row is at the start of the next', () => {
	expect(draw('abcd|', 4, 3)).toEqual(['abcd', '|']);
	expect(draw('äbcd|', 4, 3)).toEqual(['äbcd', '|']);
	expect(draw('abcd|ef', 4, 3)).toEqual(['abcd', '|ef']);
	expect(draw('abcd|\nef', 4, 3)).toEqual(['abcd', '|', 'ef']);
	expect(draw('abcd\n|ef', 4, 3)).toEqual(['abcd', '|ef']);
});

test('the cursor stays in view, and the rest is counted', () => {
	expect(draw('1\n2\n3\n4\n5|', 4, 3)).toEqual(['3', '4', '5|']);
	expect(draw('|1\n2\n3\n4\n5', 4, 3)).toEqual(['|1', '2', '3']);
	expect(draw('1\n2\n3|\n4\n5', 4, 3)).toEqual(['2', '3|', '4']);
	expect(visibleComposer({text: '1\n2\n3\n4\n5', cursor: 4}, 4, 3)).toMatchObject({
		above: 1,
		below: 1,
	});
});

test('every row fits, the cursor is on screen, and nothing is lost', () => {
	const unit = fc.constantFrom('a', 'b ', 'é', '漢', '👩‍👩‍👧', 'e\u0301', '\n', '\u200b');
	const text = fc.array(unit, {maxLength: 60});
	const columns = fc.integer({min: 2, max: 20});
	const maxRows = fc.integer({min: 1, max: 5});

	fc.assert(
		fc.property(text, fc.nat(), columns, maxRows, (units, at, columns, maxRows) => {
			const cursor = units.slice(0, at % (units.length + 1)).join('').length;
			const composer = {text: units.join(''), cursor};
			const visible = visibleComposer(composer, columns, maxRows);
			const all = visibleComposer(composer, columns, 1000);

			expect(visible.rows.length).toBeLessThanOrEqual(maxRows);
			expect(visible.above + visible.rows.length + visible.below).toBe(all.rows.length);
			expect(visible.cursorRow).toBeLessThan(visible.rows.length);
			expect(visible.cursorRow).toBeGreaterThanOrEqual(0);
			expect(visible.cursorColumn).toBeLessThan(columns);
			expect(visible.rows.every(row => stringWidth(row) <= columns)).toBe(true);
			expect(visible.rows[visible.cursorRow]).toBe(all.rows[all.cursorRow]);
			expect(all.rows.join('')).toBe(composer.text.replaceAll('\n', ''));
		}),
	);
});
