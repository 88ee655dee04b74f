import {Box, useCursor} from 'ink';
import {visibleComposer} from '../text/composer-rows.ts';
import {currentConversation} from '../state/state.ts';
import {Rows} from './rows.tsx';
import {theme} from './theme.ts';
import {useSelected} from './use-store.ts';

type Props = {
	readonly columns: number;
	/** The row of the screen that it begins at. */
	readonly top: number;
	readonly mostRows: number;
};

const prompt = '› ';

/** How many rows the text being written takes. */
export function composerRows(
	editor: Parameters<typeof visibleComposer>[0],
	columns: number,
	mostRows: number,
): ReturnType<typeof visibleComposer> {
	return visibleComposer(editor, Math.max(2, columns - prompt.length - 1), mostRows);
}

/** The text being written, with the terminal's own cursor in it. */
export function Composer({columns, top, mostRows}: Props) {
	const editor = useSelected(state => currentConversation(state).editor);
	const {rows, cursorRow, cursorColumn} = composerRows(editor, columns, mostRows);
	const {setCursorPosition} = useCursor();
	setCursorPosition({x: prompt.length + cursorColumn, y: top + cursorRow});

	const drawn = rows.map((row, index) => (index === 0 ? theme.strong(prompt) : '  ') + row);
	return (
		<Box flexDirection="column" height={rows.length}>
			<Rows rows={drawn} />
		</Box>
	);
}
