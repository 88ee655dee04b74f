import type {RefusalCode} from '../../protocol/refusal.ts';

/** Why there is no connection, with what to do next. `where` is host:port. */
export const connecting = {
	refused: (where: string) => `Nothing is listening on ${where}. Is the server running there?`,
	'no-such-host': (where: string) =>
		`There is no host called ${where.replace(/:\d+$/, '')}. Check the spelling.`,
	unreachable: (where: string) => `${where} cannot be reached from this network.`,
	timeout: (where: string) => `${where} does not answer. A firewall, or the wrong address?`,
	'not-chatroom': (where: string) => `What answers on ${where} is not a chatroom server.`,
	mute: (where: string) => `${where} answers without a word. It may be stopped, or very busy.`,
	silent: (where: string) => `${where} has gone silent.`,
	lost: (where: string) => `The connection to ${where} broke.`,
	closed: (where: string) => `${where} closed the connection.`,
} as const;

const givePassword = 'Give it in CHATROOM_PASSWORD, or with --password-file FILE.';

/** What to do when the server does not let somebody in. */
export const nextSteps: Readonly<Partial<Record<RefusalCode, string>>> = {
	version: 'Install the same version of chatroom here and there.',
	'password-needed': givePassword,
	'password-wrong': givePassword,
};
