import net from 'node:net';
import {expect, test} from 'vitest';
import {openHome} from '../helpers/home.ts';
import {watchFiles} from '../helpers/open-files.ts';
import {patience, within} from '../helpers/patience.ts';
import {joinAsPeer, openPeer, type Peer} from '../helpers/peer.ts';
import {chatroom, startProgram} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';

type Caller = {readonly socket: net.Socket; heard: string; isOver: boolean};

/** Many who connect at once and say nothing. */
function crowd(port: number, size: number) {
	const callers = Array.from({length: size}, (): Caller => {
		const socket = net.connect({host: '127.0.0.1', port});
		const caller: Caller = {socket, heard: '', isOver: false};
		socket.setEncoding('utf8').on('data', chunk => (caller.heard += String(chunk)));
		socket.on('error', () => {}).on('close', () => (caller.isOver = true));
		return caller;
	});
	const count = (is: (caller: Caller) => boolean): number => callers.filter(is).length;
	return {
		seated: () => count(({heard, isOver}) => heard.includes('username') && !isOver),
		toldFull: () => count(({heard}) => heard.includes('The room is full')),
		settled: () => count(({heard, isOver}) => heard !== '' || isOver),
		[Symbol.dispose]: () => callers.forEach(({socket}) => socket.destroy()),
	};
}

/** Whoever is there before is heard as ever. */
async function hearsItself(peer: Peer, witness: Peer, words: string): Promise<void> {
	peer.say(words);
	await within(witness.hears(`${words}\n`), () => `«${words}» to be heard`);
}

const hasProc = process.platform === 'linux';

test('two thousand who come at once: the seats are given, the rest turned away, and who is here notices nothing', async () => {
	await using server = await openServer('--limit', '50');
	using ada = await joinAsPeer(server.port, 'ada');
	using bob = await joinAsPeer(server.port, 'bob');
	const files = await watchFiles(server);
	{
		using many = crowd(server.port, 2000);
		await hearsItself(ada, bob, 'in the middle of it');
		await expect.poll(many.settled, patience).toBe(2000);
		expect(many.seated()).toBe(48);
		expect(many.toldFull()).toBeGreaterThan(0);
		await hearsItself(bob, ada, 'after it');
	}

	await expect.poll(async () => enters(server.port), patience).toBe(true);
	await files.areAsBefore();
}, 60_000);

test.skipIf(!hasProc)(
	'where the system allows few open files, one too many is still told so, and the log goes on',
	async () => {
		using home = openHome();
		const serve = chatroom('serve', '--host', '127.0.0.1', '--port', '0', '--limit', '1000');
		const limited = ['sh', '-c', 'ulimit -n 96; exec "$0" "$@"', ...serve];
		await using server = startProgram(limited, {home});
		await server.complains('so few files that only 28 people can be here at once');
		await server.prints('"limit":28');
		const port = Number(/"port":(\d+)/.exec(server.stdout())![1]);
		using ada = await joinAsPeer(port, 'ada');
		using bob = await joinAsPeer(port, 'bob');
		using many = crowd(port, 120);
		await expect.poll(many.settled, patience).toBe(120);
		expect(many.seated()).toBe(26);
		expect(many.toldFull()).toBeGreaterThan(0);
		await hearsItself(ada, bob, 'kept on disk');
		expect(server.stderr()).not.toContain('EMFILE');
	},
	60_000,
);

async function enters(port: number): Promise<boolean> {
	using peer = await openPeer(port);
	await expect.poll(peer.heard, patience).not.toBe('');
	return peer.heard().includes('username');
}
