import {expect, test} from 'vitest';
import {mostMonitored} from '../../../../source/server/gateways/irc/monitor-lists.ts';
import {supportLines} from '../../../../source/server/gateways/irc/isupport.ts';
import {converseInIrc} from '../../../helpers/converse-irc.ts';

test('MONITOR tells who is here, and when they come and go', () =>
	converseInIrc(
		`
		> (comes with echo-message)
		bob> (comes)
		> (aside) PART #lobby
		> MONITOR + bob,Carol,bob
		< 730 ada bob!bob@host
		< 731 ada Carol
		bob> QUIT
		bob< ERROR ...
		bob< (end)
		< 731 ada bob
		carol> NICK carol
		carol> USER carol 0 * :Carol
		< 730 ada carol!carol@host
	`,
	));

test('MONITOR follows changes of nicks, but for case', () =>
	converseInIrc(`
		> (comes)
		bob> (comes)
		> (aside) PART #lobby
		> MONITOR + qux
		< 731 ada qux
		bob> (aside) PING x
		bob> NICK qux
		bob< :bob NICK qux
		< 730 ada qux!bob@host
		bob> NICK QUX
		bob< :qux NICK QUX
		bob> NICK baz
		bob< :QUX NICK baz
		< 731 ada QUX
	`));

test('MONITOR lists, shows and clears', () =>
	converseInIrc(`
		> (comes)
		bob> (comes)
		> (aside) MONITOR + BOB,carol
		> MONITOR L
		< 732 ada BOB,carol
		< 733 ada :End of MONITOR list
		> MONITOR S
		< 730 ada bob!bob@host
		< 731 ada carol
		> MONITOR - bob
		> monitor l
		< 732 ada carol
		< 733 ada :End of MONITOR list
		> MONITOR C
		> MONITOR L
		< 733 ada :End of MONITOR list
		> MONITOR
		< 461 ada MONITOR :Not enough parameters
		> MONITOR +
		< 461 ada MONITOR :Not enough parameters
	`));

test('MONITOR takes no masks', () =>
	converseInIrc(`
		> (comes)
		> (aside) PART #lobby
		> MONITOR + *!username@localhost
		< 731 ada *!username@localhost
		> MONITOR L
		< 733 ada :End of MONITOR list
		bob> (comes)
		> MONITOR S
		> PING x
		< PONG irc.test x
	`));

test('MONITOR has an end, which is announced', () => {
	const nicks = Array.from({length: mostMonitored}, (_, index) => `nick${index + 1}`);
	expect(supportLines('test').flat()).toContain(`MONITOR=${mostMonitored}`);
	return converseInIrc(`
		> (comes)
		> (aside) MONITOR + ${nicks.slice(0, 50).join(',')}
		> (aside) MONITOR + ${nicks.slice(50).join(',')}
		> MONITOR + ida,nick1,bob
		< 731 ada nick1
		< 734 ada 100 ida,bob :Monitor list is full
	`);
});

test('MONITOR of somebody who is gone is forgotten', () =>
	converseInIrc(`
		> (comes)
		> (aside) MONITOR + carol
		> (aside) QUIT
		bob> (comes)
		bob> MONITOR L
		bob< 733 bob :End of MONITOR list
		carol> (comes)
		bob> PING x
		bob< PONG irc.test x
	`));

test('who asks for it hears of somebody far away who is away, or has another real name', () =>
	converseInIrc(`
		> (comes with extended-monitor away-notify setname)
		bob> (comes with setname)
		eve> (comes)
		> (aside) PART #lobby
		eve> (aside) PART #lobby
		> MONITOR + bob
		< 730 ada bob!bob@host
		eve> (aside) MONITOR + bob
		bob> AWAY :asleep
		bob< 306 bob ...
		< :bob AWAY asleep
		bob> SETNAME :Robert
		bob< :bob SETNAME Robert
		< :bob SETNAME Robert
		bob> AWAY
		bob< 305 bob ...
		< :bob AWAY
	`));

test('and hears it once of somebody in the same room', () =>
	converseInIrc(`
		> (comes with extended-monitor away-notify)
		bob> (comes)
		> MONITOR + bob
		< 730 ada bob!bob@host
		bob> AWAY :asleep
		< :bob AWAY asleep
	`));
