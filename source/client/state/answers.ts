import type {ServerFrameOf} from '../../protocol/server-frame.ts';
import {lobby, type RoomName} from '../../protocol/ids.ts';
import type {Person} from '../../protocol/entry.ts';
import {orderHelp} from '../../protocol/orders.ts';
import {answers, programs} from '../words/answers.ts';
import {commandHelp, commandsHeading, ordersBriefly, ordersHeading} from '../words/commands.ts';
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

function describePerson({nick, dialect, bot, unlike, away}: Person): string {
	const program = Object.hasOwn(programs, dialect) ? programs[dialect]! : dialect;
	const isAway = away === undefined ? '' : describeAway(away);
	const isUnlike = unlike === undefined ? '' : answers.unlike(nick, unlike);
	const remarks = [bot ? answers.bot : '', program, isUnlike, isAway];
	return answers.person(nick, remarks.filter(Boolean));
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

/** With the orders in full only for those who look after the server: all others would look for their own commands above them. */
export function describeCommands({isOperator}: {readonly isOperator: boolean}): string {
	const {keep, release, ...others} = orderHelp;
	const commands = Object.values({...commandHelp, keep, release});
	const orders = isOperator ? Object.values(others) : [];
	const width = Math.max(...[...commands, ...orders].map(({usage}) => usage.length));
	const line = ({usage, help}: {readonly usage: string; readonly help: string}): string =>
		`${usage.padEnd(width)}  ${help}`;
	return [
		commandsHeading,
		...commands.map(line),
		ordersHeading,
		...(isOperator ? orders.map(line) : [ordersBriefly(Object.keys(others))]),
	].join('\n');
}

function dateOf(at: number): string {
	const two = (number: number) => String(number).padStart(2, '0');
	const date = new Date(at);
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
