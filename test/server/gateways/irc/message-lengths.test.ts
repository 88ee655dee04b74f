import {describe, expect, test} from 'vitest';
import {accepted} from '../../../../source/protocol/accepted.ts';
import {parseTopic} from '../../../../source/protocol/body.ts';
import {lobby} from '../../../../source/protocol/ids.ts';
import {MemoryLog} from '../../../../source/server/storage/memory-log.ts';
import {IrcSession} from '../../../../source/server/gateways/irc/irc-session.ts';
import {converseInIrc} from '../../../helpers/converse-irc.ts';
import {Guest} from '../../../helpers/guest.ts';
import {Peer, Stage} from '../../../helpers/stage.ts';
import {quiet} from '../../../helpers/turns.ts';

const roomAfter = (start: string): number => 510 - start.length;

// Modern IRC, «Message format»: 512 bytes with CR LF.
describe('a message that others hear in one line', () => {
	const most = roomAfter(':ada!ada@12345678 PRIVMSG #lobby :');

	test('is as long as a line, and not one byte longer', () =>
		converseInIrc(`
			> (comes)
			bob> (comes)
			> PRIVMSG #lobby ${'x'.repeat(most)}
			bob< :ada PRIVMSG #lobby ${'x'.repeat(most)}
			> PRIVMSG #lobby ${'x'.repeat(most + 1)}
			< 417 ada :Input line was too long
			> PRIVMSG #lobby :x ${'x'.repeat(most - 2)}
			bob< :ada PRIVMSG #lobby :x ${'x'.repeat(most - 2)}
			> PRIVMSG #lobby :x ${'x'.repeat(most - 1)}
			< 417 ada :Input line was too long
			> NOTICE #lobby ${'x'.repeat(most + 2)}
			< 417 ada :Input line was too long
		`));

	test('has room for what makes it an action or a question', () => {
		const left = most - '\u0001ACTION \u0001'.length;
		return converseInIrc(`
			> (comes)
			bob> (comes)
			> PRIVMSG #lobby :\u0001ACTION ${'x'.repeat(left)}\u0001
			bob< :ada PRIVMSG #lobby :\u0001ACTION ${'x'.repeat(left)}\u0001
			> PRIVMSG #lobby :\u0001ACTION ${'x'.repeat(left + 1)}\u0001
			< 417 ada :Input line was too long
			> PRIVMSG #lobby \u0001${'X'.repeat(most - 2)}\u0001
			bob< :ada PRIVMSG #lobby \u0001${'X'.repeat(most - 2)}\u0001
			> PRIVMSG #lobby \u0001${'X'.repeat(most - 1)}\u0001
			< 417 ada :Input line was too long
		`);
	});

	test('is measured as it is after it was cleaned', () =>
		converseInIrc(`
			> (comes)
			bob> (comes)
			> PRIVMSG #lobby ${'x'.repeat(most)}\u0007
			< 417 ada :Input line was too long
			> PRIVMSG #lobby \u0002${'x'.repeat(most)}\u0002
			bob< :ada PRIVMSG #lobby ${'x'.repeat(most)}
		`));

	test('is refused with its label, once for each whom it does not reach', () =>
		converseInIrc(`
			> (comes with labeled-response batch)
			bob> (comes)
			> @label=x PRIVMSG bob ${'x'.repeat(roomAfter(':ada!ada@12345678 PRIVMSG bob :') + 1)}
			< @label=x 417 ada :Input line was too long
			> @label=y PRIVMSG bob,#lobby ${'x'.repeat(most + 4)}
			< @label=y BATCH +b1 labeled-response
			< @batch=b1 417 ada :Input line was too long
			< @batch=b1 417 ada :Input line was too long
			< BATCH -b1
		`));
});

test('what comes from elsewhere is cut between words, and whatever the server says fits', async () => {
	const stage = new Stage(new MemoryLog());
	const ada = new Peer(wire => new IrcSession(wire, stage.host));
	ada.say('NICK ada\r\nUSER ada 0 * :Ada\r\n');
	const bob = new Guest(stage.hub, 'bob');
	await quiet();
	ada.takeLines();
	await bob.say(`${'words '.repeat(100)}🙂`);
	await bob.say('🙂'.repeat(300));
	const topic = {kind: 'topic', text: accepted(parseTopic('🙂'.repeat(250)))} as const;
	await stage.hub.say(bob.member, {...topic, id: stage.host.newId(), room: lobby});
	await bob.say('one\n\ntwo');
	await quiet();
	const lines = ada.takeLines();
	expect(lines.filter(line => Buffer.byteLength(line) > 511 || !line.isWellFormed())).toEqual([]);
	expect(lines[0]).toMatch(/ words\s*\r$/);
	expect(lines.filter(line => line.includes(' TOPIC #lobby :🙂'))).toHaveLength(1);
	expect(lines.map(line => /(?:PRIVMSG|TOPIC) \S+ :?(.*)\r$/.exec(line)?.[1]).slice(-2)).toEqual([
		'one',
		'two',
	]);
});
