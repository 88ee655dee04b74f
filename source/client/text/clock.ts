import {dividers} from '../words/conversation.ts';

// What no calendar reaches is drawn at its edge.
const lastDay = 8.64e15;
const dateAt = (at: number): Date => new Date(Math.max(-lastDay, Math.min(lastDay, at)));
const two = (number: number) => String(number).padStart(2, '0');

/** `at` is milliseconds since the epoch; the time is the reader's own. */
export function clockOf(at: number): string {
	const date = dateAt(at);
	return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The day as people write it where dates are sorted: `Sunday, 2026-11-22`. */
export function dayOf(at: number): string {
	const date = dateAt(at);
	return `${dividers.days[date.getDay()]}, ${dateOf(date)}`;
}

export const dateOf = (date: Date): string =>
	`${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

export const isSameDay = (one: number, other: number): boolean =>
	Math.abs(one - other) < 86_400_000 && new Date(one).getDate() === new Date(other).getDate();
