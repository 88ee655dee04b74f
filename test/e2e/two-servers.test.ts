import {expect, test} from 'vitest';
import {at} from '../helpers/client.ts';
import {readLobby} from '../helpers/peer.ts';
import {chatroom, run} from '../helpers/program.ts';
import {openServer} from '../helpers/serve.ts';
import {idOf, openTalker} from '../helpers/talker.ts';

test('a directory is kept by a server that is stopped, and free at once when it is killed', async () => {
	await using server = await openServer();
	using ada = await openTalker(server.port, 'ada');
	ada.say(idOf('kept'), 'kept');
	expect(await ada.answered(idOf('kept'))).toMatchObject({type: 'ack'});
	const second = () => run(chatroom('serve', ...at(0), '--data', server.data));
	const sentence = `chatroom: ${server.data} is in use by another chatroom (process ${server.pid()}). Stop that first, or choose another --data DIR.\n`;

	expect(await second()).toEqual({status: 2, stdout: '', stderr: sentence});
	process.kill(server.pid(), 'SIGSTOP');
	try {
		expect(await second()).toEqual({status: 2, stdout: '', stderr: sentence});
	} finally {
		process.kill(server.pid(), 'SIGCONT');
	}

	expect(await server.stop('SIGKILL')).toBe('SIGKILL');
	await server.start();
	expect((await readLobby(server.port)).map(({text}) => text)).toEqual(['kept']);
});
