import {Box} from 'ink';
import {currentConversation} from '../state/state.ts';
import {headerRow, roomsRow, statusRow} from './bars.ts';
import {Composer, composerRows} from './composer.tsx';
import {MessageArea} from './message-area.tsx';
import {Rows} from './rows.tsx';
import {theme} from './theme.ts';
import {useSelected} from './use-store.ts';

type Props = {
	readonly columns: number;
	readonly rows: number;
	/** Milliseconds by a clock that nobody sets, as of when it was last worth knowing. */
	readonly now: number;
};

/** The conversation: where one is, what is said, how the connection is, what one writes. */
export function RoomScreen({columns, rows, now}: Props) {
	const header = useSelected(state => headerRow(state, columns, theme));
	const rooms = useSelected(state => roomsRow(state, columns, theme));
	const status = useSelected(state => statusRow(state, now, columns, theme));
	const composerHeight = useSelected(state => heights(state, columns, rows).composer);
	const top = rooms === undefined ? [header] : [header, rooms];
	const area = rows - top.length - 1 - composerHeight;

	return (
		<Box flexDirection="column" width={columns} height={rows}>
			<Rows rows={top} />
			<MessageArea top={top.length} columns={columns} rows={area} />
			<Rows rows={[status]} />
			<Composer columns={columns} top={rows - composerHeight} mostRows={mostComposerRows(rows)} />
		</Box>
	);
}

/** Rows that each part takes of a screen of this size. */
export function heights(
	state: Parameters<typeof currentConversation>[0],
	columns: number,
	rows: number,
) {
	const conversation = currentConversation(state);
	const composer = composerRows(conversation, columns, mostComposerRows(rows)).rows.length;
	const bars = state.conversations.length > 1 ? 3 : 2;
	return {composer, messages: Math.max(1, rows - bars - composer)};
}

// A long text may not push the conversation off the screen.
const mostComposerRows = (rows: number): number => Math.max(1, Math.floor(rows / 3));
