import {headerRow, roomsRow, statusRow} from '../../source/client/screen/bars.ts';
import {Rows} from '../../source/client/screen/rows.tsx';
import {theme} from '../../source/client/screen/theme.ts';
import type {State} from '../../source/client/state/state.ts';
import type {RoomName} from '../../source/protocol/ids.ts';
import {Box} from 'ink';
import {
	atStart,
	lost,
	noon,
	online,
	opened,
	personOf,
	play,
	received,
	roomFrame,
	said,
	started,
	welcomeFrame,
} from '../helpers/client-fakes.ts';
import {inBusyRoom, withNews} from './conversations.ts';
import {narrow, type Stories, type Story} from './story.tsx';

/** The rows above the conversation and below it, one under the other. */
const barsIn =
	(state: State, most = Infinity): Story =>
	({columns}) => {
		const width = Math.min(columns, most);
		const rooms = roomsRow(state, width, theme);
		const rows = [
			headerRow(state, width, theme),
			...(rooms === undefined ? [] : [rooms]),
			statusRow(state, noon, width, theme),
		];
		return (
			<Box flexDirection="column">
				<Rows rows={rows} />
			</Box>
		);
	};

const broken = lost('The connection to chat.example:12312 broke.', noon + 12_000);
const wideRooms = ['#漢字の部屋', '#한국어', '#éte'].map(room =>
	received(
		roomFrame({
			room: room as RoomName,
			topic: '話題は漢字です',
			tag: 'join',
			people: [personOf('漢字')],
		}),
	),
);

export const stories: Stories = {
	empty: barsIn(atStart()),
	connecting: barsIn(play(atStart(), started).state),
	online: barsIn(online()),
	full: barsIn(withNews()),
	offline: barsIn(play(withNews(), broken, ...said('waiting')).state),
	'scrolled up': barsIn(
		play(inBusyRoom(), {type: 'scrolled', anchor: {key: 3, below: 0}, nearTop: false}).state,
	),
	'too narrow': barsIn(withNews(), narrow),
	'wide glyphs': barsIn(
		play(
			online(),
			lost(),
			opened,
			received(
				welcomeFrame({
					resumed: 'resumed',
					server: {name: '漢字の家', software: ''},
					nick: '漢字' as never,
				}),
			),
			...wideRooms,
		).state,
	),
};
