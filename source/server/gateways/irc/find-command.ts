import {commands} from './commands.ts';
import type {Command} from './irc-client.ts';
import type {IrcLine} from './irc-line.ts';
import type {Numeric} from './numerics.ts';
import {shown} from './registration.ts';

/** What a registered client wants done; nothing if that is wrong, which it is told. */
export function findCommand(
	{verb, params}: IrcLine,
	reply: (numeric: Numeric, ...params: readonly string[]) => void,
): Command | undefined {
	if (verb === 'USER' || verb === 'PASS') {
		reply('ERR_ALREADYREGISTERED', 'You may not reregister');
		return undefined;
	}

	if (verb === 'AUTHENTICATE') {
		reply('ERR_SASLALREADY', 'You are in already');
		return undefined;
	}

	const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
	if (!command) {
		reply('ERR_UNKNOWNCOMMAND', shown(verb), 'Unknown command');
		return undefined;
	}

	if (params.length < command.least) {
		reply('ERR_NEEDMOREPARAMS', verb, 'Not enough parameters');
		return undefined;
	}

	return command;
}

const spoken: ReadonlySet<string> = new Set(['PRIVMSG', 'NOTICE', 'TAGMSG', 'TOPIC', 'REDACT']);

/** What a command costs whoever gives it, in terms of how much one may say. */
export const costOf = ({verb}: IrcLine): 'message' | 'request' =>
	spoken.has(verb) ? 'message' : 'request';
