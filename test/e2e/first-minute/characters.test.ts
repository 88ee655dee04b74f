import {describe, expect, test} from 'vitest';
import {joinRoom, untilMessages} from '../../helpers/client.ts';
import {framesOf, replay} from '../../helpers/frames.ts';
import {patience} from '../../helpers/patience.ts';
import {openServer} from '../../helpers/serve.ts';
import type {Terminal} from '../../helpers/terminal.ts';

const backspace = '\x7f';
const left = '\x1b[D';
const right = '\x1b[C';

// The character left of the cursor, and the cursor.
async function untilBehind(terminal: Terminal, character: string, column: number): Promise<void> {
	const behind = () => ({
		character: terminal.beforeCursor().normalize('NFC'),
		cursor: terminal.cursor(),
	});
	await expect
		.poll(behind, patience)
		.toEqual({character: character.normalize('NFC'), cursor: {x: column, y: 23}});
}

// Texts, their characters as people count them, and the column behind each of these.
const texts = [
	['你好', ['你', '好'], [4, 6]],
	['漢字', ['漢', '字'], [4, 6]],
	['cafe\u0301', ['c', 'a', 'f', 'e\u0301'], [3, 4, 5, 6]],
	['👩‍👩‍👧', ['👩‍👩‍👧'], [4]],
	['🅱️', ['🅱️'], [4]],
	['a👍🏽b', ['a', '👍🏽', 'b'], [3, 5, 6]],
	['é你👩‍👩‍👧🅱️z', ['é', '你', '👩‍👩‍👧', '🅱️', 'z'], [3, 5, 7, 9, 10]],
] as const;

describe('4. Characters that are wide, combined or joined', () => {
	test.each(texts)(
		'typing %s and taking it back leaves the cursor in the right column',
		async (text, parts, ends) => {
			await using server = await openServer();
			await using ada = await joinRoom(server.port, 'ada');
			ada.type(`${text}|`);
			await untilBehind(ada, '|', ends.at(-1)! + 1);
			expect(ada.rows().at(-1)!.normalize('NFC')).toBe(`› ${text}|`.normalize('NFC'));
			ada.type(backspace);
			for (const [index, part] of [...parts.entries()].reverse()) {
				await untilBehind(ada, part, ends[index]!);
				const before = parts.slice(0, index).join('');
				ada.type(backspace);
				await ada.showsDraft(`› ${before}`.trimEnd().normalize('NFC'), ends[index - 1] ?? 2);
			}
		},
	);

	test('the arrows go over each of them in one step, and what is typed there moves the rest', async () => {
		await using server = await openServer();
		await using ada = await joinRoom(server.port, 'ada');
		const [text, parts, ends] = texts.at(-1)!;
		ada.type(text);
		for (const [index, part] of [...parts.entries()].reverse()) {
			await untilBehind(ada, part, ends[index]!);
			ada.type(left);
		}

		ada.type(right.repeat(3));
		await untilBehind(ada, '👩‍👩‍👧', 7);
		ada.type('好');
		await ada.showsDraft('› é你👩‍👩‍👧好🅱️z', 9);
		ada.type(`${backspace}\x05\r`);
		await untilMessages(ada, `ada ${text}`);
	});

	test('what comes in parts is one character when it is whole, and the cursor, where the input method draws, is shown there all the while', async () => {
		await using server = await openServer();
		await using ada = await joinRoom(server.port, 'ada');
		const from = ada.written.length;
		for (const [part, drawn, column] of [
			['e', 'e', 3],
			['\u0301', 'é', 3],
			['你', '你', 5],
			['👩', '👩', 7],
			['\u200d👩', '👩‍👩', 7],
			['\u200d👧', '👩‍👩‍👧', 7],
		] as const) {
			ada.type(part);
			await untilBehind(ada, drawn, column);
		}

		const begun = ada.written.slice(0, from);
		const seen = await replay([begun, ...framesOf(ada.written.slice(from))]);
		for (const {rows, cursor, isCursorShown} of seen.slice(1)) {
			expect({y: cursor.y, isCursorShown}).toEqual({y: 23, isCursorShown: true});
			expect(cursor.x).toBe([2, 3, 5, 7][charactersIn(rows[23]!)]);
		}
	});
});

// How many characters are in the draft.
const charactersIn = (row: string): number =>
	[...new Intl.Segmenter().segment(row.slice(2))].length;
