import {connecting} from '../words/problems.ts';

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
	connecting[problem](where);

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
