import {Box, useCursor} from 'ink';
import {visibleComposer} from '../text/composer-rows.ts';
import {promptOf} from '../state/aim.ts';
import type {Conversation} from '../state/conversation.ts';
import {currentConversation} from '../state/state.ts';
import {drawable} from '../text/drawable.ts';
import {truncate, widthOf} from '../text/width.ts';
import {Rows} from './rows.tsx';
import {theme} from './theme.ts';
import {useSelected} from './use-store.ts';

type Props = {
	readonly columns: number;
	/** The row of the screen that it begins at. */
	readonly top: number;
	readonly mostRows: number;
};

/** How many rows the text being written takes. */
export function composerRows(
	conversation: Pick<Conversation, 'editor' | 'aim'>,
	columns: number,
	mostRows: number,
): ReturnType<typeof visibleComposer> & {readonly prompt: string} {
	const prompt = truncate(drawable(promptOf(conversation)), Math.floor(columns / 2));
	const space = Math.max(2, columns - widthOf(prompt) - 1);
	return {...visibleComposer(conversation.editor, space, mostRows), prompt};
}

/** The text being written, with the terminal's own cursor in it. */
export function Composer({columns, top, mostRows}: Props) {
	const editor = useSelected(state => currentConversation(state).editor);
	const aim = useSelected(state => currentConversation(state).aim);
	const {rows, cursorRow, cursorColumn, prompt} = composerRows({editor, aim}, columns, mostRows);
	const indent = widthOf(prompt);
	const {setCursorPosition} = useCursor();
	setCursorPosition({x: indent + cursorColumn, y: top + cursorRow});

	const margin = ' '.repeat(indent);
	const drawn = rows.map((row, index) => (index === 0 ? theme.strong(prompt) : margin) + row);
	return (
		<Box flexDirection="column" height={rows.length}>
			<Rows rows={drawn} />
		</Box>
	);
}
