import type {AuthorKey, RoomName} from '../../protocol/ids.ts';

declare const brand: unique symbol;

/** A room as the log names it: `#lobby`, or one name for both sides of a direct conversation. */
export type LogRoom = string & {readonly [brand]: 'LogRoom'};

export const logRoom = (room: RoomName): LogRoom => room as string as LogRoom;

/** The same for both, whoever asks. Names may change; keys do not. */
export const directRoom = (one: AuthorKey, other: AuthorKey): LogRoom =>
	`@${[one, other].toSorted().join('+')}` as LogRoom;
