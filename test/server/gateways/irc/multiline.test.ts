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
		< @batch=m1 :ada PRIVMSG #lobby wor
		< @batch=m1;draft/multiline-concat :ada PRIVMSG #lobby ld
		< :ada BATCH -m1
		bob< :ada PRIVMSG #lobby hello
		bob< :ada PRIVMSG #lobby wor
		bob< :ada PRIVMSG #lobby ld
	`);
});

test('how they were composed is heard live, and in the history what was said', async () => {
	await converseInIrc(`
		> (comes with draft/multiline batch)
		bob> (comes with draft/multiline batch draft/chathistory)
		> BATCH +1 draft/multiline #lobby
		> @batch=1 PRIVMSG #lobby :
		> @batch=1 PRIVMSG #lobby :\x02  how\x02 is
		> @batch=1;draft/multiline-concat PRIVMSG #lobby :  every\x07one?
		> BATCH -1
		bob< :ada BATCH +m1 draft/multiline #lobby
		bob< @batch=m1 :ada PRIVMSG #lobby :
		bob< @batch=m1 :ada PRIVMSG #lobby :  how is
		bob< @batch=m1;draft/multiline-concat :ada PRIVMSG #lobby :  every\ufffdone?
		bob< :ada BATCH -m1
		bob> CHATHISTORY LATEST #lobby * 9
		bob< BATCH +history chathistory #lobby
		bob< @batch=history :ada PRIVMSG #lobby :  how is  every\ufffdone?
		bob< BATCH -history
	`);
});

test('who does not know them hears no blank line, and tags of clients with every line', async () => {
	await converseInIrc(`
		> (comes with draft/multiline batch message-tags)
		bob> (comes with message-tags)
		> @+shade=red BATCH +1 draft/multiline #lobby
		> @batch=1 PRIVMSG #lobby :
		> @batch=1 PRIVMSG #lobby :one
		> @batch=1 PRIVMSG #lobby : \x02
		> @batch=1 PRIVMSG #lobby :two
		> BATCH -1
		bob< @msgid=log.1;+shade=red :ada PRIVMSG #lobby one
		bob< @+shade=red :ada PRIVMSG #lobby two
	`);
});

test('who does not know them is told how many there are beyond a screenful', async () => {
	const said = Array.from({length: 20}, (_, line) => `> @batch=1 PRIVMSG #lobby ${line}`);
	const heard = Array.from({length: 7}, (_, line) => `bob< :ada PRIVMSG #lobby ${line}`);
	await converseInIrc(`
		> (comes with draft/multiline batch)
		bob> (comes)
		> BATCH +1 draft/multiline #lobby
		${said.join('\n')}
		> BATCH -1
		${heard.join('\n')}
		bob< :ada PRIVMSG #lobby :(and 13 more lines)
	`);
});

test('a piece that does not fit towards others is cut and put together again', async () => {
	const most = 510 - ':ada!ada@12345678 PRIVMSG #lobby :'.length;
	await converseInIrc(`
		> (comes with draft/multiline batch)
		bob> (comes with draft/multiline batch)
		> BATCH +1 draft/multiline #lobby
		> @batch=1 PRIVMSG #lobby ${'x'.repeat(most)}
		> @batch=1 PRIVMSG #lobby ${'y'.repeat(most + 1)}
		> BATCH -1
		bob< :ada BATCH +m1 draft/multiline #lobby
		bob< @batch=m1 :ada PRIVMSG #lobby ${'x'.repeat(most)}
		bob< @batch=m1 :ada PRIVMSG #lobby ${'y'.repeat(most)}
		bob< @batch=m1;draft/multiline-concat :ada PRIVMSG #lobby y
		bob< :ada BATCH -m1
	`);
});

test('whatever is wrong bears the label of the batch', async () => {
	await converseInIrc(`
		> (comes with draft/multiline batch labeled-response echo-message)
		> @label=a BATCH +1 draft/multiline #lobby
		> @batch=1 PRIVMSG #tea :hello
		< @label=a FAIL BATCH MULTILINE_INVALID_TARGET #lobby #tea :Every line goes where the batch goes
		> @batch=1 PRIVMSG #lobby :hello
		> BATCH -1
		> @label=b BATCH +2 draft/multiline #lobby
		> @batch=2 PRIVMSG #lobby :
		> BATCH -2
		< @label=b FAIL BATCH MULTILINE_INVALID :Invalid multiline batch
		> @label=c BATCH +3 draft/multiline #nowhere
		> @batch=3 PRIVMSG #nowhere :hello
		> BATCH -3
		< @label=c 403 ada #nowhere :No such channel
		> @label=d BATCH +4 draft/multiline #nowhere
		> @batch=4 NOTICE #nowhere :hello
		> BATCH -4
		< @label=d ACK
		> @label=e BATCH +5 draft/multiline #lobby
		> @label=f BATCH +6 draft/multiline #lobby
		< @label=f FAIL BATCH MULTILINE_INVALID :Invalid multiline batch
		> @batch=5 PRIVMSG #lobby :hello
		> BATCH -5
		< @label=e :ada PRIVMSG #lobby hello
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
