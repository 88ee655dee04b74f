import type {ServerFrameOf} from '../../protocol/server-frame.ts';
import {lobby, type RoomName} from '../../protocol/ids.ts';
import {verbs} from './command.ts';

/** More is not read on a screen. */
const mostListed = 300;

/** What the server answered, in words. */
export function describePeople({people, visitors, room}: ServerFrameOf<'people'>): string {
	const names = people.slice(0, mostListed).map(({nick, dialect, bot}) => {
		const how = [bot ? 'bot' : '', dialect === 'json' ? '' : dialect].filter(Boolean).join(', ');
		return how ? `${nick} (${how})` : nick;
	});
	const where = room && room !== lobby ? ` in ${room}` : '';
	const looking = visitors > 0 ? `; ${visitors} only looking` : '';
	const rest = people.length > mostListed ? ` and ${people.length - mostListed} others` : '';
	return `${people.length} here${where}: ${names.join(', ') || 'nobody'}${rest}${looking}`;
}

export function describeRooms({rooms}: ServerFrameOf<'rooms'>): string {
	const lines = rooms
		.slice(0, mostListed)
		.map(({room, topic, people}) => `${room}  ${people} here${topic ? `  ${topic}` : ''}`);
	const rest = rooms.length > mostListed ? [`and ${rooms.length - mostListed} more`] : [];
	return ['Rooms:', ...lines, ...rest].join('\n');
}

export function describeFound({entries, more}: ServerFrameOf<'found'>, current: RoomName): string {
	if (entries.length === 0) {
		return 'Nothing found.';
	}

	const shown = entries.slice(0, mostListed);
	const lines = shown.toReversed().map(({at, room, author, text}) => {
		const where = room === current ? '' : `${room} `;
		return `${dateOf(at)}  ${where}${author}: ${text.replaceAll('\n', ' ')}`;
	});
	const isMore = more || shown.length < entries.length;
	const count = isMore ? `The newest ${shown.length}` : String(entries.length);
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
