import type {Member} from '../../core/member.ts';

/** B (a bot), T (no program asks it anything), i (invisible), o (operator of the server), w (hears WALLOPS). */
export const userModeLetters = 'BTiow';

// What only IRC has.
const marksOf = new WeakMap<Member, ReadonlySet<string>>();

export const hasUserMode = (member: Member, letter: string): boolean =>
	letter === 'o'
		? member.isOperator
		: letter === 'B'
			? member.bot
			: (marksOf.get(member)?.has(letter) ?? false);

/** `+BTio`: all of somebody's modes. Modern IRC, «User Modes». */
export const describeUserModes = (member: Member): string =>
	`+${Array.from(userModeLetters)
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
