import {mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {overwrite, pagesOf} from '../helpers/damage.ts';
import {openHome} from '../helpers/home.ts';
import {openPeer, readLobby} from '../helpers/peer.ts';
import {chatroom, run} from '../helpers/program.ts';
import {openServer, type Server} from '../helpers/serve.ts';
import {idOf, openTalker} from '../helpers/talker.ts';
import {openTerminal} from '../helpers/terminal.ts';

const recover = (directory: string) => run(chatroom('recover', '--data', directory));

/** Says so many things, and returns where the history is. */
async function fill(server: Server, count: number): Promise<string> {
	using ada = await openTalker(server.port, 'ada');
	const ids = Array.from({length: count}, (_, index) => idOf(`said${index + 1}`));
	ids.forEach(id => ada.say(id, `${id} ${'and more '.repeat(4)}`));
	for (const id of ids) {
		expect(await ada.answered(id)).toMatchObject({type: 'ack'});
	}

	return path.join(server.data, 'history.db');
}

/** The name of the log and the answer to someone who comes back to it. */
async function comeBack(port: number, log: unknown, seq: number): Promise<string> {
	using peer = await openPeer(port);
	const hello = {type: 'hello', v: [1, 1], visitor: true, resume: {log, seq}};
	peer.say(JSON.stringify(hello));
	const found = /^\{"type":"welcome".*\n/m;
	await peer.hears(found);
	return found.exec(peer.heard())![0];
}

test('damage met while serving ends the server with 70, the next start with 2, and recover saves the rest', async () => {
	await using server = await openServer('--no-rate-limit');
	const file = await fill(server, 600);
	const {log} = JSON.parse(await comeBack(server.port, 'x'.repeat(22), 0)) as {log: string};
	expect(await server.stop()).toBe(0);
	await server.start();
	const damaged = pagesOf(file) >> 1;
	overwrite(file, damaged, 4);
	const exit = server.exit();
	// Someone who has seen nothing yet and catches up comes to the damaged page.
	using late = await openPeer(server.port);
	late.say(JSON.stringify({type: 'hello', v: [1, 1], visitor: true, resume: {log, seq: 0}}));
	expect(await exit).toBe(70);
	expect(late.heard()).not.toContain('caught');
	expect(server.complaints()).toMatch(
		/^chatroom: [^\n]*history\.db is damaged, so nothing more is accepted\. Run chatroom recover --data [^\n]*\.\n$/,
	);

	const before = readFileSync(file);
	const refused = await run(
		chatroom('serve', '--host', '127.0.0.1', '--port', '0', '--data', server.data),
	);
	expect(refused).toMatchObject({status: 2, stdout: ''});
	expect(refused.stderr).toBe(
		`chatroom: ${file} is damaged. Run chatroom recover --data ${server.data} to save what can be read of it, or restore a copy.\n`,
	);
	expect(readFileSync(file).equals(before)).toBe(true);

	const {status, stdout, stderr} = await recover(server.data);
	expect({status, stderr}).toEqual({status: 0, stderr: ''});
	const words =
		/^(\d+) messages are saved in (\S+); (\d+) missing: seq (\d+) to (\d+)\. What was there before is kept as (\S+)\.\n$/;
	expect(stdout).toMatch(words);
	const [, saved, where, lost, first, last, kept] = words.exec(stdout)!;
	expect(where).toBe(file);
	expect(Number(saved) + Number(lost)).toBe(600);
	expect(Number(last) - Number(first) + 1).toBe(Number(lost));
	expect(readFileSync(kept!).equals(before)).toBe(true);

	await server.start();
	const entries = await readLobby(server.port);
	expect(entries.map(({seq}) => seq)).toEqual(
		Array.from({length: 600}, (_, index) => index + 1).filter(
			seq => seq < Number(first) || seq > Number(last),
		),
	);
	// A history of another name: whoever comes back is told so.
	expect(await comeBack(server.port, log, 600)).toContain('"resumed":"reset"');
	expect((await recover(server.data)).stderr).toContain(
		`in use by another chatroom (process ${server.pid()})`,
	);
});

test('recover leaves alone what is fine, what is not there and what is none of ours', async () => {
	using home = openHome();
	await using server = await openServer();
	await fill(server, 3);
	await server.stop();
	const cases: readonly (readonly [string, string])[] = [
		[server.data, 'is fine: nothing was changed.'],
		[path.join(home.directory, 'nowhere'), 'There is no history in'],
		[path.join(home.directory, 'garbage'), 'Nothing of a chatroom history can be read'],
	];
	mkdirSync(cases[2]![0]);
	writeFileSync(path.join(cases[2]![0], 'history.db'), 'garbage '.repeat(1000));
	for (const [directory, words] of cases) {
		const {status, stdout, stderr} = await recover(directory);
		expect({status, stdout}).toEqual({status: 2, stdout: ''});
		expect(stderr).toMatch(/^chatroom: [^\n]*\.\n$/);
		expect(stderr).toContain(words);
	}

	expect(readdirSync(cases[2]![0]).filter(name => name.startsWith('history'))).toEqual([
		'history.db',
	]);
});

test('recover in a terminal leaves one sentence on the screen', async () => {
	await using server = await openServer('--no-rate-limit');
	const file = await fill(server, 100);
	await server.stop();
	overwrite(file, 1);
	await using terminal = openTerminal(chatroom('recover', '--data', server.data), {columns: 200});
	await terminal.shows('100 messages are saved in', 'none is known to be missing');
	await terminal.givesBack(0);
});
