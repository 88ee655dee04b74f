import {test} from 'vitest';
import {converseInIrc} from '../../../helpers/converse-irc.ts';

// IRCv3 multiline: one message, which others hear as one or line by line.
test('lines of a batch are one message', async () => {
	await converseInIrc(`
		> (comes with draft/multiline batch echo-message labeled-response message-tags)
		bob> (comes)
		> @label=x BATCH +1 draft/multiline #lobby
		> @batch=1 PRIVMSG #lobby :hello
		> @batch=1 PRIVMSG #lobby :wor
		> @batch=1;draft/multiline-concat PRIVMSG #lobby :ld
		> BATCH -1
		< @label=x;msgid=log.1 :ada BATCH +m1 draft/multiline #lobby
		< @batch=m1 :ada PRIVMSG #lobby hello
		< @batch=m1 :ada PRIVMSG #lobby world
		< :ada BATCH -m1
		bob< :ada PRIVMSG #lobby hello
		bob< :ada PRIVMSG #lobby world
	`);
});

test('what is wrong with a batch is told, and nothing of it is said', async () => {
	await converseInIrc(`
		> (comes with draft/multiline batch standard-replies)
		bob> (comes)
		> BATCH +1 draft/multiline #lobby
		> @batch=1 PRIVMSG #tea :hello
		< FAIL BATCH MULTILINE_INVALID_TARGET #lobby #tea :Every line goes where the batch goes
		> BATCH -1
		> BATCH +2 draft/multiline #lobby
		> @batch=2 PRIVMSG #lobby :
		> BATCH -2
		< FAIL BATCH MULTILINE_INVALID :Invalid multiline batch
		> BATCH -3
		< FAIL BATCH MULTILINE_INVALID :Invalid multiline batch
		bob> PING x
		bob< PONG irc.test x
	`);
});
