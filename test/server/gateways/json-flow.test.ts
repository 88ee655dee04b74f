import {describe, expect, test} from 'vitest';
import {limits} from '../../../source/protocol/limits.ts';
import {MemoryLog} from '../../../source/server/storage/memory-log.ts';
import {arrive, say} from '../../helpers/json-peer.ts';
import {padded, Stage} from '../../helpers/stage.ts';
import {StumblingLog} from '../../helpers/stumbling-log.ts';
import {quiet} from '../../helpers/turns.ts';

describe('while the log is busy', () => {
	test('answers come when it has answered, in order, and a refusal by its id', async () => {
		const log = new StumblingLog();
		const peer = arrive(new Stage(log), 'ada');
		await quiet();
		peer.takeLines();
		peer.say(say('1') + say('2') + say('3') + '{"type":"ping"}\n');
		expect(peer.takeLines()).toEqual(['{"type":"pong"}']);
		log.commit(1);
		log.refuse(1);
		log.commit(1);
		log.answer();
		await quiet();

		const frames = peer.takeLines().map(line => JSON.parse(line) as Record<string, unknown>);
		expect(frames.filter(({type}) => type !== 'refused').map(({type, id}) => [type, id])).toEqual([
			['entry', padded('1')],
			['entry', padded('3')],
			['ack', padded('1')],
			['ack', padded('3')],
		]);
		expect(frames.filter(({type}) => type === 'refused')).toMatchObject([
			{code: 'storage', id: padded('2')},
		]);
	});

	test('a peer that says no more gets its acks before the end', async () => {
		const log = new StumblingLog();
		const peer = arrive(new Stage(log), 'ada');
		peer.say(say('1') + say('2'));
		peer.session.finish();
		await quiet();
		expect(peer.isOver).toBe(false);
		log.commit();
		log.answer(1);
		await quiet();
		expect(peer.isOver).toBe(false);
		log.answer();
		await quiet();

		expect(peer.takeLines().slice(-3)).toEqual([
			expect.stringContaining('"type":"entry"'),
			expect.stringContaining('"type":"ack"'),
			'(end)',
		]);
	});

	test('a farewell comes at once, then the acks of what was begun, and nothing new is begun', async () => {
		const log = new StumblingLog();
		const peer = arrive(new Stage(log), 'ada');
		await quiet();
		peer.takeLines();
		peer.say(say('1'));
		peer.session.dismiss('The server is shutting down.');
		peer.say(say('2'));
		expect(peer.takeLines()).toEqual([
			'{"type":"bye","why":"The server is shutting down.","retryMs":1000}',
		]);
		log.commit();
		log.answer();
		await quiet();

		expect(peer.takeLines()).toEqual([
			expect.stringContaining('"type":"entry"'),
			expect.stringContaining('"type":"ack"'),
			'(end)',
		]);
		expect(log.head).toBe(1);
	});

	test('a peer that says ever more is not listened to until it has caught up', async () => {
		const log = new StumblingLog();
		const peer = arrive(new Stage(log), 'ada');
		peer.say(Array.from({length: 63}, (_, index) => say(`${index}`)).join(''));
		await quiet();
		expect(peer.isListenedTo).toBe(true);
		peer.say(say('more'));
		expect(peer.isListenedTo).toBe(false);
		log.commit();
		log.answer();
		await quiet();
		expect(peer.isListenedTo).toBe(true);
	});
});

describe('a peer that does not read', () => {
	test('is not listened to either, and told what it missed when it reads again', async () => {
		const stage = new Stage();
		const [slow, ada] = [arrive(stage, 'slow'), arrive(stage, 'ada')];
		await quiet();
		slow.isFull = true;
		ada.say(say('1'));
		await quiet();
		expect(slow.isListenedTo).toBe(false);
		slow.takeLines();
		ada.say(say('2') + say('3'));
		const bob = arrive(stage, 'bob');
		await quiet();
		expect(slow.takeLines()).toEqual([]);
		expect(bob.isListenedTo).toBe(true);

		slow.isFull = false;
		slow.session.ready();
		await quiet();
		expect(slow.isListenedTo).toBe(true);
		const frames = slow.takeLines().map(line => JSON.parse(line) as Record<string, unknown>);
		expect(frames).toMatchObject([
			{type: 'entry', text: '2'},
			{type: 'entry', text: '3'},
			{type: 'room', people: [{nick: 'slow'}, {nick: 'ada'}, {nick: 'bob'}], entries: []},
			{type: 'caught-up', seq: 3},
		]);
	});

	test('lives as long as it reads, though it cannot answer meanwhile', () => {
		const stage = new Stage();
		const slow = arrive(stage, 'slow');
		for (let minute = 0; minute < 5; minute++) {
			stage.now += limits.deadAfter - 1;
			slow.session.tick(stage.now, true);
			stage.now += 2;
			slow.session.tick(stage.now, false);
			expect(slow.isOver).toBe(false);
		}

		stage.now += limits.deadAfter;
		slow.session.tick(stage.now, false);
		expect(slow.isOver).toBe(true);
	});

	test('that is not listened to is the wire’s to give up', () => {
		const stage = new Stage();
		const slow = arrive(stage, 'slow');
		slow.isFull = true;
		slow.say('{"type":"ping"}\n');
		expect(slow.isListenedTo).toBe(false);
		stage.now += 10 * limits.deadAfter;
		slow.session.tick(stage.now, false);
		expect(slow.isOver).toBe(false);
		slow.isFull = false;
		slow.session.ready();
		stage.now += limits.deadAfter + 1;
		slow.session.tick(stage.now, false);
		expect(slow.isOver).toBe(true);
	});
});

describe('a fault of ours', () => {
	class BrokenLog extends MemoryLog {
		isBroken = false;

		override read(query: Parameters<MemoryLog['read']>[0]) {
			if (this.isBroken) {
				throw new Error('The disk is gone');
			}

			return super.read(query);
		}
	}

	test('ends the session it happened in, and is reported', async () => {
		const log = new BrokenLog();
		const stage = new Stage(log);
		const [ada, bob] = [arrive(stage, 'ada'), arrive(stage, 'bob')];
		await quiet();
		ada.takeLines();
		log.isBroken = true;
		ada.say('{"type":"history","room":"#lobby","tag":"t"}\n');
		await quiet();

		expect(ada.takeLines()).toEqual([
			expect.stringMatching(/"code":"internal".*"tag":"t"/),
			'(end)',
		]);
		expect(bob.isOver).toBe(false);
		expect(stage.reports).toHaveLength(1);
	});

	test('in a hello leaves no name behind', () => {
		const log = new BrokenLog();
		const stage = new Stage(log);
		log.isBroken = true;
		const ada = arrive(stage, 'ada');
		expect(ada.takeLines().slice(-2)).toEqual([
			expect.stringContaining('"code":"internal"'),
			'(end)',
		]);
		expect(stage.reports).toHaveLength(1);

		log.isBroken = false;
		expect(arrive(stage, 'ada').takeLines()[0]).toContain('"welcome"');
	});
});
