import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {limits} from '../../../source/protocol/limits.ts';
import {PlainSession} from '../../../source/server/gateways/plain-session.ts';
import {conversePlainly as converse} from '../../helpers/converse.ts';
import {quiet} from '../../helpers/turns.ts';
import {Peer, Stage} from '../../helpers/stage.ts';
import {StumblingLog} from '../../helpers/stumbling-log.ts';

const arrive = (stage: Stage, nick = '') => {
	const peer = new Peer(wire => new PlainSession(wire, stage.host));
	peer.say(nick && `${nick}\n`);
	return peer;
};

describe('someone with netcat', () => {
	test('gives a name until it is good, and talks', () =>
		converse(`
			bob> bob
			bob< Welcome bob, you can send messages now. To leave, type ---quit---
			bob< * Here: bob
			>
			> b o b
			< A name starts with a letter or digit; letters, digits and single . _ - may follow. Please enter another username
			> Bob
			< Username 'Bob' is taken, please enter another one
			> root
			< That name is reserved. Please enter another username
			> ada
			< Welcome ada, you can send messages now. To leave, type ---quit---
			< * Here: bob, ada
			bob< * ada has joined
			> hello
			bob< <ada> hello
			>
			bob> hi ada
			< <bob> hi ada
			> //slash
			bob< <ada> /slash
		`));

	test('is told the topic and what was said last', () =>
		converse(`
			bob> bob
			bob> /topic tea
			bob> one
			bob> /me waves
			> ada
			< Welcome ada, you can send messages now. To leave, type ---quit---
			< * Here: bob, ada
			< * Topic: tea
			< [12:00] * bob set the topic: tea
			< [12:00] <bob> one
			< [12:00] * bob waves
		`));

	test.each(['---quit---', '/quit'])('leaves with %s', quit =>
		converse(`
			bob> bob
			bob< Welcome bob, you can send messages now. To leave, type ---quit---
			bob< * Here: bob
			> ada
			bob< * ada has joined
			< Welcome ada, you can send messages now. To leave, type ---quit---
			< * Here: bob, ada
			> ${quit}
			bob< * ada has left the chat
			< You are out of the chat room now.
			< (end)
			> ghost
		`),
	);

	test('may leave without having given a name', () =>
		converse(`
			> ---quit---
			< You are out of the chat room now.
			< (end)
		`));

	test('that has said all it will say is heard to the end', () =>
		converse(`
			bob> bob
			bob< Welcome bob, you can send messages now. To leave, type ---quit---
			bob< * Here: bob
			> ada
			bob< * ada has joined
			< Welcome ada, you can send messages now. To leave, type ---quit---
			< * Here: bob, ada
			> last words
			bob< <ada> last words
			> (end)
			bob< * ada has left the chat
			< (end)
		`));

	test('may pipe it all in at once, and say no more', async () => {
		const stage = new Stage();
		const [bob, ada] = [arrive(stage, 'bob'), arrive(stage)];
		await quiet();
		bob.takeLines();
		ada.say('ada\r\none\r\ntwo\n\n/me leaves\nand no Enter');
		ada.session.finish();
		await quiet();

		expect(bob.takeLines()).toEqual([
			'* ada has joined',
			'<ada> one',
			'<ada> two',
			'* ada leaves',
			'<ada> and no Enter',
			'* ada has left the chat',
		]);
		expect(ada.takeLines()).toEqual([
			'Welcome ada, you can send messages now. To leave, type ---quit---',
			'* Here: bob, ada',
			'(end)',
		]);
	});

	test('that never gives a name is closed; one that is merely silent is not', () =>
		converse(`
			bob> bob
			bob< Welcome bob, you can send messages now. To leave, type ---quit---
			bob< * Here: bob
			> root
			< That name is reserved. Please enter another username
			... 61
			< No name came. Good bye.
			< (end)
			... 90000
			bob> still here
			eve> eve
			bob< * eve has joined
		`));
});

describe('what is said', () => {
	test('keeps its order, and is said one after the other', async () => {
		const log = new StumblingLog();
		const stage = new Stage(log);
		const [bob, ada] = [arrive(stage, 'bob'), arrive(stage, 'ada')];
		await quiet();
		bob.takeLines();
		ada.say('1\n2\n/nick eva\n3\n');
		for (let count = 0; count < 4; count++) {
			log.commit();
			log.answer();
			await quiet();
		}

		expect(bob.takeLines()).toEqual(['<ada> 1', '<ada> 2', '* ada is now eva', '<eva> 3']);
	});

	test('in several lines by a client cannot pass for another’s', async () => {
		const stage = new Stage();
		const ada = arrive(stage, 'ada');
		const member = stage.hub.enter({
			nick: 'bob' as never,
			key: 'key' as never,
			dialect: {name: 'json', echoes: true, encode: () => ''},
			outlet: {send: () => true, dismiss() {}},
		});
		stage.hub.join(member as never, '#lobby' as never);
		await stage.hub.say(member as never, {
			room: '#lobby' as never,
			id: 'id' as never,
			kind: 'message',
			text: 'one\n<eve> two\n* three' as never,
		});

		expect(ada.takeLines().slice(-3)).toEqual(['<bob> one', '    <eve> two', '    * three']);
	});

	test('is cleaned', () =>
		converse(`
			bob> bob
			bob< Welcome bob, you can send messages now. To leave, type ---quit---
			bob< * Here: bob
			> ada
			bob< * ada has joined
			< Welcome ada, you can send messages now. To leave, type ---quit---
			< * Here: bob, ada
			> \u001b[2Jboo\u0007\u202e
			bob< <ada> \ufffd[2Jboo\ufffd
			> \u200b
			< * There is nothing in that message.
			> /\u001b[2J x
			< * There is no /\ufffd[2J. /help lists what there is.
		`));

	test('that is not UTF-8 is refused, and the connection stays', async () => {
		const stage = new Stage();
		const [bob, ada] = [arrive(stage, 'bob'), arrive(stage, 'ada')];
		await quiet();
		bob.takeLines();
		ada.takeLines();
		ada.say(Uint8Array.of(0x68, 0xff, 0x0a));
		ada.say('fine\n');
		await quiet();

		expect(ada.takeLines()).toEqual(['* That is not valid UTF-8 text.']);
		expect(bob.takeLines()).toEqual(['<ada> fine']);
	});

	test('in too long a line is refused, and the next line is heard', async () => {
		const stage = new Stage();
		const [bob, ada] = [arrive(stage, 'bob'), arrive(stage, 'ada')];
		await quiet();
		bob.takeLines();
		ada.takeLines();
		ada.say(`${'x'.repeat(8 * 1024 + 1)}\n${'y'.repeat(limits.textCodePoints + 1)}\nshort\n`);
		await quiet();

		expect(ada.takeLines()).toEqual([
			'* That is too long: 4000 characters are the most.',
			'* That is too long: 4000 characters are the most.',
		]);
		expect(bob.takeLines()).toEqual(['<ada> short']);
	});

	test('without an end ends the connection', async () => {
		const ada = arrive(new Stage(), 'ada');
		await quiet();
		ada.takeLines();
		ada.say('x'.repeat(limits.endlessLineBytes));
		expect(ada.isOver).toBe(false);
		ada.say('x');
		expect(ada.takeLines()).toEqual(['* That is too long: 4000 characters are the most.', '(end)']);
	});

	test('comes out the same wherever the wire cuts it', async () => {
		const size = fc.integer({min: 1, max: 9});
		await fc.assert(
			fc.asyncProperty(size, async chunk => {
				await converse(
					`
					bob> bob
					bob< Welcome bob, you can send messages now. To leave, type ---quit---
					bob< * Here: bob
					> ädä
					bob< * ädä has joined
					< Welcome ädä, you can send messages now. To leave, type ---quit---
					< * Here: bob, ädä
					> 漢字🎉
					bob< <ädä> 漢字🎉
				`,
					{
						cut: bytes =>
							Array.from({length: Math.ceil(bytes.length / chunk)}, (_, index) =>
								bytes.subarray(index * chunk, (index + 1) * chunk),
							),
					},
				);
			}),
			{numRuns: 9},
		);
	});

	test('by a browser for a web page is not taken for a name, nor what follows for talk', async () => {
		const stage = new Stage();
		const [bob, page] = [arrive(stage, 'bob'), arrive(stage)];
		await quiet();
		bob.takeLines();
		page.say('POST / HTTP/1.1\r\nHost: localhost\r\n\r\nevil\r\nspam\r\n');
		await quiet();

		expect(page.takeLines()).toEqual(['* This is a chat room, not a web server.', '(end)']);
		expect(bob.takeLines()).toEqual([]);
	});
});
