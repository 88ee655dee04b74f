import {expect, test} from 'vitest';
import {joinRoom, say, untilMessages} from '../helpers/client.ts';
import {readLobby} from '../helpers/peer.ts';
import {openServer} from '../helpers/serve.ts';

test('a server that goes silent is noticed and told, one writes on meanwhile, and comes back by oneself', async () => {
	await using server = await openServer();
	await using ada = await joinRoom(server.port, 'ada', {columns: 120});
	await say(ada, 'before');
	await untilMessages(ada, 'ada before');
	const stopped = performance.now();
	process.kill(server.pid(), 'SIGSTOP');
	try {
		await say(ada, 'into the silence');
		// Ten seconds of quiet, five for an answer; the rest is for a machine that has much else to do.
		await expect
			.poll(() => ada.text(), {timeout: 25_000, interval: 50})
			.toMatch(/offline, trying again .* 1 message waits .* has gone silent\./);
		// Nobody is given up before.
		expect(performance.now() - stopped).toBeGreaterThan(10_000);
		ada.type('half a sent');
		await ada.showsDraft('› half a sent', 13);
	} finally {
		process.kill(server.pid(), 'SIGCONT');
	}

	await ada.shows('online as ada');
	ada.type('ence\r');
	await untilMessages(ada, 'ada before', 'ada into the silence', 'ada half a sentence');
	const log = await readLobby(server.port);
	expect(log.map(({text}) => text)).toEqual(['before', 'into the silence', 'half a sentence']);
}, 60_000);
