import {test} from 'vitest';
import {converseInIrc} from '../../../helpers/converse-irc.ts';

// IRCv3 echo-message: «both sent and received».
test('what one says to oneself arrives once', () =>
	converseInIrc(`
		> (comes with batch draft/chathistory message-tags)
		> PRIVMSG ada :note
		< @msgid=log.1 :ada PRIVMSG ada note
		> @+typing=active TAGMSG ada
		< @msgid=...
		> CHATHISTORY LATEST ada * 9
		< BATCH +history chathistory ada
		< @batch=history;msgid=log.1 :ada PRIVMSG ada note
		< BATCH -history
	`));

test('who hears its own words hears them as said and as received, and only the former bears the label', () =>
	converseInIrc(`
		> (comes with echo-message labeled-response message-tags)
		> @label=x PRIVMSG ada :note
		< @label=x;msgid=log.1 :ada PRIVMSG ada note
		< @msgid=log.1 :ada PRIVMSG ada note
		> @label=y;+typing=active TAGMSG ada
		< @label=y;msgid=...
		< @msgid=...
		> @label=z NOTICE ada :\x01PING 1\x01
		< @label=z;msgid=...
		< @msgid=...
	`));

test('without echo a label is acknowledged', () =>
	converseInIrc(`
		> (comes with labeled-response message-tags)
		> @label=x PRIVMSG ada :note
		< @msgid=log.1 :ada PRIVMSG ada note
		< @label=x ACK
		> @label=y;+typing=active TAGMSG ada
		< @msgid=...
		< @label=y ACK
	`));
