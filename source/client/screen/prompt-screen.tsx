import {Box, useCursor} from 'ink';
import type {Editor} from '../state/editor.ts';
import {drawable} from '../text/drawable.ts';
import {padEnd, truncate, widthOf} from '../text/width.ts';
import {wrap} from '../text/wrap.ts';
import {Rows} from './rows.tsx';
import {theme} from './theme.ts';

export type Field = {
	readonly label: string;
	readonly editor: Pick<Editor, 'text' | 'cursor'>;
	readonly hasFocus: boolean;
	/** Nobody who looks on reads it. */
	readonly isMasked?: boolean;
	/** What is wrong with it, in words. */
	readonly problem: string | undefined;
};

type Props = {
	readonly columns: number;
	readonly rows: number;
	readonly title: string;
	readonly fields: readonly Field[];
	readonly status: string;
};

/** A form of one-line fields in the middle of the screen, with what is wrong under the field it is wrong in. */
export function PromptScreen({columns, rows, title, fields, status}: Props) {
	const width = Math.min(columns - 2, 56);
	const indent = ' '.repeat(Math.max(1, Math.floor((columns - width) / 2)));
	const labelWidth = Math.max(...fields.map(({label}) => widthOf(label))) + 2;
	const lines: string[] = [theme.strong(truncate(title, width)), ''];
	let cursor = {x: 0, y: 0};

	for (const {label, editor, hasFocus, isMasked, problem} of fields) {
		const {shown, column} = oneLine(isMasked ? masked(editor) : editor, width - labelWidth - 1);
		if (hasFocus) {
			cursor = {x: indent.length + labelWidth + column, y: lines.length};
		}

		const paint = hasFocus ? theme.strong : theme.dim;
		lines.push(paint(padEnd(label, labelWidth)) + shown);
		const problems = problem === undefined ? [] : wrap(drawable(problem), width - 2);
		lines.push(...problems.map(row => `  ${theme.error(row)}`));
	}

	lines.push('', ...wrap(status, width).map(theme.dim));
	// On a screen too low for all of it, what is around the cursor is shown.
	const above = Math.max(0, Math.floor((rows - lines.length) / 3));
	const skipped = Math.max(0, Math.min(lines.length - rows, cursor.y - rows + 2));
	const visible = lines.slice(skipped, skipped + rows).map(line => indent + line);
	const {setCursorPosition} = useCursor();
	setCursorPosition({x: cursor.x, y: above + cursor.y - skipped});

	return (
		<Box flexDirection="column" width={columns} height={rows}>
			<Rows rows={[...Array.from({length: above}, () => ''), ...visible]} />
		</Box>
	);
}

const masked = ({text, cursor}: Field['editor']): Field['editor'] => ({
	text: starsFor(text),
	cursor: starsFor(text.slice(0, cursor)).length,
});

const starsFor = (text: string): string => '*'.repeat(Array.from(text).length);

// The end of a text that is too long for its field, or what is around the cursor.
function oneLine({text, cursor}: Field['editor'], columns: number) {
	const before = text.slice(0, cursor);
	const hidden = Math.max(0, widthOf(before) - columns + 1);
	const start = hidden === 0 ? 0 : firstOffsetBeyond(text, hidden);
	return {
		shown: truncate(text.slice(start), columns, ''),
		column: widthOf(text.slice(start, cursor)),
	};
}

function firstOffsetBeyond(text: string, columns: number): number {
	let offset = 0;
	while (offset < text.length && widthOf(text.slice(0, offset)) < columns) {
		offset++;
	}

	return offset;
}
