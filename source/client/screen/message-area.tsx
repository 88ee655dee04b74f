import {Box} from 'ink';
import {useMemo} from 'react';
import {createLayout} from '../text/layout-rows.ts';
import {currentConversation} from '../state/state.ts';
import {Rows} from './rows.tsx';
import {theme} from './theme.ts';
import {useSelected} from './use-store.ts';

type Props = {
	readonly columns: number;
	readonly rows: number;
};

/** The conversation, newest at the bottom. What it draws are ready-made rows; whoever paints them faster can take its place. */
export function MessageArea({columns, rows}: Props) {
	const me = useSelected(state => state.nick);
	const layout = useMemo(() => createLayout({palette: theme, me}), [me]);
	const timeline = useSelected(state => currentConversation(state).timeline);
	const anchor = useSelected(state => currentConversation(state).anchor);
	const room = useSelected(state => state.current);
	const allPending = useSelected(state => state.pending);
	const pending = useMemo(
		() => allPending.filter(message => message.room === room),
		[allPending, room],
	);
	const visible = layout.layoutRows({timeline, pending, anchor, columns, rows});

	return (
		<Box flexDirection="column" height={rows}>
			<Rows rows={visible} />
		</Box>
	);
}
