import {spawnSync} from 'node:child_process';
import {appendFileSync, existsSync, readFileSync} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import {expect, test, type TestContext} from 'vitest';
import {joinRoom} from '../helpers/client.ts';
import {openHome} from '../helpers/home.ts';
import {patience, untilContains, within} from '../helpers/patience.ts';
import {joinAsPeer} from '../helpers/peer.ts';
import {startProgram} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';
import {openTerminal} from '../helpers/terminal.ts';

const isInstalled = (program: string): boolean =>
	spawnSync('sh', ['-c', 'command -v "$0"', program]).status === 0;

function need(context: TestContext, program: string): void {
	if (!isInstalled(program)) {
		console.log(`skipped: ${program} is not installed on this machine`);
		context.skip();
	}
}

/** What every client must see of a conversation with our own: words, `/me`, who comes and goes. */
type Client = {
	readonly say: (words: string) => void;
	readonly act: (words: string) => void;
	readonly sees: (...parts: readonly (string | RegExp)[]) => Promise<void>;
};

async function talksWithOurs(
	port: number,
	client: Client,
	nick: string,
	actsAs: RegExp | string,
): Promise<void> {
	await using ada = await joinRoom(port, 'ada');
	using carol = await joinAsPeer(port, 'carol');
	await client.sees('ada', 'carol');
	client.say('good morning from afar');
	await ada.shows(`${nick} good morning from afar`);
	await carol.hears(`<${nick}> good morning from afar\n`);
	ada.type('welcome, 漢字 and all\r');
	await client.sees('welcome, 漢字 and all');
	ada.type('/me waves\r');
	await client.sees(actsAs);
	client.act('waves back');
	await ada.shows(`* ${nick} waves back`);
	carol.say('---quit---');
	await carol.ended();
	await ada.shows('carol left');
	await client.sees(/carol.{0,200}(?:quit|has left)/is);
}

test.for(['in the clear', 'over TLS'])(
	'irssi talks with our own client and netcat %s',
	async (how, context) => {
		need(context, 'irssi');
		await using server = await openServer();
		using early = await joinAsPeer(server.port, 'early');
		early.say('said before');
		early.say('/who');
		await early.hears('1 here');
		using home = openHome();
		const command = ['irssi', `--home=${home.directory}/irssi`, '-n', 'irma', '--noconnect'];
		await using irssi = openTerminal(command, {home, columns: 100});
		await irssi.shows('[(status)]');
		const flags = how === 'over TLS' ? '-tls -notls_verify' : '-notls';
		irssi.type(`/connect ${flags} 127.0.0.1 ${server.port}\r`);
		await irssi.shows('Act: 2');
		irssi.type('/window 2\r');
		await irssi.shows('[#lobby', 'early', 'said before');
		irssi.type('/names\r');
		await irssi.shows(/\[.?irma\]/);
		const client = {
			say: (words: string) => irssi.type(`${words}\r`),
			act: (words: string) => irssi.type(`/me ${words}\r`),
			sees: (...parts: readonly (string | RegExp)[]) =>
				untilContains(() => irssi.written, ...parts),
		};
		await talksWithOurs(server.port, client, 'irma', /\* ada.* waves/);
		irssi.type('/quit\r');
		await early.hears('* irma has left the chat');
	},
);

test('WeeChat talks with our own client and netcat', async context => {
	need(context, 'weechat-headless');
	await using server = await openServer();
	using early = await joinAsPeer(server.port, 'early');
	early.say('said before');
	early.say('/who');
	await early.hears('1 here');
	using home = openHome();
	const commands = [
		'/set fifo.file.enabled on',
		'/set logger.file.flush_delay 0',
		`/server add here 127.0.0.1/${server.port} -notls -nicks=wilma -username=wilma`,
		'/set irc.server.here.ssl off',
		'/connect here',
	];
	const flags = commands.flatMap(command => ['-r', command]);
	const directory = path.join(home.directory, 'weechat');
	await using weechat = startProgram(['weechat-headless', '--dir', directory, ...flags], {home});
	const log = path.join(directory, 'logs/irc.here.#lobby.weechatlog');
	const read = () => (existsSync(log) ? readFileSync(log, 'utf8') : '');
	const fifo = path.join(directory, `weechat_fifo_${weechat.pid}`);
	const type = (words: string) => appendFileSync(fifo, `irc.here.#lobby *${words}\n`);
	const sees = (...parts: readonly (string | RegExp)[]) => untilContains(read, ...parts);
	await sees('wilma', 'early');
	const client = {say: type, act: (words: string) => type(`/me ${words}`), sees};
	await talksWithOurs(server.port, client, 'wilma', /\*\s+ada waves/);
	type('/quit');
	await early.hears('* wilma has left the chat');
});

// Who leaves the server is shown in the server's file, not in the channel's.
const outOf = (folder: string) => readFileSync(path.join(folder, 'out'), 'utf8');

test('ii talks with our own client and netcat', async context => {
	need(context, 'ii');
	await using server = await openServer();
	using home = openHome();
	const flags = ['-s', '127.0.0.1', '-p', String(server.port), '-n', 'ivo', '-i', home.directory];
	await using ii = startProgram(['ii', ...flags], {home});
	const folder = path.join(home.directory, '127.0.0.1');
	const room = path.join(folder, '#lobby');
	await expect.poll(() => existsSync(path.join(room, 'in')), patience).toBe(true);
	expect(ii.pid).toBeGreaterThan(0);
	const say = (words: string) => appendFileSync(path.join(room, 'in'), `${words}\n`);
	const client = {
		say,
		act: (words: string) => say(`\x01ACTION ${words}\x01`),
		sees: (...parts: readonly (string | RegExp)[]) =>
			untilContains(() => outOf(room) + outOf(folder), ...parts),
	};
	await talksWithOurs(server.port, client, 'ivo', 'ACTION waves');
});

test('sic talks with our own client and netcat', async context => {
	need(context, 'sic');
	await using server = await openServer();
	const flags = ['-h', '127.0.0.1', '-p', String(server.port), '-n', 'sid'];
	await using sic = startProgram(['sic', ...flags]);
	await sic.prints('#lobby');
	sic.write(':s #lobby\n');
	const client = {
		say: (words: string) => sic.write(`${words}\n`),
		act: (words: string) => sic.write(`\x01ACTION ${words}\x01\n`),
		sees: (...parts: readonly (string | RegExp)[]) => sic.prints(...parts),
	};
	await talksWithOurs(server.port, client, 'sid', 'ACTION waves');
});

const dialled: Readonly<Record<string, (port: number) => readonly string[]>> = {
	nc: port => ['127.0.0.1', `${port}`],
	telnet: port => ['127.0.0.1', `${port}`],
	// What netcat is to the clear text, that is this to TLS.
	openssl: port => ['s_client', '-quiet', '-connect', `127.0.0.1:${port}`],
};

test.for(Object.keys(dialled))('%s talks with our own client', async (program, context) => {
	need(context, program);
	await using server = await openServer();
	await using peer = startProgram([program, ...dialled[program]!(server.port)]);
	await peer.prints('please enter your username');
	peer.write('nora\n');
	await peer.prints('Welcome nora');
	const client = {
		say: (words: string) => peer.write(`${words}\n`),
		act: (words: string) => peer.write(`/me ${words}\n`),
		sees: (...parts: readonly (string | RegExp)[]) => peer.prints(...parts),
	};
	await talksWithOurs(server.port, client, 'nora', '* ada waves');
});

/** The old client: what it says has no line ends, and each read of at most 1024 bytes is one row. */
async function openOldClient(port: number) {
	const socket = net.connect({host: '127.0.0.1', port, noDelay: true});
	const rows: string[] = [];
	const utf8 = new TextDecoder('utf-8', {fatal: true});
	socket.on('data', chunk => {
		for (let start = 0; start < chunk.length; start += 1024) {
			rows.push(utf8.decode(chunk.subarray(start, start + 1024)));
		}
	});
	const closed = new Promise<void>(resolve => socket.once('close', () => resolve()));
	const shows = async (row: string | RegExp) => {
		await expect.poll(() => rows.some(one => one.match(row)), patience).toBe(true);
	};

	await shows('please enter your username');
	return {
		rows,
		shows,
		say: (text: string) => void socket.write(text),
		ended: () => within(closed, () => `the end; it showed ${rows.join('|')}`),
		[Symbol.dispose]: () => void socket.destroy(),
	};
}

test('the old client, without line ends, hears itself and others in whole characters', async () => {
	await using server = await openServer();
	using bob = await joinAsPeer(server.port, 'bob');
	using old = await openOldClient(server.port);
	expect(old.rows).toHaveLength(1);
	old.say('bob');
	await old.shows(/taken/);
	old.say('olga');
	await old.shows(/^Welcome olga/);
	await bob.hears('* olga has joined\n');
	old.say('hello without an end');
	await old.shows(/olga: hello without an end/);
	await bob.hears('<olga> hello without an end\n');
	bob.say('字'.repeat(1500));
	const wide = () => old.rows.join('').match(/字/g)?.length ?? 0;
	await expect.poll(wide, patience).toBe(1500);
	old.say('---quit---');
	await old.shows(/You are out of the chat room now/);
	await old.ended();
	await bob.hears('* olga has left the chat');
});
