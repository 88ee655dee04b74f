import type {Pin} from '../../protocol/ids.ts';
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
	'in-clear': (where: string) =>
		`What answers on ${where} is not a chatroom server, or does not encrypt. If that is meant: --no-tls goes without.`,
	'once-encrypted': (where: string) =>
		`${where} was met encrypted before, so it is not spoken to without. If that is meant: chatroom trust ${where} --forget`,
	unproved: (where: string) =>
		`What answers on ${where} does not know the room's password itself: it is another room, or somebody who listens. Nothing was given away.`,
	'other-key': (where: string, {right, shown}: {readonly right: Pin; readonly shown: Pin}) =>
		`THE KEY OF ${where} HAS CHANGED: it was ${right}, and now it is ${shown}. Somebody may want to listen; nothing was said to them. If the host says that the new key is right: chatroom trust ${where} --replace`,
} as const;

/** Said once to whoever meets a server. */
export const met = (
	where: string,
	{pin, isPassing}: {readonly pin: Pin; readonly isPassing: boolean},
): string =>
	isPassing
		? `First time at ${where}. Its key is ${pin}; at its next start it has another.`
		: `First time at ${where}. Its key is ${pin}; no other is taken there from now on.`;

const givePassword = 'Give it in CHATROOM_PASSWORD, or with --password-file FILE.';

/** What to do when the server does not let somebody in. */
export const nextSteps: Readonly<Partial<Record<RefusalCode, string>>> = {
	version: 'Install the same version of chatroom here and there.',
	'password-needed': givePassword,
	'password-wrong': givePassword,
};
