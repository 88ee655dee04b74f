import {describe, test} from 'vitest';
import {converseInIrc} from '../../../helpers/converse-irc.ts';

describe('AWAY', () => {
	test('is told to those who asked to be told, in words, and once', () =>
		converseInIrc(`
			> (comes)
			bob> (comes with away-notify)
			carol> (comes)
			> (aside) JOIN #tea
			bob> (aside) JOIN #tea
			> AWAY :back soon
			< 306 ada :You have been marked as being away
			bob< :ada AWAY :back soon
			> AWAY
			< 305 ada :You are no longer marked as being away
			bob< :ada AWAY
			carol> PING x
			carol< PONG irc.test x
		`));

	test('answers those who write', () =>
		converseInIrc(`
			> (comes)
			bob> (comes)
			> (aside) AWAY :back soon
			bob> PRIVMSG ada :hello
			bob< 301 bob ada :back soon
			< :bob PRIVMSG ada hello
		`));

	test('without words in it means that one is here again', () =>
		converseInIrc(`
			> (comes)
			> (aside) AWAY :back soon
			> AWAY :
			< 305 ada :You are no longer marked as being away
			> AWAY :gone
			< 306 ada :You have been marked as being away
			> AWAY :  
			< 305 ada :You are no longer marked as being away
		`));

	test('is not told to oneself, whatever one asked for', () =>
		converseInIrc(`
			> (comes with away-notify echo-message)
			> AWAY :back soon
			< 306 ada :You have been marked as being away
			> PING x
			< PONG irc.test x
		`));

	test('has so many bytes', () =>
		converseInIrc(`
			> (comes)
			> (aside) AWAY :x${'é'.repeat(101)}
			> PRIVMSG ada :x
			< :ada PRIVMSG ada x
			< 301 ada ada x${'é'.repeat(99)}
		`));
});

describe('SETNAME', () => {
	test('is confirmed once, and told to those who know it', () =>
		converseInIrc(`
			> (comes with setname echo-message)
			bob> (comes with setname)
			carol> (comes)
			> (aside) JOIN #tea
			bob> (aside) JOIN #tea
			> SETNAME :Ada of Tea
			< :ada SETNAME :Ada of Tea
			bob< :ada SETNAME :Ada of Tea
			carol> WHO ada
			carol< 352 carol * ada host irc.test ada H :0 Ada of Tea
			carol< 315 carol ada :End of /WHO list
		`));

	test('is not confirmed to who does not know it', () =>
		converseInIrc(`
			> (comes)
			> SETNAME ida
			> WHO ada
			< 352 ada * ada host irc.test ada H :0 ida
			< 315 ada ada :End of /WHO list
		`));

	test.each(['', '   ', 'x'.repeat(101)])('fails for the name «%s»', name =>
		converseInIrc(`
			> (comes with setname standard-replies)
			> SETNAME :${name}
			< FAIL SETNAME INVALID_REALNAME :Realname is not valid
		`),
	);
});

describe('ISON and USERHOST', () => {
	test('ISON tells which of these are here', () =>
		converseInIrc(`
			> (comes)
			bob> (comes)
			> ISON carol BOB ada
			< 303 ada :bob ada
			> ISON :carol bob
			< 303 ada bob
			> ISON carol
			< 303 ada :
			> ISON
			< 461 ada ISON :Not enough parameters
		`));

	test('USERHOST tells of up to five from where they are, and whether they are away', () =>
		converseInIrc(`
			> (comes)
			bob> (comes)
			bob> (aside) AWAY :back soon
			> USERHOST carol BOB ada
			< 302 ada :bob=-bob@host ada=+ada@host
			> USERHOST a b c d e ada
			< 302 ada :
			> USERHOST
			< 461 ada USERHOST :Not enough parameters
		`));
});
