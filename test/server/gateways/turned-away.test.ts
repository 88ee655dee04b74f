import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {Refusal} from '../../../source/protocol/refusal.ts';
import {turnAway, welcomePeer} from '../../../source/server/gateways/detect-session.ts';
import {quiet} from '../../helpers/turns.ts';
import {Peer, Stage} from '../../helpers/stage.ts';

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
});
afterEach(() => {
	vi.useRealTimers();
});

describe('a peer that finds no seat', () => {
	const turned = (stage = new Stage()) =>
		new Peer(wire => turnAway(wire, stage.host, new Refusal('full')));

	/** One who thinks before speaking. */
	const late = (stage?: Stage) => {
		const peer = turned(stage);
		vi.advanceTimersByTime(250);
		return peer;
	};

	test('is told so, and closed when it speaks', () => {
		const peer = late();
		expect(peer.takeLines()).toEqual(['The room is full.']);
		peer.say('ada\n');
		peer.say('hello\n');
		expect(peer.takeLines()).toEqual(['(end)']);
	});

	test('hears nothing in the clear as long as it may begin to encrypt', () => {
		const peer = turned();
		vi.advanceTimersByTime(249);
		expect(peer.heard).toBe('');
		peer.session.close();
		vi.advanceTimersByTime(1000);
		expect(peer.heard).toBe('');
	});

	test.each([
		['{"type":"hello","v":[1,1]}\n', '{"type":"refused","code":"full","text":"The room is full."}'],
		['NICK ada\r\nUSER ada 0 * :Ada\r\n', 'ERROR :The room is full.\r'],
		['ada\n', 'The room is full.'],
		['SSH-2.0-OpenSSH_9.6\r\n', 'The room is full.'],
	])('is told so in its own words: %j', (words, answer) => {
		const peer = turned();
		peer.say(words);
		peer.say(words);
		expect(peer.takeLines()).toEqual([answer, '(end)']);
	});

	test('is told so by a browser, too', () => {
		const peer = turned();
		peer.say('GET / HTTP/1.1\r\nHost: here\r\n\r\n');
		const lines = peer.takeLines();
		expect(lines[0]).toBe('HTTP/1.1 503 Service Unavailable\r');
		expect(lines.slice(-2)).toEqual(['The room is full.', '(end)']);
	});

	test.each([
		['{"type":"ping"}\n', '{"type":"refused","code":"full","text":"The room is full."}'],
		['NICK ada\r\n', 'ERROR :The room is full.\r'],
	])('and once more as programs read it, if it was told as a sentence: %j', (words, answer) => {
		const peer = late();
		peer.takeLines();
		peer.say(words);
		expect(peer.takeLines()).toEqual([answer, '(end)']);
	});

	test('is closed after a while, or when it will say no more, and told why all the same', () => {
		const stage = new Stage();
		const [silent, done] = [late(stage), turned(stage)];
		done.session.finish();
		expect(done.takeLines()).toEqual(['The room is full.', '(end)']);
		stage.now = 20_001;
		silent.session.tick(stage.now, false);
		expect(silent.takeLines()).toEqual(['The room is full.', '(end)']);
	});
});

describe('where nobody is heard who does not encrypt', () => {
	const sentence = 'Only encrypted connections are taken here.';
	const strict = () => new Stage(undefined, {isTlsOnly: true});
	const arrive = (stage: Stage) => new Peer(wire => welcomePeer(wire, stage.host));

	test.each([
		[
			'{"type":"hello","v":[1,1],"nick":"ada"}\n',
			`{"type":"refused","code":"tls-needed","text":"${sentence}"}`,
		],
		['NICK ada\r\nUSER ada 0 * :Ada\r\n', `ERROR :${sentence}\r`],
		['CAP LS 302\r\n', `ERROR :${sentence}\r`],
		['ada\n', sentence],
		['SSH-2.0-OpenSSH_9.6\r\n', sentence],
	])('whoever speaks in the clear is told so in its own words, and closed: %j', (words, answer) => {
		const stage = strict();
		const peer = arrive(stage);
		peer.say(words);
		peer.say(words);
		expect(peer.takeLines()).toEqual([answer, '(end)']);
		expect(stage.hub.people).toEqual([]);
	});

	test('a browser is told so', () => {
		const peer = arrive(strict());
		peer.say('GET / HTTP/1.1\r\n\r\n');
		expect(peer.takeLines().slice(-2)).toEqual([sentence, '(end)']);
	});

	test('nobody is asked for a name, and whoever says nothing is told in the end', () => {
		const stage = strict();
		const peer = arrive(stage);
		vi.advanceTimersByTime(10_000);
		expect(peer.heard).toBe('');
		stage.now = 20_001;
		peer.session.tick(stage.now, false);
		expect(peer.takeLines()).toEqual([sentence, '(end)']);
	});

	test('whoever encrypts comes in as everywhere else', async () => {
		const stage = strict();
		const peer = new Peer(wire => {
			(wire as Peer).binding = Uint8Array.of(1);
			return welcomePeer(wire, stage.host);
		});
		peer.say('{"type":"hello","v":[1,1],"nick":"ada"}\n');
		await quiet();
		expect(peer.heard).toContain('"type":"welcome"');
	});
});
