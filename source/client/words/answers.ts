import type {Nick, RoomName, Tag} from '../../protocol/ids.ts';

/** What the server answered to what was asked. */
export const answers = {
	/** `room` is missing for the one that everybody is in. */
	people({count, hasMore, room, people, hidden, visitors}: PeopleAnswer): string {
		const amount = hasMore ? `More than ${count}` : String(count);
		const where = room === undefined ? '' : ` in ${room}`;
		const rest = hasMore ? ' and more' : hidden > 0 ? ` and ${hidden} others` : '';
		const looking = visitors > 0 ? `; ${visitors} only looking` : '';
		return `${amount} here${where}: ${people.join(', ') || 'nobody'}${rest}${looking}`;
	},

	/** With what is behind the name in brackets. */
	person: (nick: Nick, remarks: readonly string[]) =>
		remarks.length > 0 ? `${nick} (${remarks.join(', ')})` : nick,
	bot: 'bot',
	/** `was` is by what that other device is known. */
	unlike: (nick: Nick, was: Tag) => `not on the device that was ${nick} before, ${was}`,

	rooms({rooms, hasMore, hidden}: RoomsAnswer): string {
		const rest = hasMore ? ['and more'] : hidden > 0 ? [`and ${hidden} more`] : [];
		return ['Rooms:', ...rooms, ...rest].join('\n');
	},
	room: ({room, topic, people}: {room: RoomName; topic?: string; people: number}) =>
		`${room}  ${people} here${topic ? `  ${topic}` : ''}`,

	found: ({hits, hasMore}: {hits: readonly string[]; hasMore: boolean}) =>
		[`${hasMore ? `The newest ${hits.length}` : hits.length} found:`, ...hits].join('\n'),
} as const;

type PeopleAnswer = {
	readonly count: number;
	/** The server did not name them all. */
	readonly hasMore: boolean;
	readonly room: RoomName | undefined;
	readonly people: readonly string[];
	/** How many were named and are not shown. */
	readonly hidden: number;
	readonly visitors: number;
};

type RoomsAnswer = {
	readonly rooms: readonly string[];
	readonly hasMore: boolean;
	readonly hidden: number;
};

/** What people call the programs they talk with, by the dialect that these speak; ours needs no word. */
export const programs: Readonly<Record<string, string>> = {
	json: '',
	irc: 'IRC',
	plain: 'plain text',
};
