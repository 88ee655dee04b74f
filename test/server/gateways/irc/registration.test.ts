import {describe, expect, test} from 'vitest';
import {IrcSession} from '../../../../source/server/gateways/irc/irc-session.ts';
import {converseInIrc as converse} from '../../../helpers/converse-irc.ts';
import {Peer, Stage} from '../../../helpers/stage.ts';
import {quiet} from '../../../helpers/turns.ts';

const arrive = (stage = new Stage()) => new Peer(wire => new IrcSession(wire, stage.host));
const isIn = (peer: Peer) => peer.takeLines().some(line => / 001 \S+ /.test(line));

describe('a client is let in', () => {
	test.each([
		['by NICK and USER', 'NICK ada\r\nUSER ada 0 * :Ada\r\n'],
		['by USER and NICK', 'USER ada 0 * :Ada\r\nNICK ada\r\n'],
		['in lower case, with bare line feeds', 'nick ada\nuser ada 0 * :Ada\n'],
		['after it has negotiated', 'CAP LS 302\r\nNICK ada\r\nUSER ada 0 * :Ada\r\nCAP END\r\n'],
		['with a password nobody wants', 'PASS secret\r\nNICK ada\r\nUSER ada 0 * :Ada\r\n'],
	])('%s', async (_, words) => {
		const [whole, inBytes] = [arrive(), arrive()];
		whole.say(words);
		for (const byte of new TextEncoder().encode(words)) {
			inBytes.say(Uint8Array.of(byte));
		}

		await quiet();
		expect(isIn(whole)).toBe(true);
		expect(isIn(inBytes)).toBe(true);
	});

	test('but not while it negotiates, nor by CAP alone', async () => {
		const ada = arrive();
		ada.say('CAP LS 302\r\nNICK ada\r\nUSER ada 0 * :Ada\r\n');
		await quiet();
		expect(isIn(ada)).toBe(false);

		const eve = arrive();
		eve.say('CAP LS\r\nCAP END\r\n');
		await quiet();
		expect(isIn(eve)).toBe(false);
	});
});

describe('what a client says before it is in', () => {
	test('is answered, if it is wrong', () =>
		converse(`
			bob> (comes)
			> NICK
			< 431 * :No name given
			> NICK b!b
			< 432 * b!b ...
			> USER ada
			< 461 * USER :Not enough parameters
			> USER ada 0 * :
			< 461 * USER :Not enough parameters
			> PASS
			< 461 * PASS :Not enough parameters
			> JOIN :
			< 451 * :You have not registered
			> NONSENSE
			< 421 * NONSENSE :Unknown command
			> PING before
			< PONG irc.test before
			> QUIT
			< ERROR :Closing link: Client quit
			< (end)
		`));

	test('is answered when everything else has come, if the name is taken', () =>
		converse(`
			bob> (comes)
			> NICK Bob
			> USER ada 0 * :Ada
			< 433 * Bob ...
			> NICK op
			< 433 * op ...
			> (aside) NICK ada
			> PING x
			< PONG irc.test x
		`));

	test('about capabilities is all or nothing', () =>
		converse(`
			> CAP REQ :batch server-time
			< CAP * ACK :batch server-time
			> CAP REQ :batch nonsense
			< CAP * NAK :batch nonsense
			> CAP REQ :-batch
			< CAP * ACK -batch
			> CAP LIST
			< CAP * LIST server-time
			> CAP WHAT
			< 410 * WHAT :Invalid CAP command
		`));
});

describe('a client that is in', () => {
	test('is answered, if it is wrong', () =>
		converse(`
			> (comes)
			> USER ada 0 * :Ada
			< 462 ada :You may not reregister
			> NONSENSE
			< 421 ada NONSENSE :Unknown command
			> JOIN
			< 461 ada JOIN :Not enough parameters
			> PING
			< 461 ada PING :Not enough parameters
			> PING :
			< 409 ada :No origin specified
		`));

	test('may send 512 bytes, tags aside, and not one more', async () => {
		const stage = new Stage();
		const ada = arrive(stage);
		ada.say('NICK ada\r\nUSER ada 0 * :Ada\r\n');
		await quiet();
		ada.takeLines();
		// «ä» is two bytes, of which the limit must not cut one off.
		const longest = `PING ${'ä'.repeat(252)}x\r\n`;
		expect(Buffer.byteLength(longest)).toBe(512);
		ada.say(`@tag=${'x'.repeat(4000)} ${longest}`);
		await quiet();
		// What is repeated of it is cut to fit into a line, too.
		expect(ada.takeLines()).toEqual([`:irc.test PONG irc.test ${'ä'.repeat(243)}\r`]);

		ada.say(longest.replace('x', 'xx'));
		ada.say(`@tag=${'x'.repeat(4100)} PING x\r\n`);
		await quiet();
		expect(ada.takeLines()).toEqual([
			':irc.test 417 ada :Input line was too long\r',
			':irc.test 417 ada :Input line was too long\r',
		]);
	});

	test('is told when its words are not UTF-8, and stays', async () => {
		const ada = arrive();
		ada.say('CAP REQ standard-replies\r\nNICK ada\r\nUSER ada 0 * :Ada\r\nCAP END\r\n');
		await quiet();
		ada.takeLines();
		ada.say(Uint8Array.of(0x50, 0xff, 0x0a));
		ada.say('PING x\r\n');
		await quiet();
		expect(ada.takeLines()).toEqual([
			':irc.test FAIL * INVALID_UTF8 :Message rejected, it is not valid UTF-8\r',
			':irc.test PONG irc.test x\r',
		]);
	});

	test('is told which command that was, and for which label', async () => {
		const ada = arrive();
		ada.say('CAP REQ labeled-response\r\nNICK ada\r\nUSER ada 0 * :Ada\r\nCAP END\r\n');
		await quiet();
		ada.takeLines();
		ada.say(Buffer.concat([Buffer.from('@label=x PRIVMSG #lobby hi'), Buffer.of(0xaa, 0x0a)]));
		ada.say(`@label=y PRIVMSG #lobby ${'x'.repeat(512)}\r\n`);
		await quiet();
		expect(ada.takeLines()).toEqual([
			'@label=x :irc.test FAIL PRIVMSG INVALID_UTF8 :Message rejected, it is not valid UTF-8\r',
			'@label=y :irc.test 417 ada :Input line was too long\r',
		]);
	});

	test('is sent away with a line that no client would send', async () => {
		const ada = arrive();
		ada.say(`PRIVMSG #lobby ${'x'.repeat(16_384)}\r\n`);
		await quiet();
		expect(ada.takeLines()).toEqual(['ERROR :Closing link: Line too long\r', '(end)']);
	});
});

describe('a new name', () => {
	test('is told before the answer to the next command', async () => {
		const ada = arrive();
		ada.say('NICK ada\r\nUSER ada 0 * :Ada\r\n');
		await quiet();
		ada.takeLines();
		ada.say('NICK eva\r\nPART #lobby\r\nQUIT :bye\r\n');
		await quiet();
		expect(ada.takeLines().map(line => line.replace(/!\S+/, '').trim())).toEqual([
			':ada NICK eva',
			':eva PART #lobby',
			'ERROR :Closing link: bye',
			'(end)',
		]);
	});

	test('bears the label it was asked for with', () =>
		converse(`
			bob> (comes)
			> (comes with labeled-response batch)
			> @label=x NICK eva
			< @label=x :ada NICK eva
			bob< :ada NICK eva
			> @label=y NICK eva
			< @label=y ACK
			> @label=z PING 1
			< @label=z PONG irc.test 1
			> @label=n NICK bob
			< @label=n 433 eva bob ...
		`));
});
