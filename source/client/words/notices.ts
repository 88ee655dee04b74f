import type {Nick, RoomName, Tag} from '../../protocol/ids.ts';
import {counted} from './grammar.ts';

/** What the person is told about the connection, rooms and people, between the messages. */
export const notices = {
	notConnected: 'Not connected just now; try again in a moment.',
	historyReplaced: "The server's history was replaced; this is what it holds now.",
	somethingMissing: 'Something that was said is missing here.',

	notBackIn: (rooms: readonly {readonly room: RoomName; readonly why: string}[]) =>
		rooms.map(({room, why}) => `You are not in ${room} any more: ${why}`).join('\n'),
	youAreNow: (nick: Nick) => `You are ${nick} now.`,
	isNow: (from: Nick, to: Nick) => `${from} is ${to} now.`,
	/** Devices are told apart by the beginning of what they are known by. */
	isUnlike: ({nick, was, is}: {nick: Nick; was: Tag; is: Tag}) =>
		`${nick} is not on the device that was ${nick} before (was ${was}, is ${is}).`,
	orderUnanswered: (order: string) => `The connection broke before an answer came to: ${order}`,
	notIn: ({why, room}: {why: string; room: RoomName}) => `${room}: ${why}`,
	invitesYou: ({by, room}: {by: string; room: RoomName}) =>
		`${by} invites you to ${room}: /join ${room}`,
	tooManyTalks: 'More people speak to you alone than can be shown. /leave some.',
	onlyRoom: 'This is the only room you are in; /quit leaves the server.',

	topicIs: (topic: string) => (topic === '' ? 'There is no topic.' : `Topic: ${topic}`),
	topicNeedsRoom: 'Only a room has a topic.',

	leavingCloses: (others: number) =>
		`This room is yours: if you leave, it closes for ${others === 1 ? 'one other person' : `${others} others`}. The same key again leaves.`,
	suspendingStops: 'This room is yours: it would stop for everyone while you are in the shell.',
} as const;

/** What comes of copying from a message, or opening what is in it. */
export const takings = {
	noLink: 'There is no link in this message.',
	noCode: 'There is no code block in this message.',
	copied: (characters: number) => `copied ${counted(characters, 'character', 'characters')}`,
	linkOpened: (link: string) => `opening ${link}`,
	linkCopied: (link: string) => `${link} (copied)`,
} as const;

/** What a notification of the desktop says somebody said; `room` is missing for what was said to one alone. */
export function notification({
	author,
	room,
	text,
	isAction,
}: {
	readonly author: Nick;
	readonly room: RoomName | undefined;
	readonly text: string;
	readonly isAction: boolean;
}): string {
	const who = room === undefined ? author : `${author} in ${room}`;
	return isAction ? `* ${who} ${text}` : `${who}: ${text}`;
}
