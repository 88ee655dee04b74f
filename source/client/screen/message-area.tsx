import {Box} from 'ink';
import {createContext, useContext, useInsertionEffect, useMemo} from 'react';
import type {Area} from '../painter/painting.ts';
import {createMessageRows} from './message-rows.ts';
import {Rows} from './rows.tsx';
import {useSelected} from './use-store.ts';

/** How whoever paints the messages is told where: on a terminal they are painted beside Ink, elsewhere Ink draws them. */
export const PlaceContext = createContext<((area: Area | undefined) => void) | undefined>(
	undefined,
);

/** The conversation, newest at the bottom. */
export function MessageArea(area: Area) {
	const place = useContext(PlaceContext);
	return place ? <Room {...area} place={place} /> : <Drawn {...area} />;
}

type RoomProps = Area & {readonly place: (area: Area | undefined) => void};

function Room({top, columns, rows, place}: RoomProps) {
	// Before Ink draws the frame that this belongs to: other effects come after it.
	useInsertionEffect(() => {
		place({top, columns, rows});
		return () => place(undefined);
	}, [top, columns, rows, place]);
	return <Box height={rows} />;
}

function Drawn({columns, rows}: Area) {
	const rowsOf = useMemo(() => createMessageRows(), []);
	const drawn = useSelected(state => rowsOf(state, {columns, rows}));
	return (
		<Box flexDirection="column" height={rows}>
			<Rows rows={drawn} />
		</Box>
	);
}
