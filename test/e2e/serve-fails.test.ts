import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {expect, test} from 'vitest';
import {at} from '../helpers/client.ts';
import {openHome} from '../helpers/home.ts';
import {chatroom, run, type RunOptions} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';

// One sentence (or two: what is wrong, what to do), on standard error alone, and status 2.
async function expectSentence(
	given: readonly string[],
	words: string | RegExp,
	options?: RunOptions,
): Promise<void> {
	const {status, stdout, stderr} = await run(chatroom(...given), options);
	expect.soft({given, status, stdout}).toEqual({given, status: 2, stdout: ''});
	expect.soft(stderr).toMatch(/^chatroom: [^\n]*\.\n$/);
	expect.soft(stderr).toMatch(words);
}

const serve = ['serve', ...at(0)];

test('a port in use is told with what to do, and nothing is made in the data directory', async () => {
	await using server = await openServer();
	using home = openHome();
	await expectSentence(
		['serve', ...at(server.port)],
		`Port ${server.port} is in use already. If that is a room of yours, join it`,
		{home},
	);
	expect(existsSync(path.join(home.directory, 'data'))).toBe(false);
	const other = net.createServer();
	await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
	const {port} = other.address() as net.AddressInfo;
	await expectSentence(['serve', ...at(port), '--ephemeral'], '--port 0 for a free one.');
	other.close();
});

test('a data directory that another server uses is refused, with its process', async () => {
	await using server = await openServer();
	await expectSentence(
		[...serve, '--data', server.data],
		`${server.data} is in use by another chatroom (process ${server.pid()}).`,
	);
});

test('a history from a newer version, and a file that is none, are left alone', async () => {
	using home = openHome();
	const directory = path.join(home.directory, 'garbage');
	await using server = await openServer();
	await server.stop();
	const database = new DatabaseSync(path.join(server.data, 'history.db'));
	database.exec('PRAGMA user_version = 9999');
	database.close();
	await expectSentence([...serve, '--data', server.data], /newer/);

	mkdirSync(directory, {recursive: true});
	const garbage = 'This is no database at all. '.repeat(500);
	writeFileSync(path.join(directory, 'history.db'), garbage);
	await expectSentence([...serve, '--data', directory], /history\.db is not a chatroom history\./);
	expect(readFileSync(path.join(directory, 'history.db'), 'utf8')).toBe(garbage);
});

test('an address that is not ours, and one that nobody has, are told in words', async () => {
	const flags = ['--port', '0', '--ephemeral'];
	await expectSentence(['serve', '--host', '203.0.113.9', ...flags], 'is not an address of this');
	await expectSentence(['serve', '--host', 'no-such-host.invalid', ...flags], 'There is no host');
	await expectSentence(['serve', '--host', 'fe80::1', ...flags], 'fe80::1');
});

test.each([
	[['--prot', '0'], '--prot is not a flag of chatroom serve. Did you mean --port?'],
	[['--epemeral'], 'Did you mean --ephemeral?'],
	[['--port', 'chat'], '--port takes a whole number from 0 to 65535, not "chat".'],
	[['--port', '70000'], '--port takes a whole number from 0 to 65535, not "70000".'],
	[['--limit', '0'], '--limit takes a whole number from 1 to 10000, not "0".'],
	[['--limit', '-3'], '--limit'],
	[['--limit', '2.5'], '--limit takes a whole number'],
	[['--data'], '--data needs a value: --data DIR.'],
	[['--port'], '--port needs a value'],
])('serve %j is refused', async (flags, words) => {
	await expectSentence(['serve', '--host', '127.0.0.1', ...flags], words);
});

test('a data directory that cannot be made is told in words', async () => {
	using home = openHome();
	const file = path.join(home.directory, 'file');
	writeFileSync(file, '');
	await expectSentence([...serve, '--data', path.join(file, 'below')], /below|file/);
});
