import type {Member} from '../../core/member.ts';

// What only IRC has: i (invisible, which changes nothing here) and w (hears WALLOPS).
const marksOf = new WeakMap<Member, ReadonlySet<string>>();

export const hasUserMode = (member: Member, letter: string): boolean =>
	letter === 'o'
		? member.isOperator
		: letter === 'B'
			? member.bot
			: (marksOf.get(member)?.has(letter) ?? false);

/** `+Bio`: all of somebody's modes. Modern IRC, «User Modes». */
export const describeUserModes = (member: Member): string =>
	`+${'Biow'
		.split('')
		.filter(letter => hasUserMode(member, letter))
		.join('')}`;

/** Whether anything is another now. Nobody becomes an operator by this. */
export function setUserMode(member: Member, letter: string, on: boolean): boolean {
	if (hasUserMode(member, letter) === on || (letter === 'o' && on)) {
		return false;
	}

	if (letter === 'o') {
		member.isOperator = false;
	} else if (letter === 'B') {
		member.bot = on;
	} else {
		const marks = [...(marksOf.get(member) ?? [])].filter(mark => mark !== letter);
		marksOf.set(member, new Set(on ? [...marks, letter] : marks));
	}

	return true;
}
