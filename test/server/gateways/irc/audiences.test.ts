import {describe, expect, test} from 'vitest';
import type {Nick, RoomName} from '../../../../source/protocol/ids.ts';
import type {RoomEvent} from '../../../../source/server/core/room-event.ts';
import {jsonDialect} from '../../../../source/server/gateways/json-frames.ts';
import {oldDialect, plainDialect} from '../../../../source/server/gateways/plain-dialect.ts';
import {converseInIrc} from '../../../helpers/converse-irc.ts';

// Modern IRC, «STATUSMSG».
describe('words for some of a room', () => {
	const here = `
		> (comes with echo-message)
		> (aside) JOIN #tea
		bob> (comes with draft/chathistory batch)
		bob> (aside) JOIN #tea
		eve> (comes with message-tags)
		eve> (aside) JOIN #tea
	`;

	test('reach those who look after it, or who have a voice, and are not kept', () =>
		converseInIrc(`
			${here}
			> (aside) MODE #tea +v bob
			eve> PRIVMSG @#tea :help
			< :eve PRIVMSG @#tea help
			bob> PING x
			bob< PONG irc.test x
			eve> NOTICE +#tea :quiet, please
			< :eve NOTICE +#tea :quiet, please
			bob< :eve NOTICE +#tea :quiet, please
			> PRIVMSG +#tea :\x01ACTION nods\x01
			< :ada PRIVMSG +#tea :\x01ACTION nods\x01
			bob< :ada PRIVMSG +#tea :\x01ACTION nods\x01
			eve> @+typing=active TAGMSG @#tea
			eve> PING x
			eve< PONG irc.test x
			bob> CHATHISTORY LATEST #tea * 9
			bob< BATCH +history chathistory #tea
			bob< BATCH -history
		`));

	test('are for who is in the room to say', () =>
		converseInIrc(`
			${here}
			mia> (comes)
			mia> PRIVMSG @#tea :hello
			mia< 404 mia @#tea ...
			mia> PRIVMSG @#nowhere :hello
			mia< 403 mia @#nowhere :No such channel
			mia> NOTICE @#tea :hello
			mia> PING x
			mia< PONG irc.test x
			> (aside) MODE #tea -n
			mia> PRIVMSG @#tea :hello
			mia< 404 mia @#tea ...
		`));

	test('come line by line if they have several', () =>
		converseInIrc(`
			> (comes with draft/multiline batch echo-message labeled-response)
			> (aside) JOIN #tea
			bob> (comes with message-tags)
			bob> (aside) JOIN #tea
			> (aside) MODE #tea +v bob
			> @label=x;+shade=a BATCH +1 draft/multiline +#tea
			> @batch=1 PRIVMSG +#tea :one
			> @batch=1 PRIVMSG +#tea :
			> @batch=1 PRIVMSG +#tea :two
			> BATCH -1
			< @label=x BATCH +said labeled-response
			< @batch=said :ada PRIVMSG +#tea one
			< @batch=said :ada PRIVMSG +#tea two
			< BATCH -said
			bob< @msgid=...
			bob< @+shade=a :ada PRIVMSG +#tea two
		`));

	const sign = {
		type: 'signalled',
		room: '#tea' as RoomName,
		by: {nick: 'ada' as Nick} as Extract<RoomEvent, {type: 'signalled'}>['by'],
		at: 0,
		tags: [],
	} as const;

	test.each([
		['operator', 'help', '(to those who look after #tea) <ada> help\n'],
		['voice', 'one\ntwo', '(to those with a voice in #tea) <ada> one\n    two\n'],
		['operator', '\u0001ACTION waves\u0001', '(to those who look after #tea) * ada waves\n'],
		['operator', '\u0001VERSION\u0001', ''],
		[undefined, '\u0001VERSION\u0001', ''],
		['operator', undefined, ''],
	] as const)('for %s: %j is for people to read as %j', (audience, text, line) => {
		const words = text === undefined ? undefined : ({kind: 'message', text} as const);
		expect(plainDialect.encode({...sign, audience, words})).toBe(line);
		expect(oldDialect.encode({...sign, audience, words})).toBe(line);
		expect(jsonDialect.encode({...sign, audience, words})).toBe('');
	});
});

describe('what programs ask', () => {
	test('does not pass where the room does not want it', () =>
		converseInIrc(`
			> (comes)
			> (aside) JOIN #tea
			bob> (comes with echo-message)
			bob> (aside) JOIN #tea
			> (aside) MODE #tea +C
			bob> PRIVMSG #tea :\x01VERSION\x01
			bob< 404 bob #tea ...
			bob> PRIVMSG @#tea :\x01VERSION\x01
			bob< 404 bob @#tea ...
			bob> NOTICE #tea :\x01VERSION x\x01
			bob> PRIVMSG #tea :\x01ACTION waves\x01
			bob< :bob PRIVMSG #tea :\x01ACTION waves\x01
			< :bob PRIVMSG #tea :\x01ACTION waves\x01
		`));

	test('passes by who does not want to be asked, without a word', () =>
		converseInIrc(`
			> (comes)
			> (aside) MODE ada +T
			bob> (comes with echo-message labeled-response)
			bob> @label=x PRIVMSG ada :\x01VERSION\x01
			bob< @label=x ACK
			bob> PRIVMSG ada :what is it?
			bob< :bob PRIVMSG ada :what is it?
			< :bob PRIVMSG ada :what is it?
		`));
});

// IRCv3 labeled-response: one label, one answer.
describe('what is answered several times is one batch', () => {
	test('with several targets, wrong ones too', () =>
		converseInIrc(`
			> (comes with batch labeled-response echo-message)
			bob> (comes)
			> @label=x PRIVMSG bob,mia,#lobby :hi
			< @label=x BATCH +b1 labeled-response
			< @batch=b1 :ada PRIVMSG bob hi
			< @batch=b1 401 ada mia :No such nick/channel
			< @batch=b1 :ada PRIVMSG #lobby hi
			< BATCH -b1
			bob< :ada PRIVMSG bob hi
			bob< :ada PRIVMSG #lobby hi
		`));

	test('when the other side is away', () =>
		converseInIrc(`
			> (comes with batch labeled-response echo-message)
			bob> (comes)
			bob> (aside) AWAY :tea
			> @label=x PRIVMSG bob :hi
			< @label=x BATCH +b1 labeled-response
			< @batch=b1 :ada PRIVMSG bob hi
			< @batch=b1 301 ada bob tea
			< BATCH -b1
		`));
});
