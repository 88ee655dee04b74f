import {describe, test} from 'vitest';
import {converseInIrc as converse} from '../../../helpers/converse-irc.ts';

const meet = `
	> (comes)
	bob> (comes)
	> (aside) JOIN #tea
	bob> (aside) JOIN #tea
`;

describe('someone who joins a channel', () => {
	test('is shown to those who are there, and told who that is', () =>
		converse(`
			bob> (comes)
			> (comes)
			bob> JOIN #tea
			bob< :bob JOIN #tea
			bob< 353 bob = #tea @bob
			bob< 366 bob #tea ...
			> JOIN #tea
			< :ada!ada@host JOIN #tea
			< 353 ada = #tea :@bob ada
			< 366 ada #tea ...
			bob< :ada JOIN #tea
			> JOIN #tea
			> PART #tea :bye all
			< :ada PART #tea :bye all
			bob< :ada PART #tea :bye all
		`));

	test('is told which of the channels is none', () =>
		converse(`
			> (comes)
			> JOIN tea,#tea,#
			< 403 ada tea ...
			< :ada JOIN #tea
			< 353 ada = #tea @ada
			< 366 ada #tea ...
			< 403 ada # ...
			> PART #none
			< 403 ada #none ...
			> JOIN 0
			< :ada PART #lobby
			< :ada PART #tea
			> PART #lobby
			< 442 ada #lobby ...
		`));
});

test('a topic is set, told, and taken away', () =>
	converse(`
		${meet}
		> TOPIC #tea
		< 331 ada #tea ...
		bob> TOPIC #tea :green tea
		bob< :bob TOPIC #tea :green tea
		< :bob TOPIC #tea :green tea
		> TOPIC #tea
		< 332 ada #tea :green tea
		< 333 ada #tea bob ...
		> MODE #tea +t
		< :ada MODE #tea +t
		bob< :ada MODE #tea +t
		bob> TOPIC #tea black
		bob< 482 bob #tea ...
		> TOPIC #tea :
		< :ada TOPIC #tea :
		bob< :ada TOPIC #tea :
		> TOPIC #none
		< 403 ada #none ...
	`));

test('an operator of a channel puts people out of it', () =>
	converse(`
		${meet}
		bob> KICK #tea ada
		bob< 482 bob #tea ...
		> KICK #tea nobody
		< 441 ada nobody #tea ...
		> KICK #none bob
		< 403 ada #none ...
		> KICK #tea bob :enough tea
		< :ada KICK #tea bob :enough tea
		bob< :ada KICK #tea bob :enough tea
		bob> PRIVMSG #tea :hello
		bob< 404 bob #tea ...
		> KICK #tea bob
		< 441 ada bob #tea ...
	`));

test('an invitation is told, or refused', () =>
	converse(`
		${meet}
		> INVITE bob #tea
		< 443 ada bob #tea ...
		> INVITE nobody #tea
		< 401 ada nobody ...
		> INVITE bob #none
		< 403 ada #none ...
		bob> (aside) PART #tea
		> INVITE bob #tea
		< 341 ada bob #tea
		bob< :ada INVITE bob #tea
	`));

test('a secret channel is not listed to those outside', () =>
	converse(`
		${meet}
		eve> (comes)
		> MODE #tea +s
		< :ada MODE #tea +s
		eve> LIST
		eve< 321 eve ...
		eve< 322 eve #lobby 3 :
		eve< 323 eve ...
		eve> NAMES #tea
		eve< 366 eve #tea ...
		> LIST >0
		< 321 ada ...
		< 322 ada #lobby 3 :
		< 322 ada #tea 2 :
		< 323 ada ...
		> LIST #tea
		< 321 ada ...
		< 322 ada #tea 2 :
		< 323 ada ...
		> NAMES #tea
		< 353 ada @ #tea :@ada bob
		< 366 ada #tea ...
	`));

test('several lines that answer one command are a batch with its label', () =>
	converse(`
		> (comes with labeled-response batch)
		> @label=1 JOIN #tea
		< @label=1 BATCH +b1 labeled-response
		< @batch=b1 :ada JOIN #tea
		< @batch=b1 353 ada = #tea @ada
		< @batch=b1 366 ada #tea ...
		< BATCH -b1
		> @label=2 JOIN #tea
		< @label=2 ACK
		> @label=3 TOPIC #tea :green tea
		< @label=3 :ada TOPIC #tea :green tea
		> @label=4 PART #none
		< @label=4 403 ada #none ...
	`));
