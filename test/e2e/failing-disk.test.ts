import path from 'node:path';
import {expect, test} from 'vitest';
import {patience} from '../helpers/patience.ts';
import {readLobby} from '../helpers/peer.ts';
import {idOf, openTalker, type Talker} from '../helpers/talker.ts';
import {canTrace, openTraced, type TracedServer} from '../helpers/traced.ts';

const texts = async (server: TracedServer): Promise<readonly string[]> =>
	(await readLobby(server.port())).map(({text}) => text);

/** Says one thing after another until the server ends, and resolves to what was acked. */
async function sayUntilTheEnd(
	talker: Talker,
): Promise<{readonly acked: readonly string[]; readonly unanswered: string}> {
	const acked: string[] = [];
	for (let count = 1; count <= 500; count += 1) {
		const id = idOf(`m${count}`);
		talker.say(id, id);
		await Promise.race([talker.answered(id).catch(() => {}), talker.closed]);
		const answer = talker.answers.get(id);
		if (!answer) {
			return {acked, unanswered: id};
		}

		expect(answer).toMatchObject({type: 'ack'});
		acked.push(id);
	}

	throw new Error('The disk never failed.');
}

// What fails, once the server is up: each thread counts its own calls, and its own start needs fewer writes than these.
test.skipIf(!canTrace).each([
	['sync', 'fdatasync', 'inject=fdatasync:error=EIO:when=3+'],
	['write', 'pwrite64', 'inject=pwrite64:error=EIO:when=90+'],
])(
	'a %s that fails ends the server with 70; after a restart nothing acked is missing',
	async (_, call, rule) => {
		await using server = await openTraced(`trace=${call}`, rule);
		using bob = await openTalker(server.port(), 'bob');
		using ada = await openTalker(server.port(), 'ada');
		const {acked, unanswered} = await sayUntilTheEnd(ada);
		expect(acked.length).toBeGreaterThan(0);
		expect(await server.run().exit()).toBe(70);
		const file = path.join(server.data, 'history.db');
		expect(server.run().stderr()).toMatch(
			/^chatroom: the disk that holds [^\n]* failed \([^\n]*\), so nothing more is accepted\. Check the disk, then start again\.\n$/,
		);
		expect(server.run().stderr()).toContain(file);
		// What could be taken back, nobody has seen.
		const shown = bob.frames.filter(({type}) => type === 'entry').map(({text}) => text);
		expect(shown).toEqual(acked);

		await server.start();
		expect((await texts(server)).filter(text => text !== unanswered)).toEqual(acked);
		using again = await openTalker(server.port(), 'ada');
		again.say(unanswered, unanswered);
		expect(await again.answered(unanswered)).toMatchObject({type: 'ack'});
		expect(await texts(server)).toEqual([...acked, unanswered]);
		server.run().signal('SIGTERM');
		expect(await server.run().exit()).toBe(0);
	},
);

test.skipIf(!canTrace)('a slow disk holds up nobody but those who say something', async () => {
	const delay = 300;
	await using server = await openTraced(
		'trace=fdatasync',
		`inject=fdatasync:delay_enter=${delay * 1000}`,
	);
	using ada = await openTalker(server.port(), 'ada');
	using bob = await openTalker(server.port(), 'bob');
	const waits: number[] = [];
	const acks: number[] = [];
	for (let count = 1; count <= 5; count += 1) {
		const id = idOf(`slow${count}`);
		const begun = performance.now();
		ada.say(id, id);
		const acked = ada.answered(id).then(() => void acks.push(performance.now() - begun));
		// While it is synced: one question after another.
		for (let asked = 0; asked < 20; asked += 1) {
			waits.push((await bob.ask({type: 'who'})).milliseconds);
		}

		await acked;
	}

	expect(Math.min(...acks)).toBeGreaterThanOrEqual(delay);
	const median = waits.toSorted((one, other) => one - other)[waits.length >> 1]!;
	expect(median).toBeLessThan(delay / 10);
	expect(Math.max(...waits)).toBeLessThan(delay / 2);
});

test.skipIf(!canTrace)('every ack comes after a sync of what it is about', async () => {
	await using server = await openTraced('trace=pwrite64,fdatasync,write,writev');
	using ada = await openTalker(server.port(), 'ada');
	const ids = Array.from({length: 50}, (_, count) => idOf(`durable${count}`));
	for (const id of ids) {
		ada.say(id, id);
		await ada.answered(id);
	}

	await expect.poll(() => server.calls(), patience).toContain(`ack\\",\\"id\\":\\"${ids.at(-1)}`);
	const calls = server.calls().split('\n');
	for (const id of ids) {
		// Calls are listed as they end; an unfinished one is on two lines, of which the second counts.
		const written = calls.findIndex(call => / pwrite64\(| resumed/.test(call) && call.includes(id));
		const synced = calls.findIndex(
			(call, index) => index > written && /fdatasync(?:\(\d+\)| resumed>\)) += 0/.test(call),
		);
		const told = calls.findIndex(
			call => / writev?\(/.test(call) && call.includes('\\"ack\\"') && call.includes(id),
		);
		const shown = calls.findIndex(
			call => / writev?\(/.test(call) && call.includes('\\"entry\\"') && call.includes(id),
		);
		expect({id, written, isSynced: written < synced && synced < told}).toEqual({
			id,
			written: expect.any(Number),
			isSynced: true,
		});
		expect(written).toBeGreaterThan(0);
		expect(shown).toBeGreaterThan(synced);
	}
});

test.skipIf(!canTrace)(
	'a page that the disk does not give back ends the server with 70, and whoever asked gets none',
	async () => {
		await using server = await openTraced();
		const file = path.join(server.data, 'history.db');
		const ids = Array.from({length: 100}, (_, count) => idOf(`kept${count}`));
		{
			using ada = await openTalker(server.port(), 'ada');
			for (const id of ids) {
				ada.say(id, `${id} ${'and more '.repeat(50)}`);
				expect(await ada.answered(id)).toMatchObject({type: 'ack'});
			}
		}

		server.run().signal('SIGTERM');
		expect(await server.run().exit()).toBe(0);
		// How many pages it reads until it listens, so that those after them fail.
		await server.start(file, 'trace=pread64');
		const pages = server.calls().split('\n').length;
		server.run().signal('SIGTERM');
		expect(await server.run().exit()).toBe(0);

		await server.start(file, 'trace=pread64', `inject=pread64:error=EIO:when=${pages + 2}+`);
		using bob = await openTalker(server.port(), 'bob');
		await expect(bob.ask({type: 'history', room: '#lobby', limit: 100})).rejects.toThrow(
			'ended before',
		);
		expect(await server.run().exit()).toBe(70);
		// SQLite takes a page that cannot be read for a damaged one, and so does whoever has to mend it.
		expect(server.run().stderr()).toMatch(
			/^chatroom: [^\n]*history\.db is damaged, so nothing more is accepted\. Run chatroom recover [^\n]*\n$/,
		);
		expect(bob.frames.map(({type}) => type)).not.toContain('page');

		await server.start();
		expect((await texts(server)).map(text => text.split(' ')[0])).toEqual(ids.slice(-100));
	},
);
