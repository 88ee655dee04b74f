import {test} from 'vitest';
import {MemoryLog} from '../../../../source/server/storage/memory-log.ts';
import {converseInIrc} from '../../../helpers/converse-irc.ts';
import {Stage} from '../../../helpers/stage.ts';

test('who said something can take it back, and it is in no history any more', async () => {
	const stage = new Stage();
	const msgid = (seq: number) => `${stage.hub.log.id.slice(0, 8)}.${seq}`;
	await converseInIrc(
		`
		> (comes with draft/message-redaction batch draft/chathistory standard-replies)
		bob> (comes with draft/message-redaction echo-message standard-replies)
		bob> (aside) PRIVMSG #lobby :hello
		bob> (aside) PRIVMSG #lobby :world
		> REDACT #lobby ${msgid(1)}
		< FAIL REDACT REDACT_FORBIDDEN #lobby ${msgid(1)} :That is not yours to delete
		bob> REDACT #lobby ${msgid(1)} :too loud
		bob< :bob REDACT #lobby ${msgid(1)} :too loud
		< :bob REDACT #lobby ${msgid(1)} :too loud
		bob> REDACT #lobby ${msgid(1)}
		bob< FAIL REDACT UNKNOWN_MSGID #lobby ${msgid(1)} :There is no such message
		> CHATHISTORY LATEST #lobby * 9
		< BATCH +history chathistory #lobby
		< @batch=history :bob PRIVMSG #lobby world
		< BATCH -history
	`,
		{stage},
	);
});

test('an operator of the server takes words back in a room without being there', async () => {
	const stage = new Stage(new MemoryLog(), {mayOperate: () => true});
	const msgid = `${stage.hub.log.id.slice(0, 8)}.1`;
	await converseInIrc(
		`
		> (comes with draft/message-redaction echo-message labeled-response)
		bob> (comes with draft/message-redaction)
		bob> (aside) JOIN #tea
		bob> (aside) PRIVMSG #tea :hello
		> REDACT #tea ${msgid} :spam
		< FAIL REDACT INVALID_TARGET #tea :You cannot delete messages there
		> (aside) OPER root secret
		> @label=x REDACT #tea ${msgid} :spam
		< @label=x :ada REDACT #tea ${msgid} spam
		bob< :ada REDACT #tea ${msgid} spam
		> PRIVMSG #tea :and more
		< 404 ada #tea ...
	`,
		{stage},
	);
});
