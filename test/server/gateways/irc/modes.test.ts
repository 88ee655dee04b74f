import {describe, test} from 'vitest';
import {converseInIrc as converse} from '../../../helpers/converse-irc.ts';

const meet = `
	> (comes)
	bob> (comes)
	> (aside) JOIN #tea
	bob> (aside) JOIN #tea
`;

describe('the modes of a channel', () => {
	test('are told, changed together, and seen by all', () =>
		converse(`
			${meet}
			> MODE #tea
			< 324 ada #tea +n
			< 329 ada #tea ...
			> MODE #tea +imst-n+kl key 5
			< :ada MODE #tea +imst-n+kl key 5
			bob< :ada MODE #tea +imst-n+kl key 5
			bob> MODE #tea
			bob< 324 bob #tea +imstkl key 5
			bob< 329 bob #tea ...
			> MODE #tea -kl whatever
			< :ada MODE #tea -kl *
			bob< :ada MODE #tea -kl *
			> MODE #tea +v bob
			< :ada MODE #tea +v bob
			bob< :ada MODE #tea +v bob
			> MODE #tea +v bob
			> MODE #tea -k
		`));

	test('are refused in the words of the specification', () =>
		converse(`
			${meet}
			eve> (comes)
			bob> MODE #tea +m
			bob< 482 bob #tea ...
			eve> MODE #tea +m
			eve< 442 eve #tea ...
			> MODE #none +m
			< 403 ada #none :No such channel
			> MODE #tea +Z
			< 472 ada Z :is unknown mode char to me
			> MODE #tea +o nobody
			< 401 ada nobody ...
			> MODE #tea +o eve
			< 441 ada eve #tea ...
			> MODE #tea +o
			< 461 ada MODE ...
			> MODE #tea +l none
			< 696 ada #tea l none ...
			> MODE #tea +k a,b
			< 696 ada #tea k * ...
			> MODE #tea -k
		`));

	test('bear the label they were asked for with', () =>
		converse(`
			> (comes with labeled-response batch)
			> (aside) JOIN #tea
			> @label=1 MODE #tea +m
			< @label=1 :ada MODE #tea +m
			> @label=2 MODE #tea +m
			< @label=2 ACK
			> @label=3 MODE #tea b
			< @label=3 368 ada #tea ...
		`));

	test('are one batch with it where some of them are wrong', () =>
		converse(`
			> (comes with labeled-response batch)
			> (aside) JOIN #tea
			> @label=1 MODE #tea +mZ
			< @label=1 BATCH +b1 labeled-response
			< @batch=b1 472 ada Z ...
			< @batch=b1 :ada MODE #tea +m
			< BATCH -b1
			> @label=2 MODE #tea +ZovY nobody
			< @label=2 BATCH +b2 labeled-response
			< @batch=b2 472 ada Z ...
			< @batch=b2 472 ada Y ...
			< @batch=b2 401 ada nobody ...
			< @batch=b2 461 ada MODE ...
			< BATCH -b2
			> @label=3 MODE ada +iZ
			< @label=3 BATCH +b3 labeled-response
			< @batch=b3 501 ada ...
			< @batch=b3 :ada MODE ada +i
			< BATCH -b3
		`));
});

describe('a ban', () => {
	test('is completed, listed to all, and keeps out and silent', () =>
		converse(`
			${meet}
			> MODE #tea +b bob
			< :ada MODE #tea +b bob!*@*
			bob< :ada MODE #tea +b bob!*@*
			bob> MODE #tea b
			bob< 367 bob #tea bob!*@* ada ...
			bob< 368 bob #tea ...
			bob> PRIVMSG #tea :hello
			bob< 404 bob #tea ...
			bob> PART #tea
			< :bob PART #tea
			bob< :bob PART #tea
			bob> JOIN #tea
			bob< 474 bob #tea ...
			> MODE #tea -b bob!*@*
			< :ada MODE #tea -b bob!*@*
		`));
});

test.each([
	['+i', '473'],
	['+l 1', '471'],
	['+k key', '475'],
])('a channel with %s is closed to others, with %s', (mode, numeric) =>
	converse(`
		> (comes)
		bob> (comes)
		> (aside) JOIN #tea
		> MODE #tea ${mode}
		< :ada MODE #tea ${mode}
		bob> JOIN #tea wrong
		bob< ${numeric} bob #tea ...
		> INVITE bob #tea
		< 341 ada bob #tea
		bob< :ada INVITE bob #tea
		bob> JOIN #tea
		< :bob JOIN #tea
		bob< :bob JOIN #tea
		bob< 353 bob = #tea :@ada bob
		bob< 366 bob #tea ...
	`),
);

test('in a moderated channel only those with a voice speak', () =>
	converse(`
		${meet}
		> MODE #tea +m
		< :ada MODE #tea +m
		bob< :ada MODE #tea +m
		bob> PRIVMSG #tea :hello
		bob< 404 bob #tea ...
		> MODE #tea +v bob
		< :ada MODE #tea +v bob
		bob< :ada MODE #tea +v bob
		bob> PRIVMSG #tea :hello
		< :bob PRIVMSG #tea hello
	`));

test('the modes of a user are its own', () =>
	converse(`
		> (comes)
		bob> (comes)
		> MODE ada
		< 221 ada +
		> MODE ada +iBo
		< :ada MODE ada +iB
		> MODE ada
		< 221 ada +Bi
		> MODE ada -B+T
		< :ada MODE ada +T-B
		> MODE ada
		< 221 ada +Ti
		> MODE ada +Z
		< 501 ada :Unknown MODE flag
		> MODE bob +i
		< 502 ada ...
		> MODE nobody
		< 401 ada nobody ...
	`));
