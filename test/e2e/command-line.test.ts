import {readFileSync} from 'node:fs';
import net from 'node:net';
import {expect, test} from 'vitest';
import {at, inClearAt, joinRoom} from '../helpers/client.ts';
import {freePort} from '../helpers/free-port.ts';
import {openHome} from '../helpers/home.ts';
import {joinAsPeer} from '../helpers/peer.ts';
import {chatroom, run} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';
import {openTerminal} from '../helpers/terminal.ts';

test('who prints who is there, for people and for programs', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada');
	using bob = await joinAsPeer(server.port, 'bob');
	const human = await run(chatroom('who', ...at(server.port)));
	expect(human).toEqual({status: 0, stdout: '2 at here\n  ada  json\n  bob  plain\n', stderr: ''});
	const {status, stdout} = await run(chatroom('who', ...at(server.port), '--json'));
	expect(status).toBe(0);
	expect(stdout.endsWith('\n') && stdout.trimEnd().includes('\n')).toBe(false);
	expect(JSON.parse(stdout)).toMatchObject({
		server: 'here',
		host: '127.0.0.1',
		port: server.port,
		people: [
			{nick: 'ada', dialect: 'json'},
			{nick: 'bob', dialect: 'plain'},
		],
		visitors: 0,
	});
	await ada.shows('2 here: ada, bob');
	expect(bob.heard()).not.toContain('left');
});

const commands = ['serve', 'join', 'send', 'tail', 'who', 'trust', 'recover'];

test.each([[[]], ...commands.map(command => [[command]])])(
	'%j --help fits one screen of 80x24',
	async command => {
		const {status, stdout, stderr} = await run(chatroom(...command, '--help'));
		expect({status, stderr}).toEqual({status: 0, stderr: ''});
		const lines = stdout.split('\n');
		expect(lines.length).toBeLessThanOrEqual(24);
		expect(lines.filter(line => line.length > 80)).toEqual([]);
		expect(stdout).toMatch(command.length === 0 ? 'chatroom serve' : `chatroom ${command[0]}`);
	},
);

test('--no-discovery is taken, and not listed', async () => {
	const {stdout} = await run(chatroom('serve', '--help'));
	expect(stdout).not.toContain('discovery');
	const taken = await run(chatroom('serve', '--no-discovery', '--port', 'chat'));
	expect(taken.stderr).toContain('--port takes');
});

test('without a terminal, chatroom alone prints its help', async () => {
	const {status, stdout} = await run(chatroom());
	expect(status).toBe(0);
	expect(stdout).toBe((await run(chatroom('--help'))).stdout);
});

test('--version prints the version', async () => {
	const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string};
	for (const given of [['--version'], ['-v'], ['who', '--version']]) {
		expect(await run(chatroom(...given))).toEqual({status: 0, stdout: `${version}\n`, stderr: ''});
	}
});

test.each([
	[['sevre'], 'There is no command "sevre". Did you mean "serve"?'],
	[['--prot', '1'], '--prot is not a flag. Did you mean --port?'],
	[['join', '--usrname', 'ada'], 'Did you mean --username?'],
	[['who', '--limit', '3'], '--limit is not a flag of chatroom who.'],
	[['join', '--port', 'chat'], '--port takes a whole number from 1 to 65535, not "chat".'],
	[['join', '--port', '0'], '--port takes a whole number'],
	[['join', '--username', 'a b'], '"a b" cannot be your name'],
	[['join', '--room', 'a b'], '--room takes # and up to 32'],
	[['serve', '--host', '127.0.0.1', '--port', '0', '5000'], 'chatroom serve takes no "5000"'],
	[['who', 'everybody'], 'chatroom who takes no "everybody", only flags.'],
	[['--plain', 'join'], 'chatroom takes no "join"'],
])('%j is a mistake, told in a sentence', async (given, words) => {
	const {status, stdout, stderr} = await run(chatroom(...given));
	expect({status, stdout}).toEqual({status: 2, stdout: ''});
	expect(stderr).toMatch(/^chatroom: [^\n]*\n$/);
	expect(stderr).toContain(words);
});

test('the environment says where to and who, and flags win over it', async () => {
	await using server = await openServer();
	using ada = await joinAsPeer(server.port, 'ada');
	const nowhere = {CHATROOM_HOST: '127.0.0.1', CHATROOM_PORT: String(await freePort())};
	const env = {...nowhere, CHATROOM_PORT: String(server.port), CHATROOM_USERNAME: 'evan'};
	expect(await run(chatroom('send', 'by environment'), {env})).toMatchObject({status: 0});
	await ada.hears('<evan> by environment\n');
	const flags = [...at(server.port), '--username', 'flora'];
	expect(await run(chatroom('send', ...flags, 'by flags'), {env: nowhere})).toMatchObject({
		status: 0,
	});
	await ada.hears('<flora> by flags\n');
	expect(await run(chatroom('who'), {env: nowhere})).toMatchObject({status: 3});
	const {status, stderr} = await run(chatroom('who'), {env: {CHATROOM_PORT: 'chat'}});
	expect({status, stderr}).toEqual({
		status: 2,
		stderr: 'chatroom: CHATROOM_PORT takes a whole number from 1 to 65535, not "chat".\n',
	});
});

test('with CHATROOM_HOST, CHATROOM_PORT and CHATROOM_USERNAME, join asks nothing', async () => {
	await using server = await openServer();
	using home = openHome({
		CHATROOM_HOST: '127.0.0.1',
		CHATROOM_PORT: String(server.port),
		CHATROOM_USERNAME: 'evan',
	});
	await using evan = openTerminal(chatroom('join'), {home});
	await evan.shows('online as evan');
	await using flora = openTerminal(chatroom('join', '--username', 'flora'), {home});
	await flora.shows('online as flora');
	expect(evan.written).not.toContain('Join a chat room');
});

test('a CHATROOM_DEBUG that cannot be written is exit status 2, before anybody is called', async () => {
	const env = {CHATROOM_DEBUG: '/no/such/place'};
	const {status, stderr} = await run(chatroom('join', '--plain', '--username', 'ada'), {env});
	expect({status, stderr}).toEqual({
		status: 2,
		stderr:
			'chatroom: /no/such/place cannot be written (ENOENT). Give another file with CHATROOM_DEBUG.\n',
	});
});

test('who does not wait for ever for a server that does not answer', async () => {
	const deaf = net.createServer(socket => {
		socket.on('error', () => {});
		const pong = () => socket.write('{"type":"pong"}\n');
		const timer = setInterval(pong, 500);
		socket.on('close', () => clearInterval(timer));
	});
	await new Promise<void>(resolve => deaf.listen(0, '127.0.0.1', resolve));
	const {port} = deaf.address() as net.AddressInfo;
	const {status, stderr} = await run(chatroom('who', ...inClearAt(port)));
	expect(status).toBe(3);
	expect(stderr).toBe(`chatroom: 127.0.0.1:${port} did not say who is there. Try again.\n`);
	deaf.close();
});
