import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {welcomePeer} from '../../../source/server/gateways/detect-session.ts';
import {quiet} from '../../helpers/turns.ts';
import {Peer, Stage} from '../../helpers/stage.ts';

const greeting = 'Welcome to test, please enter your username';

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
});
afterEach(() => {
	vi.useRealTimers();
});

const arrive = (stage = new Stage()) => new Peer(wire => welcomePeer(wire, stage.host));

/** Someone who thinks before speaking. */
function hesitate(stage = new Stage()): Peer {
	const peer = arrive(stage);
	vi.advanceTimersByTime(250);
	return peer;
}

describe('a peer with a seat', () => {
	test('is greeted before it says anything', () => {
		expect(hesitate().takeLines()).toEqual([greeting]);
	});

	test('that spoke while the server was busy hears no greeting either', () => {
		const program = arrive();
		// Timers that are late come first, what has been sent meanwhile is read then.
		vi.advanceTimersToNextTimer();
		program.say('{"type":"ping"}\n');
		vi.advanceTimersByTime(1000);
		expect(program.takeLines()).toEqual(['{"type":"pong"}']);
	});

	test('that speaks at once hears no greeting, unless it is one for whom it is meant', async () => {
		const program = arrive();
		program.say('{"type":"ping"}\n');
		vi.advanceTimersByTime(1000);
		expect(program.takeLines()).toEqual(['{"type":"pong"}']);
		const person = arrive();
		person.say('ada\n');
		await quiet();
		expect(person.takeLines()).toEqual([
			greeting,
			'Welcome ada, you can send messages now. To leave, type ---quit---',
			'* Here: ada',
		]);
	});

	test('that browses is shown a page, whatever else it sends', () => {
		const browser = arrive();
		browser.say('GET / HTTP/1.1\r\nHost: here\r\n\r\nada\nhello\n');
		const [status, ...page] = browser.takeLines();
		expect(status).toBe('HTTP/1.1 200 OK\r');
		expect(page).toContain('Content-Type: text/html; charset=utf-8\r');
		expect(page.join('\n')).toContain('chatroom join --host ADDRESS');
		expect(page.at(-1)).toBe('(end)');
		const length = /Content-Length: (\d+)/.exec(page.join('\n'))![1];
		const body = page.slice(page.indexOf('\r') + 1, -1).join('\n');
		expect(Buffer.byteLength(`${body}\n`)).toBe(Number(length));
	});

	test.each([
		'POST / HTTP/1.1',
		'NICK / HTTP/1.1',
		'USER ada HTTP/1.0',
		'ada HTTP/2',
		'GET /',
		'PRI * HTTP/2.0',
		'GET / HTTP/1.1 HTTP/9',
	])('that sends %j is a web client that is not served', line => {
		const stage = new Stage();
		for (const end of ['\r\n', '\n']) {
			const peer = arrive(stage);
			peer.say(`${line}${end}{"type":"hello","v":[1,1],"nick":"eve"}${end}`);
			peer.say(`eve${end}`);
			const lines = peer.takeLines();
			expect(lines[0]).toBe('HTTP/1.1 400 Bad Request\r');
			expect(lines.at(-1)).toBe('(end)');
			expect(stage.hub.people).toEqual([]);
		}
	});

	test('that wants to encrypt, or a shell, is told no in its own language', () => {
		const tls = arrive();
		tls.say(Uint8Array.of(0x16, 0x03, 0x01, 0x02, 0x00, 0x01));
		expect(tls.takeLines()).toEqual(['\x15\x03\x01\0\x02\x02((end)']);
		const late = hesitate();
		late.takeLines();
		late.say(Uint8Array.of(0x16, 0x03));
		expect(late.takeLines()).toEqual(['(end)']);
		const ssh = arrive();
		ssh.say('SSH-2.0-OpenSSH_9.6\r\n');
		expect(ssh.takeLines()).toEqual([expect.stringContaining('not an SSH server'), '(end)']);
	});

	test('may have a name that a verb begins with', async () => {
		for (const name of ['Nick', 'ca', 'GET', 'user', 'Quitta']) {
			const peer = hesitate();
			peer.takeLines();
			Array.from(`${name}\r\n`).forEach(character => peer.say(character));
			await quiet();
			expect(peer.takeLines()).toEqual([
				`Welcome ${name}, you can send messages now. To leave, type ---quit---`,
				`* Here: ${name}`,
			]);
		}
	});

	test.each([
		['{"type":"ping"}\n', '{"type":"pong"}'],
		[' \r\n\t{"type":"ping"}\n', '{"type":"pong"}'],
		['ada\n', 'Welcome ada, you can send messages now. To leave, type ---quit---', '* Here: ada'],
		[
			'\n\nada\n',
			'Welcome ada, you can send messages now. To leave, type ---quit---',
			'* Here: ada',
		],
	])('speaks the dialect that its first character belongs to: %j', async (words, ...answer) => {
		for (const cut of [1, words.length]) {
			const peer = hesitate();
			peer.takeLines();
			for (let start = 0; start < words.length; start += cut) {
				peer.say(words.slice(start, start + cut));
			}

			await quiet();
			expect(peer.takeLines()).toEqual(answer);
		}
	});

	test('that says nothing is closed after a while', () => {
		const stage = new Stage();
		const peer = hesitate(stage);
		peer.takeLines();
		peer.say(' \n');
		stage.now = 60_000;
		peer.session.tick(stage.now, false);
		expect(peer.isOver).toBe(false);
		peer.session.tick(++stage.now, false);
		expect(peer.takeLines()).toEqual(['(end)']);
	});

	test('that has said nothing is told why the server ends', () => {
		const peer = hesitate();
		peer.takeLines();
		peer.session.ready();
		peer.session.dismiss('The server is shutting down.');
		expect(peer.takeLines()).toEqual(['* The server is shutting down.', '(end)']);
	});

	test('that has said nothing and will say nothing is closed', () => {
		const peer = arrive();
		peer.session.finish();
		expect(peer.isOver).toBe(true);
		peer.session.close();
	});

	test('is served by the session of its dialect in everything', async () => {
		const stage = new Stage();
		const peer = arrive(stage);
		peer.say('{"type":"hello","v":[1,1],"nick":"ada"}\n');
		peer.takeLines();
		stage.now = 26_000;
		peer.session.tick(stage.now, false);
		expect(peer.takeLines()).toEqual(['{"type":"ping"}']);
		peer.isFull = true;
		peer.say('{"type":"ping"}\n');
		expect(peer.isListenedTo).toBe(false);
		peer.isFull = false;
		peer.session.ready();
		expect(peer.isListenedTo).toBe(true);
		peer.session.dismiss('bye');
		expect(peer.takeLines().at(-1)).toBe('(end)');
		peer.session.close();
		expect(stage.hub.people).toEqual([]);
	});
});
