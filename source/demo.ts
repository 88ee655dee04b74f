import {randomUUID} from 'node:crypto';
import process from 'node:process';
import {startClient} from './client/start-client.tsx';
import {startBots} from './demo/bots.ts';
import {createTrust} from './client/connection/trust.ts';
import {createDevice} from './crypto/device.ts';
import {lobby} from './protocol/ids.ts';
import {openIdentity} from './server/access/identity.ts';
import {startServer} from './server/start-server.ts';
import {openLog} from './server/storage/open-log.ts';

// A room on a free loopback port that keeps nothing, three bots that talk, and the real client in front.
const {stdin, stdout, stderr} = process;
if (!stdin.isTTY || !stdout.isTTY) {
	stderr.write('chatroom: the demo needs a terminal.\n');
	process.exit(2);
}

const server = await startServer({
	openLog: () => openLog({ephemeral: true}, {onFatal() {}}),
	openIdentity: () => openIdentity(undefined),
	host: '127.0.0.1',
	port: 0,
	door: {limit: 20},
	name: 'the demo',
	software: 'chatroom demo',
	report: error => stderr.write(`${String(error)}\n`),
});
const {host, port} = server;
const stopBots = startBots({host, port});
process.exitCode = await startClient({
	host,
	port,
	asksWhere: false,
	username: 'newcomer',
	isNameChosen: true,
	room: lobby,
	credentials: {device: createDevice().device, password: undefined, invite: undefined},
	trust: createTrust({pinOf: () => undefined, keep() {}}, {isEncrypted: true}),
	run: randomUUID().replaceAll('-', ''),
	software: 'chatroom demo',
	remember() {},
	debugFile: undefined,
	surroundings: {stdin, stdout, env: {overSsh: false, term: undefined}},
});
await stopBots();
await server.stop('The demo is over.');
