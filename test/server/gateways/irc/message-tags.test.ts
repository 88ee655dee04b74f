import {test} from 'vitest';
import {converseInIrc} from '../../../helpers/converse-irc.ts';
import {Stage} from '../../../helpers/stage.ts';

test('tags of clients are passed on, and those that only a server may give are not', async () => {
	await converseInIrc(`
		> (comes with message-tags echo-message)
		bob> (comes with message-tags)
		eve> (comes)
		> @+shade=a\\sb;msgid=mine PRIVMSG #lobby :hello
		< @msgid=log.1;+shade=a\\sb :ada PRIVMSG #lobby hello
		bob< @msgid=log.1;+shade=a\\sb :ada PRIVMSG #lobby hello
		eve< :ada PRIVMSG #lobby hello
	`);
});

test('a reply and a reaction name what they are about, also later', async () => {
	const stage = new Stage();
	const one = `${stage.hub.log.id.slice(0, 8)}.1`;
	await converseInIrc(
		`
		> (comes)
		bob> (comes with message-tags batch draft/event-playback draft/chathistory)
		> (aside) PRIVMSG #lobby :hello
		bob> (aside) @+draft/reply=${one} PRIVMSG #lobby :hello yourself
		bob> (aside) @+draft/reply=${one};+draft/react=👍 TAGMSG #lobby
		bob> CHATHISTORY AFTER #lobby msgid=${one} 9
		bob< BATCH +history chathistory #lobby
		bob< @batch=history;msgid=log.2;+draft/reply=${one} :bob PRIVMSG #lobby :hello yourself
		bob< @batch=history;msgid=log.3;+draft/reply=${one};+draft/react=👍 :bob TAGMSG #lobby
		bob< BATCH -history
	`,
		{stage},
	);
});

test('typing is passed on to those who know tags, and to nobody later', async () => {
	await converseInIrc(`
		> (comes with message-tags)
		bob> (comes with message-tags batch draft/chathistory)
		eve> (comes)
		> @+typing=active TAGMSG #lobby
		bob< @msgid=...
		eve> PING x
		eve< PONG irc.test x
		bob> CHATHISTORY LATEST #lobby * 9
		bob< BATCH +history chathistory #lobby
		bob< BATCH -history
	`);
});

test('what programs ask each other passes and is not kept', async () => {
	await converseInIrc(`
		> (comes)
		bob> (comes with batch draft/chathistory)
		> PRIVMSG bob :\x01VERSION\x01
		bob< :ada PRIVMSG bob \x01VERSION\x01
		bob> CHATHISTORY LATEST ada * 9
		bob< BATCH +history chathistory ada
		bob< BATCH -history
	`);
});

test('it has a name of its own, too, where names are known', async () => {
	await converseInIrc(`
		> (comes with message-tags echo-message labeled-response)
		bob> (comes with message-tags server-time)
		> @label=x;+shade=a NOTICE bob :\x01VERSION chatroom\x01
		< @label=x;msgid=...
		bob< @time=now;msgid=...
	`);
});

test('words for nobody are nothing that happens', async () => {
	await converseInIrc(`
		> (comes with labeled-response echo-message batch)
		> @label=x PRIVMSG , :hello
		< @label=x ACK
	`);
});

test('what a program does bears a tag that says so', () =>
	converseInIrc(`
		> (comes with message-tags)
		bob> (comes with message-tags)
		bob> (aside) MODE bob +B
		bob> PRIVMSG #lobby :beep
		< @bot;msgid=log.1 :bob PRIVMSG #lobby beep
		bob> PART #lobby
		< @bot :bob PART #lobby
	`));
