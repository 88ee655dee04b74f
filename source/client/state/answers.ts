import type {ServerFrameOf} from '../../protocol/server-frame.ts';
import {lobby, type RoomName} from '../../protocol/ids.ts';
import {verbs} from './command.ts';

/** What the server answered, in words. */
export function describePeople({people, visitors, room}: ServerFrameOf<'people'>): string {
	const names = people.map(({nick, dialect, bot}) => {
		const how = [bot ? 'bot' : '', dialect === 'json' ? '' : dialect].filter(Boolean).join(', ');
		return how ? `${nick} (${how})` : nick;
	});
	const where = room && room !== lobby ? ` in ${room}` : '';
	const looking = visitors > 0 ? `; ${visitors} only looking` : '';
	return `${people.length} here${where}: ${names.join(', ') || 'nobody'}${looking}`;
}

export function describeRooms({rooms}: ServerFrameOf<'rooms'>): string {
	const lines = rooms.map(
		({room, topic, people}) => `${room}  ${people} here${topic ? `  ${topic}` : ''}`,
	);
	return ['Rooms:', ...lines].join('\n');
}

export function describeFound({entries, more}: ServerFrameOf<'found'>, current: RoomName): string {
	if (entries.length === 0) {
		return 'Nothing found.';
	}

	const lines = entries.toReversed().map(({at, room, author, text}) => {
		const where = room === current ? '' : `${room} `;
		return `${dateOf(at)}  ${where}${author}: ${text.replaceAll('\n', ' ')}`;
	});
	const count = more ? `The newest ${entries.length}` : String(entries.length);
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
