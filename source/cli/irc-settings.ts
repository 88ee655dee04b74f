import type {ServerOptions} from '../server/start-server.ts';
import {text} from './destination.ts';
import {exitCodes, Failure} from './failure.ts';
import type {Arguments} from './parse-arguments.ts';
import {readPassword} from './password.ts';
import type {Surroundings} from './surroundings.ts';

/** What those who speak IRC, or plain text, find. */
export type IrcSettings = Pick<ServerOptions, 'serverName' | 'joinsLobby' | 'operator' | 'closed'>;

const usage = (message: string) => new Failure(message, exitCodes.usage);

export function readIrcSettings({flags}: Arguments, {env}: Surroundings): IrcSettings {
	const name = text(flags['server-name']);
	if (name !== undefined && !/^[a-z\d](?:[a-z\d.-]{0,61}[a-z\d])?$/i.test(name)) {
		throw usage('--server-name is one word of letters, digits, . and -, like irc.example.org.');
	}

	const tongues = ['irc', 'plain'] as const;
	return {
		...(name !== undefined && {serverName: name}),
		joinsLobby: flags['no-autojoin'] !== true,
		operator: readOperator(text(flags['operator']), text(flags['operator-password-file']), env),
		closed: new Set(tongues.filter(tongue => flags[`no-${tongue}`] === true)),
	};
}

// Never from the command line, which everyone on the machine can read.
function readOperator(
	name: string | undefined,
	file: string | undefined,
	env: Surroundings['env'],
): IrcSettings['operator'] {
	if (name === undefined) {
		return undefined;
	}

	const password = file === undefined ? env.operatorPassword : readPassword(file);
	if (!password) {
		throw usage(
			'--operator needs a password: in CHATROOM_OPERATOR_PASSWORD, or in the first line of --operator-password-file FILE.',
		);
	}

	return {name, password};
}
