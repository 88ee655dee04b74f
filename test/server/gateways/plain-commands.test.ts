import {test} from 'vitest';
import {conversePlainly as converse} from '../../helpers/converse.ts';

const meet = `
	bob> bob
	bob< Welcome bob, you can send messages now. To leave, type ---quit---
	bob< * Here: bob
	> ada
	bob< * ada has joined
	< Welcome ada, you can send messages now. To leave, type ---quit---
	< * Here: bob, ada
`;

test('/help lists what there is', () =>
	converse(`
		> ada
		< Welcome ada, you can send messages now. To leave, type ---quit---
		< * Here: ada
		> /help
		< * Commands: /help, /who, /me TEXT, /msg NAME TEXT, /nick NAME, /join #ROOM, /leave, /rooms, /topic [TEXT], /quit or ---quit---
		< * In a room that you made: /kick NAME, /ban NAME, /unban NAME, /mute NAME, /unmute NAME, /limit N, /lock, /unlock
		> /dance now
		< * There is no /dance. /help lists what there is.
		> /constructor
		< * There is no /constructor. /help lists what there is.
	`));

test('/who names everyone, and what they came with', () =>
	converse(`
		${meet}
		> /who
		< * 2 here: bob (plain), ada (plain)
	`));

test('/me says what one does', () =>
	converse(`
		${meet}
		> /me waves  twice
		bob< * ada waves  twice
		> /me
		< * There is nothing in that message.
	`));

test('/msg is for one alone', () =>
	converse(`
		${meet}
		eve> eve
		bob< * eve has joined
		< * eve has joined
		eve< Welcome eve, you can send messages now. To leave, type ---quit---
		eve< * Here: bob, ada, eve
		> /msg bob  a  secret
		bob< (to bob alone) <ada> a  secret
		< * told bob
		> /msg nobody hello
		< * Nobody of that name is here.
		> /msg bob
		< * There is nothing in that message.
	`));

test('/nick takes another name', () =>
	converse(`
		${meet}
		> /nick eva
		bob< * ada is now eva
		< * ada is now eva
		> /nick BOB
		< * That name is taken.
		> /nick
		< * A name has 1 to 32 characters.
		> hi
		bob< <eva> hi
	`));

test('/join and /leave say where one’s words go', () =>
	converse(`
		${meet}
		> /join tea
		< * You are in #tea: ada
		> to nobody
		bob> /join #Tea
		bob< * You are in #tea: ada, bob
		< * bob has joined [#tea]
		> hello tea
		bob< <ada> [#tea] hello tea
		> /leave
		bob< * ada has left the chat [#tea]
		< * You left #tea. You are in #lobby.
		> hello lobby
		bob< <ada> hello lobby
		> /leave
		bob< * ada has left the chat
		< * You left #lobby. /join #ROOM to talk on.
		> hello?
		< * You are not in that room.
		> /leave
		< * You are not in that room.
		> /join no room
		< * A room is called # and up to 32 letters, digits, _ or -.
	`));

test('/rooms and /topic', () =>
	converse(`
		${meet}
		> /topic
		< * Topic: none
		> /topic green\u0007 tea
		< * ada set the topic: green\ufffd tea
		bob< * ada set the topic: green\ufffd tea
		> /topic
		< * Topic: green\ufffd tea
		> /join tea
		< * You are in #tea: ada
		> /rooms
		< * #lobby: 2 here, topic: green\ufffd tea
		< * #tea: 1 here
		bob> /leave
		bob< * You left #lobby. /join #ROOM to talk on.
		< * bob has left the chat
		bob> /join lobby
		bob< * You are in #lobby: ada, bob
		bob< * Topic: green\ufffd tea
		< * bob has joined
	`));
