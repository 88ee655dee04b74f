import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {JsonSession} from '../../../source/server/gateways/json-session.ts';
import {PlainSession} from '../../../source/server/gateways/plain-session.ts';
import {serverLimits} from '../../../source/server/gateways/server-limits.ts';
import {arrive, say} from '../../helpers/json-peer.ts';
import {Peer, Stage} from '../../helpers/stage.ts';

const {burst, perSecond} = serverLimits.messages;
const many = burst + 10;

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** Lets so many milliseconds go by, for timers and for the stage's clock alike. */
async function pass(stage: Stage, milliseconds: number): Promise<void> {
	for (let step = 0; step < milliseconds; step += 10) {
		stage.now += 10;
		await vi.advanceTimersByTimeAsync(10);
	}
}

const texts = (peer: Peer) =>
	peer
		.takeLines()
		.map(line => JSON.parse(line) as {type: string; text?: string})
		.filter(({type}) => type === 'entry')
		.map(({text}) => text);

const numbered = (from: number, to: number) =>
	Array.from({length: to - from}, (_, index) => `m${from + index}`);

describe('someone of another machine who says a lot at once', () => {
	test('is heard in order, the burst at once and the rest at the rate', async () => {
		const stage = new Stage();
		const witness = arrive(stage, 'witness');
		const flooder = remote(stage, 'flooder');
		await pass(stage, 200);
		witness.takeLines();
		numbered(0, many).forEach(name => flooder.say(say(name)));
		await pass(stage, 200);
		expect(texts(witness)).toEqual(numbered(0, burst));
		expect(flooder.isListenedTo).toBe(false);

		await pass(stage, 1000);
		expect(texts(witness)).toEqual(numbered(burst, burst + perSecond));
		await pass(stage, ((many - burst) * 1000) / perSecond);
		expect(texts(witness)).toEqual(numbered(burst + perSecond, many));
		expect(flooder.isOver).toBe(false);
	});

	test('is not given up while it waits for its turn', async () => {
		const stage = new Stage();
		const flooder = remote(stage, 'flooder');
		numbered(0, many).forEach(name => flooder.say(say(name)));
		await pass(stage, 100);
		stage.now += 59_000;
		flooder.session.tick(stage.now, false);
		stage.now += 2000;
		flooder.session.tick(stage.now, false);
		expect(flooder.isOver).toBe(false);
	});

	test('leaves no timer behind when it goes', async () => {
		const stage = new Stage();
		const flooder = remote(stage, 'flooder');
		numbered(0, many).forEach(name => flooder.say(say(name)));
		await pass(stage, 100);
		flooder.session.close();
		await pass(stage, 100);
		expect(vi.getTimerCount()).toBe(0);
	});

	test('waits in the plain dialect as well, and a paste of many lines is one message of ours', async () => {
		const stage = new Stage();
		const witness = arrive(stage, 'witness');
		const plain = new Peer(wire => new PlainSession(distant(wire), stage.host));
		plain.say('plain\n');
		await pass(stage, 200);
		witness.takeLines();
		plain.say(
			numbered(0, many)
				.map(name => `${name}\n`)
				.join(''),
		);
		await pass(stage, 200);
		expect(texts(witness)).toEqual(numbered(0, burst));
		await pass(stage, ((many - burst) * 1000) / perSecond + 100);
		expect(texts(witness)).toEqual(numbered(burst, many));

		const paste = numbered(0, 100).join('\n');
		const pasting = remote(stage, 'pasting');
		pasting.say(say('paste', paste));
		await pass(stage, 100);
		expect(texts(witness)).toEqual([paste]);
	});
});

test('on this machine nobody is slowed down, nor where the host says so', async () => {
	const stage = new Stage();
	const local = arrive(stage, 'local');
	numbered(0, 100).forEach(name => local.say(say(name)));
	await pass(stage, 300);
	expect(texts(local)).toHaveLength(100);

	const free = new Stage();
	(free.host as {isUnpaced: boolean}).isUnpaced = true;
	const distantOne = remote(free, 'distant');
	numbered(0, 100).forEach(name => distantOne.say(say(name)));
	await pass(free, 300);
	expect(texts(distantOne)).toHaveLength(100);
});

test('who never finds a good name is told to come again', async () => {
	const stage = new Stage();
	const json = new Peer(wire => new JsonSession(wire, stage.host));
	const plain = new Peer(wire => new PlainSession(wire, stage.host));
	for (let attempt = 1; attempt <= serverLimits.loginAttempts; attempt++) {
		expect([json.isOver, plain.isOver]).toEqual([false, false]);
		json.say('{"type":"hello","v":[1,1],"nick":"root"}\n');
		stage.now += 19_000;
		json.session.tick(stage.now, false);
		plain.say(attempt < serverLimits.loginAttempts ? 'root\n' : '\n');
		await pass(stage, 10);
	}

	json.say('{"type":"hello","v":[1,1],"nick":"root"}\n');
	expect(json.takeLines().slice(-2)).toEqual([
		expect.stringContaining('too-many-attempts'),
		'(end)',
	]);
	plain.say('root\n');
	await pass(stage, 10);
	expect(plain.takeLines().slice(-2)).toEqual([
		'* That was one bad name too many. Connect again to go on.',
		'(end)',
	]);
});

function remote(stage: Stage, nick: string): Peer {
	const peer = new Peer(wire => new JsonSession(distant(wire), stage.host));
	peer.say(`{"type":"hello","v":[1,1],"nick":"${nick}"}\n`);
	return peer;
}

function distant(wire: ConstructorParameters<typeof JsonSession>[0]) {
	(wire as {isLocal: boolean}).isLocal = false;
	return wire;
}
