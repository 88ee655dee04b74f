import {parseRoomName, type RoomName} from '../protocol/ids.ts';
import {exitCodes, Failure} from './failure.ts';

/** A whole number within bounds, or a `Failure` that names where it came from. */
export function wholeNumber(text: string, from: string, least: number, most: number): number {
	const number = Number(text);
	if (!/^\d+$/.test(text.trim()) || number < least || number > most) {
		throw new Failure(
			`${from} takes a whole number from ${least} to ${most}, not "${text}".`,
			exitCodes.usage,
		);
	}

	return number;
}

export const portNumber = (text: string, from: string, least = 1): number =>
	wholeNumber(text, from, least, 65_535);

export function roomName(text: string): RoomName {
	const room = parseRoomName(/^[#@]/.test(text) ? text : `#${text}`);
	if (!room) {
		throw new Failure(
			`--room takes # and up to 32 letters, digits, _ or -, not "${text}".`,
			exitCodes.usage,
		);
	}

	return room;
}
