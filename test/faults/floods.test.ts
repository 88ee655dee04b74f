import net from 'node:net';
import {expect, test} from 'vitest';
import {patience} from '../helpers/patience.ts';
import {joinAsPeer, openPeer, readLobby} from '../helpers/peer.ts';
import {openServer} from '../helpers/serve.ts';

const say = (index: number): string =>
	`${JSON.stringify({type: 'say', room: '#lobby', id: String(index).padStart(22, 'f'), text: `flood ${index}`})}\n`;

test('who sends ten thousand messages at once is heard in order, and nobody waits behind them all', async () => {
	const size = 10_000;
	await using server = await openServer();
	using ada = await joinAsPeer(server.port, 'ada');
	using bob = await joinAsPeer(server.port, 'bob');
	using flooder = await openPeer(server.port);
	flooder.say('{"type":"hello","v":[1,1],"nick":"flooder","backlog":0}');
	await flooder.hears('"type":"caught-up"');
	flooder.say(Array.from({length: size}, (_, index) => say(index)).join(''));
	await bob.hears('<flooder> flood 100\n');
	ada.say('may I?');
	await bob.hears('<ada> may I?\n');
	const heardBefore = (
		bob
			.heard()
			.split('<ada> may I?')[0]!
			.match(/flood \d+\n/g) ?? []
	).length;
	expect(heardBefore).toBeLessThan(size / 2);

	await bob.hears(`<flooder> flood ${size - 1}\n`);
	const heard = [...bob.heard().matchAll(/flood (\d+)\n/g)].map(([, index]) => Number(index));
	expect(heard).toEqual(Array.from({length: size}, (_, index) => index));
	await expect.poll(() => new Set(flooder.heard().match(/"type":"ack"/g)).size, patience).toBe(1);
	await expect.poll(() => flooder.heard().match(/"type":"ack"/g)?.length, patience).toBe(size);
});

test.each([
	['of our own protocol', '{"type":"say","text":"'],
	['of netcat', 'once upon a time '],
])('a line %s that never ends ends the connection, and costs nobody anything', async (_, begin) => {
	await using server = await openServer();
	using ada = await joinAsPeer(server.port, 'ada');
	const socket = net.connect({host: '127.0.0.1', port: server.port});
	let isOver = false;
	socket.on('error', () => {}).on('close', () => (isOver = true));
	socket.resume().write(begin);
	const chunk = Buffer.alloc(64 * 1024, 0x78);
	let sent = 0;
	const most = 100 * 1024 * 1024;
	while (!isOver && sent < most) {
		sent += chunk.length;
		const goesOn = socket.write(chunk);
		await new Promise<void>(resolve => {
			if (goesOn) {
				setImmediate(resolve);
			} else {
				socket.once('drain', resolve).once('close', resolve);
			}
		});
	}

	expect(isOver).toBe(true);
	expect(sent).toBeLessThan(most);
	using bob = await joinAsPeer(server.port, 'bob');
	ada.say('still here');
	await bob.hears('<ada> still here\n');
	expect((await readLobby(server.port)).map(({text}) => text)).toEqual(['still here']);
});
