import {describe, expect, test} from 'vitest';
import {PlainSession} from '../../../source/server/gateways/plain-session.ts';
import {Peer, Stage} from '../../helpers/stage.ts';
import {StumblingLog} from '../../helpers/stumbling-log.ts';
import {quiet} from '../../helpers/turns.ts';

const arrive = (stage: Stage, nick = '') => {
	const peer = new Peer(wire => new PlainSession(wire, stage.host));
	peer.say(nick && `${nick}\n`);
	return peer;
};

describe('a wire that is full', () => {
	test('is not listened to, and gets the rest from the log', async () => {
		const stage = new Stage();
		const [bob, ada] = [arrive(stage, 'bob'), arrive(stage, 'ada')];
		await quiet();
		ada.isFull = true;
		bob.say('1\n');
		await quiet();
		expect(ada.isListenedTo).toBe(false);
		ada.takeLines();
		bob.say('2\n3\n');
		await quiet();
		expect(ada.takeLines()).toEqual([]);

		ada.isFull = false;
		ada.session.ready();
		await quiet();
		expect(ada.isListenedTo).toBe(true);
		expect(ada.takeLines()).toEqual(['<bob> 2', '<bob> 3']);
	});

	test('of lines that wait for the log is not listened to either', async () => {
		const log = new StumblingLog();
		const ada = arrive(new Stage(log), 'ada');
		await quiet();
		ada.say('x\n'.repeat(3));
		expect(ada.isListenedTo).toBe(false);
		ada.session.ready();
		for (let waiting = 3; waiting > 0; waiting--) {
			await quiet();
			expect(ada.isListenedTo).toBe(false);
			log.commit();
			log.answer();
		}

		await quiet();
		expect(ada.isListenedTo).toBe(true);
	});
});

test('the server’s farewell is told in words', () => {
	const ada = arrive(new Stage(), 'ada');
	ada.session.dismiss('The server is shutting down.');
	expect(ada.takeLines().slice(-2)).toEqual(['* The server is shutting down.', '(end)']);
});
