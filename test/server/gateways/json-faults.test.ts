import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {limits} from '../../../source/protocol/limits.ts';
import {converse} from '../../helpers/converse.ts';
import {arrive, say} from '../../helpers/json-peer.ts';
import {Stage} from '../../helpers/stage.ts';
import {quiet} from '../../helpers/turns.ts';

describe('nonsense', () => {
	test('is refused with a reason that names what it was about, and the connection stays', () =>
		converse(`
			> hello v=[1,1] nick=ada
			< welcome
			< room
			< caught-up
			> hello there
			< refused code=bad-frame text="Bad field \\"v\\"."
			> what is this
			< refused code=bad-frame text="That is not something this server understands."
			> []
			< refused code=bad-frame id=undefined
			> "say"
			< refused code=bad-frame
			> null
			< refused code=bad-frame
			> {}
			< refused code=bad-frame text="Bad field \\"type\\"."
			> {"type":7,"tag":"t"}
			< refused code=bad-frame tag=t
			> say room=#lobby id=1
			< refused code=bad-frame id=1 text="Bad field \\"text\\"."
			> say room=lobby id=1 text=hi
			< refused code=room-name id=1
			> {"type":"say","room":"#lobby","id":"short","text":"hi"}
			< refused code=bad-frame id=undefined text="Bad field \\"id\\"."
			> say room=#lobby id=1 text=hi kind=future
			< refused code=bad-frame id=1 text="Bad field \\"kind\\"."
			> search text=${'x'.repeat(513)} tag=t
			< refused code=too-long tag=t
			> {"type":"who","tag":"${'t'.repeat(33)}"}
			< refused code=too-long tag=undefined
			> ${'['.repeat(5000)}
			< refused code=bad-frame
			> who
			< people people=ada
		`));

	test('from the future is passed over', () =>
		converse(`
			> {"type":"dance"}
			>
			> hello v=[1,1] nick=ada steps=3
			< welcome
			< room
			< caught-up
		`));

	test('that is not UTF-8 is refused, and nothing of it kept', () => {
		const peer = arrive(new Stage(), 'ada');
		peer.takeLines();
		peer.say(Buffer.from(say('1', '\u00ff'), 'latin1'));
		expect(peer.takeLines()).toEqual([expect.stringContaining('"code":"encoding"')]);
		expect(peer.isOver).toBe(false);
	});

	test('too long is refused, before a name sooner, and the next frame is heard', () =>
		converse(`
			> ping pad=${'x'.repeat(limits.strangerFrameBytes)}
			< refused code=too-long
			> hello v=[1,1] nick=ada
			< welcome
			< room
			< caught-up
			> ping n=1 pad=${'x'.repeat(limits.strangerFrameBytes)}
			< pong n=1
			> ping n=2 pad=${'x'.repeat(limits.clientFrameBytes)}
			< refused code=too-long
			> ping n=3
			< pong n=3
		`));

	test('without an end ends the connection, and is not kept', () => {
		const peer = arrive(new Stage(), 'ada');
		peer.takeLines();
		const chunk = new Uint8Array(1024).fill(0x7b);
		for (let bytes = 0; bytes <= limits.endlessLineBytes; bytes += chunk.length) {
			expect(peer.isOver).toBe(false);
			peer.say(chunk);
		}

		expect(peer.takeLines()).toEqual([expect.stringContaining('"code":"too-long"'), '(end)']);
	});

	test('of any kind neither throws nor ends the session', async () => {
		const frame = fc.record(
			{
				type: fc.constantFrom('hello', 'say', 'join', 'nick', 'history', 'search', 'who', 'quit?'),
				v: fc.anything(),
				nick: fc.anything(),
				room: fc.oneof(fc.constant('#lobby'), fc.anything()),
				id: fc.anything(),
				text: fc.oneof(fc.string({unit: 'binary'}), fc.anything()),
				tag: fc.anything(),
				limit: fc.anything(),
				before: fc.anything(),
			},
			{requiredKeys: ['type']},
		);
		const line = fc.oneof(
			frame.map(fields => Buffer.from(`${JSON.stringify(fields)}\n`)),
			fc.uint8Array().map(bytes => Buffer.concat([bytes, Buffer.from('\n')])),
		);
		const stage = new Stage();
		const peer = arrive(stage, 'ada');
		fc.assert(fc.property(line, bytes => peer.say(bytes)));
		await quiet();
		peer.takeLines();
		peer.say('{"type":"ping","n":4}\n');

		expect(peer.takeLines()).toContain('{"type":"pong","n":4}');
		expect(stage.reports).toEqual([]);
	});
});

test('the same conversation comes of it wherever the wire cuts it', async () => {
	const cuts = fc.array(fc.integer({min: 1, max: 40}), {minLength: 1, maxLength: 5});
	await fc.assert(
		fc.asyncProperty(cuts, async sizes => {
			await converse(
				`
				> hello v=[1,1] nick=Ädä
				< welcome nick=Ädä
				< room
				< caught-up
				> say room=#lobby id=1 text=漢字🎉
				< entry text=漢字🎉
				< ack id=1
				> nonsense 漢字
				< refused
				> ping n=1
				< pong n=1
			`,
				{cut: bytes => cutBy(bytes, sizes)},
			);
		}),
		{numRuns: 40},
	);
});

function cutBy(bytes: Uint8Array, sizes: readonly number[]): readonly Uint8Array[] {
	const chunks: Uint8Array[] = [];
	for (let start = 0, index = 0; start < bytes.length; index++) {
		const size = sizes[index % sizes.length]!;
		chunks.push(bytes.subarray(start, start + size));
		start += size;
	}

	return chunks;
}
