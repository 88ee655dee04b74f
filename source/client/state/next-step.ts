import type {RefusalCode} from '../../protocol/refusal.ts';

const givePassword = 'Give it in CHATROOM_PASSWORD, or with --password-file FILE.';

const steps: Partial<Record<RefusalCode, string>> = {
	version: 'Install the same version of chatroom here and there.',
	'password-needed': givePassword,
	'password-wrong': givePassword,
};

/** What the server says when it does not let somebody in, and what to do about it. */
export const withNextStep = (code: RefusalCode, text: string): string =>
	steps[code] === undefined ? text : `${text} ${steps[code]}`;
