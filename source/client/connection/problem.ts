/** Why there is no connection. */
export type Problem =
	| 'refused'
	| 'no-such-host'
	| 'unreachable'
	| 'timeout'
	| 'not-chatroom'
	/** It takes connections and says nothing at all. */
	| 'mute'
	| 'silent'
	| 'lost'
	| 'closed';

/** In words, with what to do next. `where` is host:port. */
export const problemSentence = (problem: Problem, where: string): string =>
	sentences[problem](where);

const sentences: Readonly<Record<Problem, (where: string) => string>> = {
	refused: where => `Nothing is listening on ${where}. Is the server running there?`,
	'no-such-host': where =>
		`There is no host called ${where.replace(/:\d+$/, '')}. Check the spelling.`,
	unreachable: where => `${where} cannot be reached from this network.`,
	timeout: where => `${where} does not answer. A firewall, or the wrong address?`,
	'not-chatroom': where => `What answers on ${where} is not a chatroom server.`,
	mute: where => `${where} answers without a word. It may be stopped, or very busy.`,
	silent: where => `${where} has gone silent.`,
	lost: where => `The connection to ${where} broke.`,
	closed: where => `${where} closed the connection.`,
};

const codes: Readonly<Record<string, Problem>> = {
	ECONNREFUSED: 'refused',
	ENOTFOUND: 'no-such-host',
	EAI_AGAIN: 'no-such-host',
	EINVAL: 'no-such-host',
	ENETUNREACH: 'unreachable',
	EHOSTUNREACH: 'unreachable',
	EADDRNOTAVAIL: 'unreachable',
	EACCES: 'unreachable',
	ENETDOWN: 'unreachable',
	ETIMEDOUT: 'timeout',
};

/** From the code of a system error. */
export const problemOf = (code: string | undefined): Problem =>
	(code !== undefined && codes[code]) || 'lost';
