import {connecting} from '../words/problems.ts';
import type {Pin} from '../../protocol/ids.ts';

/** Another key than the right one. */
export type OtherKey = {readonly type: 'other-key'; readonly right: Pin; readonly shown: Pin};

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
	| 'closed'
	/** It answers TLS with text. */
	| 'in-clear'
	/** It is to be spoken to in the clear, but was met encrypted before. */
	| 'once-encrypted'
	/** It does not know the room's password itself. */
	| 'unproved'
	| OtherKey;

/** What no later attempt makes better: somebody has to look at it. */
export const isFinal = (problem: Problem): boolean =>
	typeof problem === 'object' || problem === 'unproved' || problem === 'once-encrypted';

/** In words, with what to do next. `where` is host:port. */
export const problemSentence = (problem: Problem, where: string): string =>
	typeof problem === 'object'
		? connecting['other-key'](where, problem)
		: connecting[problem](where);

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

/** From the code of a system error, or of one of TLS. */
export const problemOf = (code: string | undefined): Problem =>
	(code !== undefined && codes[code]) ||
	(/^(?:ERR_SSL_|EPROTO)/.test(code ?? '') ? 'in-clear' : 'lost');
