import net from 'node:net';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {watchFiles} from '../helpers/open-files.ts';
import {joinAsPeer} from '../helpers/peer.ts';
import {openServer} from '../helpers/serve.ts';

const connections = 5000;
const atOnce = 50;

/** What real peers say: the fuzz damages it. */
const transcripts = [
	'{"type":"hello","v":[1,1],"nick":"NAME","rooms":["#lobby","#b"],"backlog":5}\n{"type":"say","room":"#lobby","id":"IIIIIIIIIIIIIIIIIIIIII","text":"hello 漢字 👩‍👩‍👧"}\n{"type":"history","room":"#lobby","limit":3}\n{"type":"search","text":"hello"}\n{"type":"nick","nick":"NAME2"}\n{"type":"who"}\n{"type":"quit"}\n',
	'{"type":"hello","v":[1,1],"nick":"NAME","resume":{"log":"aaaaaaaaaaaaaaaaaaaaaa","seq":3}}\n{"type":"join","room":"#x"}\n{"type":"leave","room":"#x"}\n{"type":"rooms","tag":"t"}\n{"type":"pong"}\n',
	'NAME\nhello from netcat\n/me waves\n/who\n/topic of the day\n/join #other\n/msg NAME hi\n---quit---\n',
	'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
	'SSH-2.0-OpenSSH_9.6\r\n',
	'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
	'NICK NAME\r\nUSER NAME 0 * :NAME\r\nJOIN #lobby\r\nPRIVMSG #lobby :hi\r\n',
	`{"type":"say","text":${'['.repeat(7000)}\n{"__proto__":{"type":"ping"},"type":"ping","n":1e999}\n{"type":"ping","n":"\\ud800"}\n`,
];

const cut = fc.double({min: 0, max: 1, noNaN: true});
const damage = fc.oneof(
	fc.record({how: fc.constant('flip' as const), where: cut, bit: fc.nat({max: 7})}),
	fc.record({how: fc.constant('truncate' as const), where: cut}),
	fc.record({how: fc.constant('repeat' as const), where: cut, length: fc.nat({max: 200})}),
	fc.record({
		how: fc.constant('insert' as const),
		where: cut,
		bytes: fc.uint8Array({maxLength: 40}),
	}),
	fc.record({how: fc.constant('splice' as const), where: cut, other: fc.nat()}),
);

const conversation = fc.record({
	transcript: fc.nat({max: transcripts.length - 1}),
	damages: fc.array(damage, {minLength: 1, maxLength: 4}),
	chunk: fc.oneof(fc.constant(Infinity), fc.integer({min: 1, max: 50})),
	ending: fc.constantFrom('end', 'reset', 'wait'),
});
type Conversation = typeof conversation extends fc.Arbitrary<infer Value> ? Value : never;

test('nothing that peers send breaks the server, disturbs who is here, or leaves anything behind', async () => {
	await using server = await openServer('--limit', '100');
	using ada = await joinAsPeer(server.port, 'ada');
	using bob = await joinAsPeer(server.port, 'bob');
	const files = await watchFiles(server);
	const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
	const all = fc.sample(conversation, {numRuns: connections, seed});
	for (let round = 0; round < connections; round += atOnce) {
		const wave = all.slice(round, round + atOnce);
		await Promise.all(wave.map((each, index) => play(server.port, each, round + index)));
		ada.say(`wave ${round}`);
		await bob.hears(`<ada> wave ${round}\n`);
	}

	expect(server.events().filter(({event}) => event === 'fault')).toEqual([]);
	await files.areAsBefore();
	expect(await server.stop()).toBe(0);
	using database = new DatabaseSync(path.join(server.data, 'history.db'), {readOnly: true});
	expect(database.prepare('PRAGMA quick_check').get()).toEqual({quick_check: 'ok'});
	const stored = database.prepare("SELECT text FROM entries WHERE author = 'ada'").all();
	expect(stored).toHaveLength(connections / atOnce);
}, 120_000);

async function play(port: number, conversation: Conversation, number: number): Promise<void> {
	const {transcript, damages, chunk, ending} = conversation;
	const original = transcripts[transcript]!.replaceAll('NAME', `n${number}`);
	const bytes = damages.reduce(hurt, Buffer.from(original));
	const socket = net.connect({host: '127.0.0.1', port});
	const over = new Promise<void>(resolve => {
		socket.on('error', () => {}).on('close', () => resolve());
	});
	await new Promise<void>(resolve => {
		socket.once('connect', () => resolve()).once('close', () => resolve());
	});
	socket.resume().setNoDelay(true);
	for (let from = 0; from < bytes.length && socket.writable; from += chunk) {
		socket.write(bytes.subarray(from, Math.min(bytes.length, from + chunk)));
	}

	if (ending === 'end') {
		socket.end();
	} else {
		// What was sent is read first, as far as the server wants it.
		await new Promise(resolve => {
			setTimeout(resolve, ending === 'wait' ? 20 : 1);
		});
		socket.resetAndDestroy();
	}

	await over;
}

function hurt(bytes: Buffer, what: Conversation['damages'][number]): Buffer {
	const at = Math.floor(what.where * bytes.length);
	switch (what.how) {
		case 'flip': {
			const copy = Buffer.from(bytes);
			if (at < copy.length) {
				copy[at]! ^= 1 << what.bit;
			}

			return copy;
		}

		case 'truncate': {
			return bytes.subarray(0, at);
		}

		case 'repeat': {
			const part = bytes.subarray(at, at + what.length);
			return Buffer.concat([bytes.subarray(0, at), part, part, bytes.subarray(at)]);
		}

		case 'insert': {
			return Buffer.concat([bytes.subarray(0, at), what.bytes, bytes.subarray(at)]);
		}

		case 'splice': {
			const other = Buffer.from(transcripts[what.other % transcripts.length]!);
			return Buffer.concat([bytes.subarray(0, at), other]);
		}
	}
}
