import type {Seq} from '../protocol/ids.ts';
import {exitCodes, Failure} from './failure.ts';

/** After an entry, or from a time on (milliseconds since the epoch). */
export type Since = {readonly after: Seq} | {readonly from: number};

const units: Readonly<Record<string, number>> = {s: 1, m: 60, h: 3600, d: 86_400};

/** `90s`, `10m`, `2h`, `7d`, or the seq of an entry. */
export function parseSince(text: string, now: number): Since {
	const match = /^(\d{1,15})([smhd]?)$/.exec(text);
	if (!match) {
		throw new Failure(
			`--since takes a time like 90s, 10m, 2h or 7d, or the number of an entry, not "${text}".`,
			exitCodes.usage,
		);
	}

	const [, digits, unit] = match;
	const number = Number(digits);
	return unit ? {from: now - number * units[unit]! * 1000} : {after: number as Seq};
}
