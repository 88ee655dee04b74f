import {expect, test} from 'vitest';
import {createDevice} from '../../source/crypto/device.ts';
import {deviceClaim} from '../../source/protocol/claim.ts';
import {openPeer} from '../helpers/peer.ts';
import {openServer} from '../helpers/serve.ts';

const {device} = createDevice();
const idOf = (number: number) => String(number).padStart(22, 'x');

/** A conversation by hand: what is said, and the lines that come back. */
async function converse(port: number, frames: readonly object[], ...until: readonly RegExp[]) {
	using peer = await openPeer(port);
	const say = (frame: object) => peer.say(JSON.stringify(frame));
	say({type: 'hello', v: [1, 1], nick: 'ada', key: device.key, backlog: 1000});
	await peer.hears(/"nonce":"[^"]+".*\n/);
	const nonce = /"nonce":"([^"]+)"/.exec(peer.heard())![1]!;
	say({type: 'prove', signature: device.sign(deviceClaim(nonce, ''))});
	frames.forEach(say);
	await peer.hears(/"type":"caught-up".*\n/, ...until);
	const lines = peer.heard().split('\n');
	peer.say(JSON.stringify({type: 'quit'}));
	await peer.ended();
	const find = (part: string) => lines.find(line => line.includes(part));
	return {
		logId: /"log":"([^"]+)"/.exec(find('"type":"welcome"')!)![1],
		history: /"entries":.*/.exec(find('"type":"room"')!)![0],
		acks: lines.filter(line => line.startsWith('{"type":"ack"')),
	};
}

const say = (number: number, text: string) => ({
	type: 'say',
	room: '#lobby',
	id: idOf(number),
	text,
});

test.each(['SIGTERM', 'SIGKILL'] as const)(
	'a server that comes back after %s has the same history to the byte, under the same name, and knows what was said',
	async signal => {
		await using server = await openServer();
		const numbers = Array.from({length: 30}, (_, index) => index + 1);
		const frames = numbers.map(number => say(number, `words ${number}, ünd ein 👋🏽 “quote”`));
		const first = await converse(server.port, frames, new RegExp(`"ack","id":"${idOf(30)}"`));
		expect(first.acks).toHaveLength(30);
		const before = await converse(server.port, []);
		expect(JSON.parse(`{${before.history}`).entries).toHaveLength(30);

		await server.stop(signal);
		await server.start();
		const after = await converse(server.port, []);
		expect(after.history).toBe(before.history);
		expect(after.logId).toBe(before.logId);

		const again = [frames[6]!, say(8, 'other words')];
		const {acks} = await converse(server.port, again, new RegExp(`"ack","id":"${idOf(8)}"`));
		const [seventh, eighth] = first.acks.slice(6, 8).map(line => JSON.parse(line));
		expect(acks.map(line => JSON.parse(line))).toEqual([
			{...seventh, dup: true},
			{...eighth, dup: true, altered: true},
		]);
		const last = await converse(server.port, []);
		expect(last.history).toBe(before.history);
	},
);
