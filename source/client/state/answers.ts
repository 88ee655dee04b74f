import type {ServerFrameOf} from '../../protocol/server-frame.ts';
import {lobby, type RoomName} from '../../protocol/ids.ts';
import type {Person} from '../../protocol/entry.ts';
import {verbs} from './command.ts';
import type {Found} from './find.ts';

/** More is not read on a screen. */
const mostListed = 300;

/** What the server answered, in words. */
export function describePeople({people, visitors, room, more}: ServerFrameOf<'people'>): string {
	const names = people.slice(0, mostListed).map(describePerson);
	const where = room && room !== lobby ? ` in ${room}` : '';
	const looking = visitors > 0 ? `; ${visitors} only looking` : '';
	const hidden = people.length - names.length;
	const rest = more ? ' and more' : hidden > 0 ? ` and ${hidden} others` : '';
	const count = more ? `More than ${people.length}` : String(people.length);
	return `${count} here${where}: ${names.join(', ') || 'nobody'}${rest}${looking}`;
}

// What people call the programs they talk with.
const dialects: Readonly<Record<string, string>> = {json: '', irc: 'IRC', plain: 'plain text'};

function describePerson({nick, dialect, bot, away}: Person): string {
	const program = Object.hasOwn(dialects, dialect) ? dialects[dialect] : dialect;
	const how = [bot ? 'bot' : '', program, awayInWords(away)].filter(Boolean).join(', ');
	return how ? `${nick} (${how})` : nick;
}

const awayInWords = (why: string | undefined): string =>
	why === undefined ? '' : why === '' || why === 'away' ? 'away' : `away: ${why}`;

export function describeRooms({rooms, more}: ServerFrameOf<'rooms'>): string {
	const lines = rooms
		.slice(0, mostListed)
		.map(({room, topic, people}) => `${room}  ${people} here${topic ? `  ${topic}` : ''}`);
	const hidden = rooms.length - lines.length;
	const rest = more ? ['and more'] : hidden > 0 ? [`and ${hidden} more`] : [];
	return ['Rooms:', ...lines, ...rest].join('\n');
}

/** The same list as lines, for who has no screen to choose on. */
export function describeFound({hits, more}: Found, current: RoomName): string {
	const lines = hits.toReversed().map(({at, room, author, text}) => {
		const where = room === current ? '' : `${room} `;
		return `${dateOf(at)}  ${where}${author}: ${text.replaceAll('\n', ' ')}`;
	});
	const count = more ? `The newest ${hits.length}` : String(hits.length);
	return [`${count} found:`, ...lines].join('\n');
}

export function describeVerbs(): string {
	const width = Math.max(...Object.values(verbs).map(({usage}) => usage.length));
	const lines = Object.values(verbs).map(({usage, help}) => `${usage.padEnd(width)}  ${help}`);
	return ['Commands:', ...lines].join('\n');
}

function dateOf(at: number): string {
	const two = (number: number) => String(number).padStart(2, '0');
	const date = new Date(at);
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
