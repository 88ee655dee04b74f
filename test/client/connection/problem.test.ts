import {expect, test} from 'vitest';
import type {Pin} from '../../../source/protocol/ids.ts';
import {
	type OtherKey,
	type Problem,
	problemOf,
	problemSentence,
} from '../../../source/client/connection/problem.ts';

const where = 'chat.example:12312';
// Missing a problem here does not compile.
const sentences = {
	refused: 'Nothing is listening on chat.example:12312. Is the server running there?',
	'no-such-host': 'There is no host called chat.example. Check the spelling.',
	unreachable: 'chat.example:12312 cannot be reached from this network.',
	timeout: 'chat.example:12312 does not answer. A firewall, or the wrong address?',
	'not-chatroom': 'What answers on chat.example:12312 is not a chatroom server.',
	mute: 'chat.example:12312 answers without a word. It may be stopped, or very busy.',
	silent: 'chat.example:12312 has gone silent.',
	lost: 'The connection to chat.example:12312 broke.',
	closed: 'chat.example:12312 closed the connection.',
	'in-clear':
		'What answers on chat.example:12312 is not a chatroom server, or does not encrypt. If that is meant: --no-tls goes without.',
	'once-encrypted':
		'chat.example:12312 was met encrypted before, so it is not spoken to without. If that is meant: chatroom trust chat.example:12312 --forget',
	unproved:
		"What answers on chat.example:12312 does not know the room's password itself: it is another room, or somebody who listens. Nothing was given away.",
} satisfies Record<Exclude<Problem, OtherKey>, string>;

test.each(Object.entries(sentences))('%s is told in words', (problem, sentence) => {
	expect(problemSentence(problem as Problem, where)).toBe(sentence);
});

test('a key that has changed is told with both', () => {
	const [right, shown] = ['r', 's'].map(letter => letter.repeat(43) as Pin) as [Pin, Pin];
	const told = problemSentence({type: 'other-key', right, shown}, where);
	expect(told).toContain(`was ${right}, and now it is ${shown}`);
	expect(told).toContain(`chatroom trust ${where} --replace`);
});

test('the name of a host that is an IPv6 address is told whole', () => {
	expect(problemSentence('no-such-host', 'fe80::1:12312')).toContain('called fe80::1.');
});

test.each([
	['ECONNREFUSED', 'refused'],
	['ENOTFOUND', 'no-such-host'],
	['EAI_AGAIN', 'no-such-host'],
	['EHOSTUNREACH', 'unreachable'],
	['ENETUNREACH', 'unreachable'],
	['ETIMEDOUT', 'timeout'],
	['ECONNRESET', 'lost'],
	['EPIPE', 'lost'],
	['ESOMETHING', 'lost'],
	[undefined, 'lost'],
])('%s means %s', (code, problem) => {
	expect(problemOf(code)).toBe(problem);
});
