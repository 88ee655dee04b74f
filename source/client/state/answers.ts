import type {ServerFrameOf} from '../../protocol/server-frame.ts';
import {lobby, type RoomName} from '../../protocol/ids.ts';
import type {Person} from '../../protocol/entry.ts';
import {answers, programs} from '../words/answers.ts';
import {commandHelp, commandsHeading} from '../words/commands.ts';
import {absence} from '../words/preferences.ts';
import type {Found} from './find.ts';

/** More is not read on a screen. */
const mostListed = 300;

/** What the server answered, in words. */
export const describePeople = ({people, visitors, room, more}: ServerFrameOf<'people'>): string =>
	answers.people({
		count: people.length,
		hasMore: more ?? false,
		room: room === lobby ? undefined : room,
		people: people.slice(0, mostListed).map(describePerson),
		hidden: Math.max(0, people.length - mostListed),
		visitors,
	});

function describePerson({nick, dialect, bot, away}: Person): string {
	const program = Object.hasOwn(programs, dialect) ? programs[dialect]! : dialect;
	const isAway = away === undefined ? '' : describeAway(away);
	return answers.person(nick, [bot ? answers.bot : '', program, isAway].filter(Boolean));
}

const describeAway = (why: string): string =>
	absence.inList(why === absence.withoutReason ? '' : why);

export const describeRooms = ({rooms, more}: ServerFrameOf<'rooms'>): string =>
	answers.rooms({
		rooms: rooms.slice(0, mostListed).map(answers.room),
		hasMore: more ?? false,
		hidden: Math.max(0, rooms.length - mostListed),
	});

/** The same list as lines, for who has no screen to choose on. */
export function describeFound({hits, more}: Found, current: RoomName): string {
	const lines = hits.toReversed().map(({at, room, author, text}) => {
		const where = room === current ? '' : `${room} `;
		return `${dateOf(at)}  ${where}${author}: ${text.replaceAll('\n', ' ')}`;
	});
	return answers.found({hits: lines, hasMore: more});
}

export function describeCommands(): string {
	const commands = Object.values(commandHelp);
	const width = Math.max(...commands.map(({usage}) => usage.length));
	const lines = commands.map(({usage, help}) => `${usage.padEnd(width)}  ${help}`);
	return [commandsHeading, ...lines].join('\n');
}

function dateOf(at: number): string {
	const two = (number: number) => String(number).padStart(2, '0');
	const date = new Date(at);
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
