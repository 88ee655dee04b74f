import {describe, test} from 'vitest';
import {converseAcross as converse} from '../../helpers/converse-across.ts';

// Somebody with netcat made the room; one of each dialect is in it.
const meet = `
	nc> (aside) nc
	nc> (aside) /join #tea
	irc> (comes)
	irc> (aside) JOIN #tea
	bob> (aside) hello v=[1,1] nick=bob key=bob
	bob> (aside) join room=#tea
`;

describe('whoever made a room with netcat', () => {
	test('puts somebody out with a reason, which is written down once', () =>
		converse(`
			${meet}
			nc> /kick irc too loud
			nc< * nc put irc out [#tea] (too loud)
			irc< :nc KICK #tea irc :too loud
			bob< left room=#tea nick=irc
			bob< entry kind=moderation text="put irc out: too loud"
			irc> JOIN #tea
			nc< * irc has joined [#tea]
			irc< :irc JOIN #tea
			irc< 353 irc = #tea :@nc bob irc
			irc< 366 irc #tea ...
			irc< NOTICE #tea :[Sun 12:00] *** nc put irc out: too loud
			bob< joined
		`));

	test('bans one without a device, who comes in under no other name, and under that one with no other connection', () =>
		converse(`
			${meet}
			nc> /ban irc spam
			nc< * nc put irc out [#tea] (spam)
			nc< *** nc banned irc: spam [#tea]
			irc< :nc KICK #tea irc spam
			bob< left room=#tea nick=irc
			bob< entry kind=moderation text="banned irc: spam"
			irc> (aside) NICK rob
			irc> JOIN #tea
			irc< 474 rob #tea :You may not come into that room.
			irc> (aside) QUIT
			irc2> (comes)
			irc2> (aside) NICK irc
			irc2> JOIN #tea
			irc2< 474 irc #tea ...
			nc> (aside) /unban irc
			irc2> JOIN #tea
			nc< * irc has joined [#tea]
			bob< joined
			irc2< :irc JOIN #tea
			irc2< 353 irc ...
			irc2< 366 irc ...
			irc2< NOTICE #tea :[Sun 12:00] *** nc banned irc: spam
			irc2< NOTICE #tea :[Sun 12:00] *** nc lets irc in again
		`));

	test('mutes a device whatever its name, and takes it back', () =>
		converse(`
			${meet}
			nc> /mute bob loud
			nc< *** nc muted bob: loud [#tea]
			irc< :nc MODE #tea +q *!*@host
			irc< NOTICE #tea :nc muted bob: loud
			bob< entry kind=moderation text="muted bob: loud"
			bob> (aside) nick nick=rob
			bob> say room=#tea id=b text=hi
			bob< refused code=silenced id=b
			nc> /unmute rob
			nc< *** nc lets rob speak again [#tea]
			irc< :nc MODE #tea -q *!*@host
			irc< NOTICE #tea :nc lets rob speak again
			bob< entry kind=moderation text="lets rob speak again"
			bob> say room=#tea id=c text=hi
			nc< <rob> [#tea] hi
			irc< :rob PRIVMSG #tea hi
			bob< entry text=hi
			bob< ack id=c
		`));

	test('lets a device in again that is not here', () =>
		converse(`
			${meet}
			nc> (aside) /ban bob
			bob> (aside) quit
			bob2> (aside) hello v=[1,1] nick=bob key=bob
			bob2> join room=#tea
			bob2< refused code=banned
			bob2> (aside) quit
			nc> /unban bob
			nc< *** nc lets bob in again [#tea]
			nc> /unban bob
			nc< * bob is not banned here.
			bob3> (aside) hello v=[1,1] nick=bob key=bob
			bob3> join room=#tea
			nc< * bob has joined [#tea]
			bob3< room room=#tea people=nc,irc,bob
		`));

	test('locks and limits it', () =>
		converse(`
			${meet}
			irc2> (comes)
			nc> /lock
			nc< *** nc locked the room [#tea]
			irc< :nc MODE #tea +i
			irc< NOTICE #tea :nc locked the room
			irc2> JOIN #tea
			irc2< 473 irc2 #tea ...
			nc> (aside) /unlock
			nc> /limit 3
			nc< *** nc lets 3 people in at once [#tea]
			irc< :nc MODE #tea +l 3
			irc< NOTICE #tea :nc lets 3 people in at once
			irc2> JOIN #tea
			irc2< 471 irc2 #tea ...
		`));

	test('has no say in other rooms, nor on the server', () =>
		converse(`
			${meet}
			nc> /kick nobody
			nc< * Nobody of that name is in that room.
			nc> /kick
			nc< * Like this: /kick NAME [WHY]
			nc> /ban 10.0.0.1
			nc< * Only those who look after the server can ban an address.
			nc> /bans
			nc< * That is for those who look after this server.
			nc> /keep
			nc< * That needs a program that can prove who you are: chatroom join.
			nc> (aside) /join #lobby
			nc> /kick bob
			nc< * That is for those who look after the room.
		`));
});
