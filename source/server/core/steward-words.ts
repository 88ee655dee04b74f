import type {Mark} from './marks.ts';

const lengths = [
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000],
	['second', 1000],
] as const;

/** «2 hours»: the two largest units, rounded up to the smaller of them. */
export function inWords(length: number): string {
	// What is left of an hour that has just begun is an hour.
	const milliseconds = Math.ceil(length / 1000) * 1000;
	const index = Math.max(
		0,
		lengths.findIndex(([, size]) => milliseconds >= size),
	);
	const [[unit, size], smaller] = [lengths[index]!, lengths[index + 1]];
	const rounded = smaller
		? Math.ceil(milliseconds / smaller[1]) * smaller[1]
		: Math.ceil(milliseconds / size) * size;
	const whole = Math.floor(rounded / size);
	const rest = smaller ? Math.round((rounded - whole * size) / smaller[1]) : 0;
	const part = (count: number, name: string) => `${count} ${name}${count === 1 ? '' : 's'}`;
	return rest > 0 && smaller
		? `${part(whole, unit)} and ${part(rest, smaller[0])}`
		: part(whole, unit);
}

export const because = (why: string): string => (why === '' ? '' : `: ${why}`);

const during = ({until}: Pick<Mark, 'until'>, now: number): string =>
	until === undefined ? '' : ` for ${inWords(Math.max(1000, until - now))}`;

/** To the one it is about. */
export const banned = (mark: Mark, now: number): string =>
	`You may not come in here${during(mark, now)}${because(mark.why)}.`;
export const muted = (mark: Mark, now: number): string =>
	`You may not speak here${during(mark, now)}${because(mark.why)}.`;
export const kicked = (by: string, why: string): string => `${by} put you out${because(why)}.`;
export const lockedWhy = (why: string): string =>
	`Nobody new may come in at the moment${because(why)}.`;

/** What stands in the history, behind the name of whoever did it. */
export const deeds = {
	kick: (name: string, why: string) => `put ${name} out${because(why)}`,
	ban: (mark: Mark, now: number) => `banned ${mark.name}${during(mark, now)}${because(mark.why)}`,
	unban: (name: string) => `lets ${name} in again`,
	mute: (mark: Mark, now: number) => `muted ${mark.name}${during(mark, now)}${because(mark.why)}`,
	unmute: (name: string) => `lets ${name} speak again`,
	limit: (most: number | undefined) =>
		most === undefined ? 'lets any number of people in' : `lets ${most} people in at once`,
	lock: (why: string) => `locked the server${because(why)}`,
	lockRoom: (why: string) => `locked the room${because(why)}`,
	unlock: () => 'lets everybody in again',
	announce: (text: string) => `announces: ${text}`,
	op: (name: string) => `lets ${name} look after this server, too`,
	deop: (name: string) => `looks after this server without ${name} now`,
	release: (name: string) => `released the name ${name}`,
} as const;

/** One line for each who may not come in, or not speak. */
export function listed(bans: readonly Mark[], mutes: readonly Mark[], now: number): string {
	const line = (what: string) => (mark: Mark) =>
		`${what} ${mark.name}${during(mark, now)}, by ${mark.by}${because(mark.why)}`;
	const lines = [...bans.map(line('banned')), ...mutes.map(line('muted'))];
	return lines.length === 0 ? 'Nobody is banned or muted.' : lines.join('\n');
}
