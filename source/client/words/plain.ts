import type {Nick, RoomName} from '../../protocol/ids.ts';
import {sentences} from '../../protocol/refusal.ts';
import {because} from './grammar.ts';
import {nextSteps} from './problems.ts';

/** What the client of plain lines says about itself. */
export const plain = {
	welcome: (nick: Nick | undefined, server: string | undefined) =>
		`You are ${nick} at ${server}. Lines you type are said; /help lists the commands.`,
	retrying: (why: string) => `${why} Trying again by itself.`,
	ask: {
		name: (where: string) => `Your name at ${where}?`,
		password: (where: string) => `The password of ${where}? (It is not shown.)`,
	},
	/** The last line of a run that cannot go on. */
	over: (why: string) => `chatroom: ${why}`,
	noConnection: 'There is no connection.',
	/** Nobody is there to be asked. */
	nameNeeded: (problem: string | undefined) =>
		problem === undefined
			? 'A name is needed. Give one with --username.'
			: `${problem} Give another with --username.`,
	passwordNeeded: (problem: string = sentences['password-needed']) =>
		`${problem} ${nextSteps['password-needed']}`,
	notSaid: ({room, text, why}: {room: RoomName; text: string; why: string}) =>
		`Not said in ${room}: ${text}\n(${why})`,
} as const;

/** Whose words a line tells: one's own are marked, and it says whom they answer. */
export const speaker = ({
	author,
	isMe,
	answered,
}: {
	author: Nick;
	isMe: boolean;
	answered: Nick | undefined;
}): string =>
	`${author}${isMe ? ' (you)' : ''}${answered === undefined ? '' : `, answering ${answered}`}`;

/** What was done to a message, in a line of its own behind the name. */
export const amendments = {
	edited: (text: string) => `edited: ${text}`,
	/** `to` is how the message begins, as far as it is known. */
	reacts: (reaction: string, to: string) =>
		`reacts with ${reaction}${to === '' ? '' : ` to: ${to}`}`,
	takesBackReaction: (reaction: string, why: string) =>
		`takes back the reaction ${reaction}${because(why)}`,
	takesBackMessage: (why: string) => `takes back a message${because(why)}`,
} as const;
