import {describe, test} from 'vitest';
import {converseAcross} from '../../helpers/converse-across.ts';
import {Stage} from '../../helpers/stage.ts';

const msgidsOf = (stage: Stage) => (seq: number) => `${stage.hub.log.id.slice(0, 8)}.${seq}`;

const entrance = (caps: string) => `
	ada> (aside) hello v=[1,1] nick=ada key=a
	irc> (comes with ${caps})
	nc> (aside) nick
	nc> (aside) good morning
`;

describe('what is done to a message', () => {
	test('is told to everyone in their own words', async () => {
		const stage = new Stage();
		const msgid = msgidsOf(stage);
		await converseAcross(
			`
			${entrance('message-tags draft/message-redaction')}
			ada> say room=#lobby id=1 text=helo
			ada< entry seq=2
			ada< ack
			irc< @msgid=log.2 :ada PRIVMSG #lobby helo
			nc< <ada> helo
			ada> say room=#lobby id=2 kind=edit re=2 text="hello\\nthere"
			ada< entry
			ada< ack
			irc< @msgid=log.3;+draft/reply=${msgid(2)} :ada PRIVMSG #lobby :\x01ACTION edited: hello\x01
			irc< @+draft/reply=${msgid(2)} :ada PRIVMSG #lobby :\x01ACTION there\x01
			nc< * ada edited: hello
			nc<     there
			ada> say room=#lobby id=3 kind=react re=1 text=👍
			ada< entry
			ada< ack
			irc< @msgid=log.4;+draft/reply=${msgid(1)};+draft/react=👍 :ada TAGMSG #lobby
			nc< * ada reacts: 👍
			ada> say room=#lobby id=4 kind=redact re=4 text=""
			ada< entry
			ada< ack
			irc< @msgid=log.5;+draft/reply=${msgid(1)};+draft/unreact=👍 :ada TAGMSG #lobby
			nc< * ada takes a reaction back
			ada> say room=#lobby id=5 kind=redact re=2 text=oops
			ada< entry
			ada< ack
			irc< :ada REDACT #lobby ${msgid(2)} oops
			nc< * ada takes a message back: oops
			ada> say room=#lobby id=6 re=1 text=morning
			ada< entry
			ada< ack
			irc< @msgid=log.7;+draft/reply=${msgid(1)} :ada PRIVMSG #lobby morning
			nc< <ada> morning
		`,
			{stage},
		);
	});

	test('reaches clients that know nothing of it as far as words can tell', () =>
		converseAcross(`
			${entrance('echo-message')}
			ada> (aside) say room=#lobby id=1 text=helo
			ada> say room=#lobby id=2 kind=edit re=2 text=hello
			ada< entry
			ada< ack
			irc< :ada PRIVMSG #lobby :\x01ACTION edited: hello\x01
			nc< * ada edited: hello
			ada> say room=#lobby id=3 kind=redact re=2 text=""
			ada< entry
			ada< ack
			nc< * ada takes a message back
		`));

	test('comes from IRC as it is, reactions and their taking back', async () => {
		const stage = new Stage();
		const msgid = msgidsOf(stage);
		await converseAcross(
			`
			${entrance('message-tags draft/message-redaction echo-message labeled-response')}
			irc> @+draft/reply=${msgid(1)};+draft/react=🐢 TAGMSG #lobby
			ada< entry seq=2 kind=react re=1 author=irc text=🐢
			irc< @msgid=log.2;+draft/reply=${msgid(1)};+draft/react=🐢 :irc TAGMSG #lobby
			nc< * irc reacts: 🐢
			irc> @label=x;+draft/reply=${msgid(1)};+draft/unreact=🐢 TAGMSG #lobby
			ada< entry seq=3 kind=redact re=2 author=irc text=""
			irc< @label=x;msgid=log.3;+draft/reply=${msgid(1)};+draft/unreact=🐢 :irc TAGMSG #lobby
			nc< * irc takes a reaction back
			irc> @label=y;+draft/reply=${msgid(1)};+draft/unreact=🐢 TAGMSG #lobby
			irc< @label=y ACK
			ada> (aside) say room=#lobby id=1 kind=react re=1 text=🐢
			irc> REDACT #lobby ${msgid(4)}
			irc< FAIL REDACT REDACT_FORBIDDEN #lobby ${msgid(4)} :That is not yours to delete
			irc> @label=z;+draft/reply=${msgid(1)};+draft/react=abcdefghijklmnopq TAGMSG #lobby
			irc< @label=z 400 irc TAGMSG :A reaction is an emoji or a short word: 16 characters are the most.
		`,
			{stage},
		);
	});

	test('is in no history when what it was about was taken back', async () => {
		const stage = new Stage();
		const msgid = msgidsOf(stage);
		await converseAcross(
			`
			${entrance('message-tags batch draft/chathistory draft/event-playback')}
			ada> (aside) say room=#lobby id=1 text=one
			ada> (aside) say room=#lobby id=2 kind=edit re=2 text=two
			ada> (aside) say room=#lobby id=3 kind=react re=2 text=x
			ada> (aside) say room=#lobby id=4 kind=edit re=2 text=three
			irc> CHATHISTORY BETWEEN #lobby msgid=${msgid(1)} msgid=${msgid(9)} 9
			irc< BATCH +history chathistory #lobby
			irc< @batch=history;msgid=log.2 :ada PRIVMSG #lobby one
			irc< @batch=history;msgid=log.3;+draft/reply=${msgid(2)} :ada PRIVMSG #lobby :\x01ACTION edited: two\x01
			irc< @batch=history;msgid=log.4;+draft/reply=${msgid(2)};+draft/react=x :ada TAGMSG #lobby
			irc< @batch=history;msgid=log.5;+draft/reply=${msgid(2)} :ada PRIVMSG #lobby :\x01ACTION edited: three\x01
			irc< BATCH -history
			ada> (aside) say room=#lobby id=5 kind=redact re=2 text=""
			irc> CHATHISTORY LATEST #lobby msgid=${msgid(2)} 9
			irc< BATCH +history chathistory #lobby
			irc< BATCH -history
			late> (aside) hello v=[1,1] nick=late
			irc> CHATHISTORY LATEST #lobby * 1
			irc< BATCH +history chathistory #lobby
			irc< @batch=history;msgid=log.1 :nick PRIVMSG #lobby :good morning
			irc< BATCH -history
		`,
			{stage},
		);
	});
});

describe('typing', () => {
	test('goes from one dialect to the other, in rooms and to one alone', () =>
		converseAcross(`
			${entrance('message-tags echo-message')}
			ada> typing room=#lobby state=active
			irc< @+typing=active :ada TAGMSG #lobby
			ada> typing room=@irc state=paused
			irc< @+typing=paused :ada TAGMSG irc
			irc> @+typing=active TAGMSG ada
			irc< @msgid=...
			ada< typing room=@irc nick=irc state=active
			irc> @+typing=active TAGMSG #lobby
			irc< @msgid=...
			ada< typing room=#lobby nick=irc state=active
			irc> @+typing=active TAGMSG #lobby
			irc> @+typing=done TAGMSG #lobby
			irc< @msgid=...
			ada< typing room=#lobby nick=irc state=done
		`));

	test('that is of no known kind, or for some only, is nothing to our own clients', () =>
		converseAcross(`
			${entrance('message-tags')}
			irc> @+typing=dancing TAGMSG #lobby
			irc> @+typing=active PRIVMSG @#lobby :hi
			irc> @+typing=active TAGMSG @#lobby
			ada> ping n=1
			ada< pong n=1
		`));
});

test('who is away is told across the dialects', () =>
	converseAcross(`
		${entrance('away-notify')}
		ada> away why=lunch
		ada< away nick=ada why=lunch
		irc< :ada AWAY lunch
		irc> AWAY :gone fishing
		irc< 306 irc ...
		ada< away nick=irc why="gone fishing"
		ada> away
		ada< away nick=ada why=undefined
		irc< :ada AWAY
		irc> AWAY
		irc< 305 irc ...
		ada< away nick=irc why=undefined
	`));

test('a newcomer with netcat is not told what was taken back', () =>
	converseAcross(`
		ada> (aside) hello v=[1,1] nick=ada key=a
		ada> (aside) say room=#lobby id=1 text=secret
		ada> (aside) say room=#lobby id=2 kind=edit re=1 text="top secret"
		ada> (aside) say room=#lobby id=3 kind=react re=1 text=x
		ada> (aside) say room=#lobby id=4 text=helo
		ada> (aside) say room=#lobby id=5 kind=edit re=4 text=hello
		ada> (aside) say room=#lobby id=6 kind=redact re=1 text=""
		nc> nick
		ada< joined
		nc< Welcome nick, you can send messages now. To leave, type ---quit---
		nc< * Here: ada, nick
		nc< [12:00] <ada> helo
		nc< [12:00] * ada edited: hello
	`));
