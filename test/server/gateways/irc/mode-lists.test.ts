import {describe, expect, test} from 'vitest';
import {mostMasks} from '../../../../source/server/core/moderation.ts';
import {IrcSession} from '../../../../source/server/gateways/irc/irc-session.ts';
import {supportLines} from '../../../../source/server/gateways/irc/isupport.ts';
import {converseInIrc as converse} from '../../../helpers/converse-irc.ts';
import {Peer, Stage} from '../../../helpers/stage.ts';
import {quiet} from '../../../helpers/turns.ts';

const meet = `
	> (comes)
	bob> (comes)
	> (aside) JOIN #tea
`;

describe.each([
	['b', '367', '368', 'End of channel ban list'],
	['e', '348', '349', 'End of channel exception list'],
	['I', '346', '347', 'End of channel invite exception list'],
	['q', '728', '729', 'End of channel quiet list'],
])('the list %s', (letter, numeric, end, words) => {
	// Whatever comes by these numbers names the list as well.
	const list = letter === 'q' ? '#tea q' : '#tea';

	test('is told by the numerics that clients know', () =>
		converse(`
			${meet}
			> MODE #tea +${letter} b*b
			< :ada MODE #tea +${letter} b*b!*@*
			> MODE #tea +${letter}
			< ${numeric} ada ${list} b*b!*@* ada ...
			< ${end} ada ${list} :${words}
			bob> MODE #tea ${letter}
			bob< ${numeric} bob ${list} b*b!*@* ada ...
			bob< ${end} bob ${list} :${words}
			> MODE #tea -${letter} b*b!*@*
			< :ada MODE #tea -${letter} b*b!*@*
			> MODE #tea ${letter}
			< ${end} ada ${list} :${words}
		`));

	test('knows a mask whatever its case', () =>
		converse(`
			${meet}
			> MODE #tea +${letter} BOB!*@*
			< :ada MODE #tea +${letter} BOB!*@*
			> MODE #tea +${letter} bob!*@*
			> MODE #tea -${letter} Bob
			< :ada MODE #tea -${letter} BOB!*@*
		`));

	test('is full at some time', () =>
		converse(`
			${meet}
			${Array.from({length: mostMasks}, (_, number) => `> (aside) MODE #tea +${letter} n${number}`).join('\n')}
			> MODE #tea +${letter} bob
			< 478 ada #tea ${letter} :That list is full
			> MODE #tea +${letter} N7
			> MODE #tea -${letter} n7
			< :ada MODE #tea -${letter} n7!*@*
			> MODE #tea +${letter} bob
			< :ada MODE #tea +${letter} bob!*@*
		`));
});

test('whom an exception names may come in and speak, banned or not', () =>
	converse(`
		${meet}
		> MODE #tea +be *!*@* bob
		< :ada MODE #tea +be *!*@* bob!*@*
		bob> JOIN #tea
		< :bob JOIN #tea
		bob< :bob JOIN #tea
		bob< 353 bob = #tea :@ada bob
		bob< 366 bob #tea ...
		bob> PRIVMSG #tea :hello
		< :bob PRIVMSG #tea hello
		> MODE #tea -e BOB
		< :ada MODE #tea -e bob!*@*
		bob< :ada MODE #tea -e bob!*@*
		bob> PRIVMSG #tea :hello
		bob< 404 bob #tea ...
	`));

test('who is quiet may listen, and speaks again as an exception, with a voice or when that is over', () =>
	converse(`
		${meet}
		bob> (aside) JOIN #tea
		> MODE #tea +q bob
		< :ada MODE #tea +q bob!*@*
		bob< :ada MODE #tea +q bob!*@*
		bob> PRIVMSG #tea :hello
		bob< 404 bob #tea ...
		bob> TOPIC #tea :hello
		bob< 404 bob #tea ...
		> PRIVMSG #tea :listen
		bob< :ada PRIVMSG #tea listen
		bob> (aside) JOIN #coffee
		bob> PART #tea :and this is what I wanted to say
		< :bob PART #tea
		bob< :bob PART #tea :and this is what I wanted to say
		bob> (aside) JOIN #tea
		> (aside) MODE #tea +v bob
		bob> PRIVMSG #tea :with a voice
		< :bob PRIVMSG #tea :with a voice
		> (aside) MODE #tea -v+e bob bob
		bob> PRIVMSG #tea :as an exception
		< :bob PRIVMSG #tea :as an exception
		> (aside) MODE #tea -eq bob bob
		bob> PRIVMSG #tea :like all
		< :bob PRIVMSG #tea :like all
	`));

test('whom an invite exception names needs no invitation, but may be banned', () =>
	converse(`
		${meet}
		> MODE #tea +iI bob
		< :ada MODE #tea +iI bob!*@*
		bob> JOIN #tea
		< :bob JOIN #tea
		bob< :bob JOIN #tea
		bob< 353 bob = #tea :@ada bob
		bob< 366 bob #tea ...
		bob> (aside) PART #tea
		> (aside) MODE #tea +b bob
		bob> JOIN #tea
		bob< 474 bob #tea ...
		> (aside) MODE #tea -bI bob bob
		bob> JOIN #tea
		bob< 473 bob #tea ...
	`));

test('a channel may be closed to what programs ask', () =>
	converse(`
		${meet}
		> MODE #tea +C
		< :ada MODE #tea +C
		> MODE #tea
		< 324 ada #tea +Cn
		< 329 ada #tea ...
		> MODE #tea -C
		< :ada MODE #tea -C
	`));

test('all letters are announced', async () => {
	const stage = new Stage();
	const peer = new Peer(wire => new IrcSession(wire, stage.host));
	peer.say('NICK ada\r\nUSER ada 0 * ada\r\n');
	await quiet(8);
	const lines = peer.takeLines();
	const info = lines.find(line => line.includes(' 004 '))?.trimEnd();
	expect(info?.split(' ').slice(-3)).toEqual(['BTiow', 'CIbeiklmnoqstv', 'Ibekloqv']);
	const tokens = supportLines('test').flat();
	expect(tokens).toContain('CHANMODES=beIq,k,l,Cimnst');
	expect(tokens).toContain('EXCEPTS=e');
	expect(tokens).toContain('INVEX=I');
	expect(tokens).toContain(`MAXLIST=b:${mostMasks},e:${mostMasks},I:${mostMasks},q:${mostMasks}`);
	const lengths = lines.map(line => Buffer.byteLength(`${line}\n`));
	expect(Math.max(...lengths)).toBeLessThanOrEqual(512);
});
