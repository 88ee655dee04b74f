import {expect, test} from 'vitest';
import type {Query} from '../../../source/server/core/message-log.ts';
import {PlainSession} from '../../../source/server/gateways/plain-session.ts';
import {MemoryLog} from '../../../source/server/storage/memory-log.ts';
import {arrive, say} from '../../helpers/json-peer.ts';
import {Peer, Stage} from '../../helpers/stage.ts';
import {StumblingLog} from '../../helpers/stumbling-log.ts';
import {quiet} from '../../helpers/turns.ts';

class CountingLog extends MemoryLog {
	reads = 0;

	override read(query: Query) {
		this.reads++;
		return super.read(query);
	}
}

const history = '{"type":"history","room":"#lobby"}\n';

const meet = async () => {
	const log = new CountingLog();
	const peer = arrive(new Stage(log), 'ada');
	await quiet();
	peer.takeLines();
	log.reads = 0;
	return {log, peer};
};

test('of many requests is dealt with a few at a time, and then the next is read', async () => {
	const {log, peer} = await meet();
	peer.say(history.repeat(1000));
	await Promise.resolve();
	expect(log.reads).toBeLessThan(50);
	expect(peer.isListenedTo).toBe(false);

	await quiet(100);
	expect(peer.takeLines()).toHaveLength(1000);
	expect(peer.isListenedTo).toBe(true);
});

test('waits while its peer does not read, and longer than its peer speaks', async () => {
	const {log, peer} = await meet();
	peer.isFull = true;
	peer.say(history.repeat(20));
	peer.session.finish();
	await quiet();
	const {reads} = log;
	peer.session.ready();
	await quiet();
	expect(log.reads).toBeGreaterThan(reads);
	expect(log.reads).toBeLessThan(20);
	expect(peer.isOver).toBe(false);

	for (peer.isFull = false; !peer.isOver; await quiet()) {
		peer.session.ready();
	}

	expect(peer.takeLines()).toHaveLength(21);
});

test('gives the log no more than it can take, and goes on as it answers', async () => {
	const log = new StumblingLog();
	const peer = arrive(new Stage(log), 'ada');
	peer.say(Array.from({length: 100}, (_, index) => say(`${index}`)).join(''));
	await quiet();
	log.commit();
	expect(log.head).toBe(64);
	log.answer();
	await quiet();
	log.commit();
	expect(log.head).toBe(100);
});

test('is forgotten with its peer', async () => {
	const {log, peer} = await meet();
	peer.say(history.repeat(1000));
	peer.session.close();
	const {reads} = log;
	await quiet();
	expect(log.reads).toBe(reads);
});

test('from netcat waits too, while its peer does not read', async () => {
	const peer = new Peer(wire => new PlainSession(wire, new Stage().host));
	peer.say('ada\n');
	await quiet();
	peer.takeLines();
	peer.isFull = true;
	peer.say('/rooms\n'.repeat(50));
	peer.session.finish();
	await quiet();
	expect(peer.takeLines()).toHaveLength(1);

	peer.isFull = false;
	peer.session.ready();
	await quiet();
	expect(peer.takeLines()).toHaveLength(50);
});
