import type {Nick, RoomName} from '../../protocol/ids.ts';
import {counted, enumerated} from './grammar.ts';

/** The top row: where one is, and who is here. */
export const header = {
	roomAt: (room: RoomName, server: string) => `${room} at ${server}`,
	onlyTwo: 'only you two',
	people({
		count,
		nicks,
		visitors,
	}: {
		count: number;
		nicks: readonly Nick[];
		visitors: number;
	}): string {
		const names = nicks.length > 0 ? `: ${nicks.join(', ')}` : '';
		return `${count} here${names}${visitors > 0 ? ` (+${visitors} looking)` : ''}`;
	},
} as const;

/** How the connection is. */
export const connection = {
	none: 'not connected',
	connecting: (where: string) => `connecting to ${where} …`,
	asking: 'choosing a name',
	online: (nick: Nick | undefined, server: string | undefined) =>
		`online as ${nick ?? 'a guest'}${server === undefined ? '' : ` at ${server}`}`,
	retrying: (seconds: number) => `offline, trying again ${seconds > 0 ? `in ${seconds} s` : 'now'}`,
	leaving: 'leaving …',
	waiting: (messages: number) => counted(messages, 'message waits', 'messages wait'),
} as const;

/** The right side of the row above the composer. */
export const status = {
	keys: 'Tab completes · PgUp scrolls · /help',
	keysBriefly: '/help',
	lineAbove: 'Alt+U: where you left off',
	goingBack: 'going back …',
	newest: 'End: newest',
	newBelow: ({unread, mentions}: {unread: number; mentions: number}) =>
		`${unread} new below${mentions > 0 ? ` (${mentions} to you)` : ''} · End`,
	writing: (nicks: readonly Nick[]) =>
		`${enumerated(nicks)} ${nicks.length === 1 ? 'is' : 'are'} writing…`,
	manyWriting: (people: number) => `${people} people are writing…`,
} as const;
