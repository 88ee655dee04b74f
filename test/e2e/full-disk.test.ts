import {readdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {at} from '../helpers/client.ts';
import {openHome} from '../helpers/home.ts';
import {patience} from '../helpers/patience.ts';
import {readLobby} from '../helpers/peer.ts';
import {chatroom, run, startProgram} from '../helpers/program.ts';
import {mountSmallDisk} from '../helpers/small-disk.ts';
import {idOf, openTalker} from '../helpers/talker.ts';

const mebibyte = 1024 * 1024;
const serve = (directory: string) =>
	chatroom('serve', ...at(0), '--data', directory, '--no-rate-limit');
const portIn = (text: string) => Number(/"port":(\d+)/.exec(text)![1]);

test('a full disk refuses what is said, in words, shows it to nobody, and serves again when there is room', async context => {
	using disk = mountSmallDisk() ?? context.skip();

	await using server = startProgram(serve(disk.directory));
	await server.prints(/"event":"listening".*\n/);
	const port = portIn(server.stdout());
	using ada = await openTalker(port, 'ada');
	using bob = await openTalker(port, 'bob');
	const ballast = path.join(disk.directory, 'ballast');
	writeFileSync(ballast, Buffer.alloc(mebibyte));
	const kept: string[] = [];
	const refused: string[] = [];
	const words = new Set<string>();
	for (let count = 1; count <= 400 && refused.length < 5; count += 1) {
		const id = idOf(`long${count}`);
		ada.say(id, `${id} ${'x'.repeat(3900)}`);
		const answer = await ada.answered(id);
		if (answer.type === 'ack') {
			kept.push(id);
		} else {
			refused.push(id);
			words.add(`${String(answer['code'])}: ${String(answer['text'])}`);
		}
	}

	expect(refused).toHaveLength(5);
	expect([...words]).toEqual([
		"storage-full: The server's disk is full, so that was not kept and nobody has seen it.",
	]);
	expect(kept.length).toBeGreaterThan(0);
	// Still a room: who is there, and what was said.
	expect((await bob.ask({type: 'who'})).frame).toMatchObject({type: 'people'});
	const page = (await bob.ask({type: 'history', room: '#lobby', limit: 3})).frame;
	expect(page['entries']).toMatchObject(kept.slice(-3).map(id => ({id})));

	rmSync(ballast);
	const again = refused.at(-1)!;
	ada.say(again, 'said again');
	await expect.poll(() => ada.answers.get(again)?.type, patience).toBe('ack');
	kept.push(again);
	const shown = () => bob.frames.filter(({type}) => type === 'entry').map(({id}) => id);
	await expect.poll(shown, patience).toEqual(kept);
	server.signal('SIGTERM');
	expect(await server.exit()).toBe(0);

	await using later = startProgram(serve(disk.directory));
	await later.prints(/"event":"listening".*\n/);
	const entries = await readLobby(portIn(later.stdout()));
	const found = entries.map(({text}) => text.split(' ')[0]);
	expect(found.length).toBeGreaterThan(5);
	expect(found).toEqual([...kept.slice(0, -1), 'said'].slice(-found.length));
});

test('where there is no room for a history, that is said', async context => {
	using disk = mountSmallDisk() ?? context.skip();

	using home = openHome();
	const ballast = path.join(disk.directory, 'ballast');
	writeFileSync(ballast, Buffer.alloc(2 * mebibyte - 16 * 1024));
	const {status, stdout, stderr} = await run(serve(disk.directory), {home});
	expect({status, stdout}).toEqual({status: 2, stdout: ''});
	expect(stderr).toMatch(/^chatroom: [^\n]*\.\n$/);
	expect(stderr).toContain(disk.directory);
	expect(stderr).toMatch(/no room left|ENOSPC/);
	rmSync(ballast);
	await using server = startProgram(serve(disk.directory), {home});
	await server.prints('"event":"listening"');
});

test('a disk that cannot be written, with or without a history, is refused by its path', async context => {
	using disk = mountSmallDisk() ?? context.skip();

	const directory = path.join(disk.directory, 'data');
	await using server = startProgram(serve(directory));
	await server.prints('"event":"listening"');
	server.signal('SIGTERM');
	await server.exit();
	disk.forbidWriting();
	const before = readdirSync(directory);
	for (const place of [directory, disk.directory, path.join(disk.directory, 'new')]) {
		const {status, stdout, stderr} = await run(serve(place));
		expect({status, stdout}).toEqual({status: 2, stdout: ''});
		expect(stderr).toMatch(/^chatroom: [^\n]*\.\n$/);
		expect(stderr).toContain(place);
	}

	expect(readdirSync(directory)).toEqual(before);
});
