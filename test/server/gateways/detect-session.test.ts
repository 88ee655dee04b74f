import {describe, expect, test} from 'vitest';
import {Refusal} from '../../../source/protocol/refusal.ts';
import {turnAway, welcomePeer} from '../../../source/server/gateways/detect-session.ts';
import {quiet} from '../../helpers/turns.ts';
import {Peer, Stage} from '../../helpers/stage.ts';

const arrive = (stage = new Stage()) => new Peer(wire => welcomePeer(wire, stage.host));

describe('a peer with a seat', () => {
	test('is greeted before it says anything', () => {
		expect(arrive().takeLines()).toEqual(['Welcome to test. Please enter your username:']);
	});

	test.each([
		['{"type":"ping"}\n', '{"type":"pong"}'],
		[' \r\n\t{"type":"ping"}\n', '{"type":"pong"}'],
		['ada\n', '* Welcome, ada. Here: ada'],
		['\n\nada\n', '* Welcome, ada. Here: ada'],
	])('speaks the dialect that its first character belongs to: %j', async (words, answer) => {
		for (const cut of [1, words.length]) {
			const peer = arrive();
			peer.takeLines();
			for (let start = 0; start < words.length; start += cut) {
				peer.say(words.slice(start, start + cut));
			}

			await quiet();
			expect(peer.takeLines()).toEqual([answer]);
		}
	});

	test('that says nothing is closed after a while', () => {
		const stage = new Stage();
		const peer = arrive(stage);
		peer.takeLines();
		peer.say(' \n');
		stage.now = 60_000;
		peer.session.tick(stage.now, false);
		expect(peer.isOver).toBe(false);
		peer.session.tick(++stage.now, false);
		expect(peer.takeLines()).toEqual(['(end)']);
	});

	test('that has said nothing is told why the server ends', () => {
		const peer = arrive();
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

describe('a peer that finds no seat', () => {
	const turned = (stage = new Stage()) =>
		new Peer(wire => turnAway(wire, stage.host, new Refusal('full')));

	test('is told so at once, and closed when it speaks', () => {
		const peer = turned();
		expect(peer.takeLines()).toEqual(['The room is full.']);
		peer.say('ada\n');
		peer.say('hello\n');
		expect(peer.takeLines()).toEqual(['(end)']);
	});

	test('is told so in a frame if it speaks in frames', () => {
		const peer = turned();
		peer.takeLines();
		peer.say('{"type":"hello","v":[1,1],"nick":"ada"}\n{"type":"ping"}\n');
		expect(peer.takeLines()).toEqual([
			'{"type":"refused","code":"full","text":"The room is full."}',
			'(end)',
		]);
	});

	test('is closed after a while, or when it will say no more', () => {
		const stage = new Stage();
		const [silent, done] = [turned(stage), turned(stage)];
		done.session.finish();
		expect(done.isOver).toBe(true);
		stage.now = 20_001;
		silent.session.tick(stage.now, false);
		expect(silent.isOver).toBe(true);
	});
});
