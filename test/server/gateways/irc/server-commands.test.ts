import {describe, expect, test} from 'vitest';
import {commands} from '../../../../source/server/gateways/irc/commands.ts';
import {helpTexts} from '../../../../source/server/gateways/irc/help-texts.ts';
import {supportLines} from '../../../../source/server/gateways/irc/isupport.ts';
import {converseInIrc} from '../../../helpers/converse-irc.ts';
import {Stage} from '../../../helpers/stage.ts';

const noonInWords = new Date(2026, 10, 22, 12, 0).toUTCString();

describe('questions about the server', () => {
	test('LUSERS counts people, strangers, operators, channels, and the most there were', () =>
		converseInIrc(
			`
			> (comes)
			bob> (comes)
			carol> (comes)
			carol> (aside) QUIT
			> (aside) JOIN #tea
			> LUSERS
			< 251 ada :There are 2 users and 0 invisible on 1 servers
			< 252 ada 0 :operator(s) online
			< 253 ada 4 :unknown connection(s)
			< 254 ada 2 :channels formed
			< 255 ada :I have 2 clients and 0 servers
			< 265 ada 2 3 :Current local users 2, max 3
			< 266 ada 2 3 :Current global users 2, max 3
		`,
			{stage: new Stage(undefined, {strangers: () => 4})},
		));

	test.each(['', ' irc.test', ' *irc*', ' ADA'])('«MOTD%s» is answered', target =>
		converseInIrc(`
			> (comes)
			> MOTD${target}
			< 375 ada :- irc.test Message of the day - 
			< 372 ada :- test: what is said here is kept, and history is there for all.
			< 376 ada :End of /MOTD command.
		`),
	);

	test.each(['MOTD', 'VERSION', 'TIME', 'INFO', 'ADMIN', 'LUSERS *', 'WHOIS'])(
		'%s knows no other server',
		command =>
			converseInIrc(`
				> (comes)
				> ${command} elsewhere.example ${command === 'WHOIS' ? 'ada' : ''}
				< 402 ada elsewhere.example :No such server
			`),
	);

	test('VERSION tells again what the server can do', () =>
		converseInIrc(`
			> (comes)
			> VERSION
			< 351 ada chatroom-test irc.test :JSON, IRC and plain text
			${supportLines('test')
				.map(([token]) => `< 005 ada ${token} ...`)
				.join('\n')}
		`));

	test('TIME, INFO, ADMIN and LINKS', () =>
		converseInIrc(`
			> (comes)
			> TIME
			< 391 ada irc.test :${noonInWords}
			> INFO
			< 371 ada :chatroom test: a chat room for people in terminals.
			< 371 ada :IRC clients, its own client and netcat share one port and all rooms.
			< 371 ada :Started ${noonInWords}
			< 374 ada :End of /INFO list
			> ADMIN
			< 256 ada irc.test :Administrative info
			< 257 ada test
			< 259 ada :Ask whoever told you of this server
			> LINKS
			< 364 ada irc.test irc.test :0 test
			< 365 ada * :End of /LINKS list
			> LINKS irc.test *.example
			< 365 ada *.example :End of /LINKS list
		`));
});

describe('HELP', () => {
	test.each(['HELP', 'HELPOP'])('%s tells about each command', command =>
		converseInIrc(`
			> (comes)
			> ${command} privmsg
			< 704 ada PRIVMSG :PRIVMSG target[,target] :text
			< 705 ada PRIVMSG :Says something in a channel, or to somebody.
			< 706 ada PRIVMSG :End of /HELP
			> ${command} thisIsNone
			< 524 ada thisIsNone :No help available on this topic
			> ${command} toString
			< 524 ada toString :No help available on this topic
		`),
	);

	test('lists all commands', () =>
		converseInIrc(`
			> (comes)
			> HELP
			< 704 ada * :HELP command tells about each of these:
			< 705 ada * :ADMIN ...
			< 706 ada * :End of /HELP
		`));

	test('has a text for every command', () => {
		const ofSessions = ['AUTHENTICATE', 'CAP', 'PASS', 'PING', 'PONG', 'QUIT', 'USER'];
		const known = [...Object.keys(commands), ...ofSessions];
		expect(known.filter(verb => !Object.hasOwn(helpTexts, verb))).toEqual([]);
	});
});
