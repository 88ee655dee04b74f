import type {Nick} from '../../protocol/ids.ts';
import type {Face} from './face.ts';

/** What holds in a room. */
export type Rules = {
	/** Only who was invited comes in. */
	readonly inviteOnly: boolean;
	/** Only operators and those with a voice speak. */
	readonly moderated: boolean;
	/** Only operators set the topic. */
	readonly topicLocked: boolean;
	/** Only who is in the room speaks. */
	readonly membersOnly: boolean;
	/** Not listed to those who are not in it. */
	readonly secret: boolean;
	/** What programs ask each other is not passed on. */
	readonly noQuestions: boolean;
	readonly password: string | undefined;
	/** Most people at once. */
	readonly limit: number | undefined;
};

export type Switch =
	| 'inviteOnly'
	| 'moderated'
	| 'topicLocked'
	| 'membersOnly'
	| 'secret'
	| 'noQuestions';

export const defaultRules: Rules = {
	inviteOnly: false,
	moderated: false,
	topicLocked: false,
	membersOnly: true,
	secret: false,
	noQuestions: false,
	password: undefined,
	limit: undefined,
};

/** What someone may do in a room beyond talking. */
export type Standing = 'operator' | 'voice';

/** Who may not come in, nor speak; to whom no ban applies; who needs no invitation; who may not speak. */
export type MaskList = 'ban' | 'exception' | 'invitation' | 'quiet';

/** Whom a list is about: `*` stands for anything, `?` for one character. */
export type ListedMask = {readonly mask: string; readonly by: Nick; readonly at: number};

export type RuleChange =
	| {readonly type: 'switch'; readonly rule: Switch; readonly on: boolean}
	| {readonly type: 'password'; readonly password: string | undefined}
	| {readonly type: 'limit'; readonly limit: number | undefined}
	| {
			readonly type: 'standing';
			readonly standing: Standing;
			readonly nick: Nick;
			readonly on: boolean;
	  }
	| {readonly type: 'mask'; readonly list: MaskList; readonly mask: string; readonly on: boolean};

/** Who somebody is, in the form that masks are written in: `nick!user@tag`. */
export const maskedName = ({nick, user, person}: Face): string => `${nick}!${user}@${person.tag}`;

/** A mask with all its parts: `bob` is anyone called that. */
export function completeMask(text: string): string {
	const [, nick, user, host] = /^([^!@]*)(?:!([^@]*))?(?:@(.*))?$/s.exec(text) ?? [];
	return `${nick || '*'}!${user || '*'}@${host || '*'}`;
}

/** Whether the mask is about that person. */
export const matches = (mask: string, who: Face): boolean => fits(mask, maskedName(who));

/** Whether a text is as the mask says, but for case: `*` stands for anything, `?` for one character. At worst it costs the product of both lengths, and both are short. */
export function fits(mask: string, text: string): boolean {
	const name = Array.from(text.toLowerCase());
	const pattern = Array.from(mask.toLowerCase());
	let at = 0;
	let star = -1;
	let retry = 0;
	for (let index = 0; index < name.length;) {
		if (pattern[at] === '*') {
			star = at++;
			retry = index;
		} else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[index])) {
			at++;
			index++;
		} else if (star >= 0) {
			at = star + 1;
			index = ++retry;
		} else {
			return false;
		}
	}

	return pattern.slice(at).every(character => character === '*');
}
